/** What panel and popup need of the flows: to hear that one changed. They load without the reducer and the catalogue behind it. */
import { browser } from 'wxt/browser';
import { flowKeyPrefix } from '@/utils/flow/key';
import { onMessage } from './channel';

const listeners = new Set<() => void>();
let stop: (() => void) | null = null;

/** Calls `listener` whenever some tab's flow changed, in whatever context. Returns the way to stop. */
export function watchFlows(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= listen();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** Once for all: a message has one listener in a window. */
function listen(): () => void {
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const onChanged = (changes: Record<string, unknown>, area: string) => {
    if (area === 'session' && Object.keys(changes).some((key) => key.startsWith(flowKeyPrefix))) tell();
  };
  browser.storage.onChanged.addListener(onChanged);
  const stopMessages = onMessage('flowChanged', tell);
  return () => {
    browser.storage.onChanged.removeListener(onChanged);
    stopMessages();
  };
}
