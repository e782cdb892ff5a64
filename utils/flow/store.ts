/** Flows in `storage.session`: in memory, of trusted contexts only, and there after the worker was stopped. */
import { browser } from 'wxt/browser';
import type { Flow, FlowEvent } from './flow';
import { flowKeyPrefix } from './key';
import { reduceFlow } from './reduce';

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
    if (before && !after) await forgetFlow(tabId);
    return after;
  };
  const next = (queues.get(tabId) ?? Promise.resolve()).then(work, work);
  queues.set(tabId, next);
  const done = () => queues.get(tabId) === next && queues.delete(tabId);
  next.then(done, done);
  return next;
}

export async function forgetFlow(tabId: number): Promise<void> {
  await browser.storage.session.remove(keyOf(tabId));
}

/** A refusal is told for this long after the tab went back to the app, or was closed. */
export const OUTCOME_TTL_MS = 10 * 60_000;

export interface ClosedFlow {
  tabId: number;
  flow: Flow & { closedAt: number };
}

/** Refused in windows that are closed, newest first. Those that are no news any more are removed. */
export async function closedFlows(): Promise<ClosedFlow[]> {
  const stored = Object.entries(await browser.storage.session.get(null)) as [string, Flow][];
  const closed = stored
    .filter(([key, flow]) => key.startsWith(flowKeyPrefix) && flow.closedAt !== null)
    .map(([key, flow]) => ({ key, tabId: Number(key.slice(flowKeyPrefix.length)), flow: flow as ClosedFlow['flow'] }));
  const isNews = ({ flow }: ClosedFlow) => Date.now() - flow.closedAt < OUTCOME_TTL_MS;
  await browser.storage.session.remove(closed.filter((one) => !isNews(one)).map(({ key }) => key));
  return closed.filter(isNews).toSorted((left, right) => right.flow.closedAt - left.flow.closedAt);
}
