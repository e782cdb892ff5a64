/**
 * Tells panel and popup that a flow or the policy changed, so that they need not load the reducer
 * and the catalogues that it imports.
 */
import { browser } from 'wxt/browser';
import { isFlowChange } from '@/utils/flow/key';
import { isPolicyChange } from '@/utils/storage/policy-signal';
import { listen as answer, type Sender } from './channel';

/** The message that a review may have changed. It carries no data. */
export const flowChanged = 'flowChanged';

const listeners = new Set<() => void>();
let stopListening: (() => void) | null = null;

/**
 * Calls `listener` whenever the flow of any tab or the policy changed. Returns the function that
 * stops it.
 */
export function watchFlows(listener: () => void): () => void {
  listeners.add(listener);
  stopListening ??= listen();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopListening?.();
    stopListening = null;
  };
}

/** Listens once for all callers. */
function listen(): () => void {
  const notify = () => {
    for (const listener of listeners) listener();
    return undefined;
  };
  const onChanged = (changes: Record<string, unknown>, area: string) => {
    if (isFlowChange(changes, area) || isPolicyChange(changes, area)) notify();
  };
  browser.storage.onChanged.addListener(onChanged);
  // Only the background is in no tab. A page that took over its content script could send any number.
  const onMessage = (_data: unknown, { tab }: Sender) => (tab ? undefined : notify());
  const stopMessages = answer(new Map([[flowChanged, onMessage]]));
  return () => {
    browser.storage.onChanged.removeListener(onChanged);
    stopMessages();
  };
}
