/** Flows in `storage.session`: in memory, of trusted contexts only, and there after the worker was stopped. */
import { browser } from 'wxt/browser';
import type { Flow, FlowEvent } from './flow';
import { reduceFlow } from './reduce';
import { flowKeyPrefix } from './watch';

const keyOf = (tabId: number) => flowKeyPrefix + tabId;

export async function readFlow(tabId: number): Promise<Flow | null> {
  const stored = await browser.storage.session.get(keyOf(tabId));
  return (stored[keyOf(tabId)] as Flow | undefined) ?? null;
}

/** Events of one tab wait for each other: two read-modify-writes at once would lose one. */
const queues = new Map<number, Promise<unknown>>();

/** Applies an event; resolves to the flow after it. */
export function applyEvent(tabId: number, event: FlowEvent): Promise<Flow | null> {
  const work = async () => {
    const before = await readFlow(tabId);
    const after = reduceFlow(before, event);
    if (after && after !== before) await browser.storage.session.set({ [keyOf(tabId)]: after });
    return after;
  };
  const next = (queues.get(tabId) ?? Promise.resolve()).then(work, work);
  queues.set(tabId, next);
  return next;
}

export async function forgetFlow(tabId: number): Promise<void> {
  queues.delete(tabId);
  await browser.storage.session.remove(keyOf(tabId));
}
