/**
 * Keeps the flows in `storage.session`: in memory, readable by trusted contexts only, and still
 * there after the worker was stopped and started again. Those of private windows may have an area
 * of their own.
 */
import { browser } from 'wxt/browser';
import { connectionOf, storedConnections, wasConnectedLater } from './connections';
import type { Flow, FlowEvent } from './flow';
import { flowKeyPrefix } from './key';
import { forgottenFlow, isForgotten } from './new-flow';
import { privateArea } from './private-area';
import { reduceFlow } from './reduce';

const keyOf = (tabId: number) => flowKeyPrefix + tabId;

/** Firefox has one background for all windows, which sees each tab close. */
const flowArea = () => (!import.meta.env.FIREFOX && browser.extension.inIncognitoContext ? privateArea : browser.storage.session);

/** Reads the flow that is stored for a tab, whatever the tab shows now; null if there is none. */
export async function readFlow(tabId: number): Promise<Flow | null> {
  const stored = await flowArea().get(keyOf(tabId));
  return (stored[keyOf(tabId)] as Flow | undefined) ?? null;
}

/**
 * The last queued event of each tab. Events of one tab run one after the other, because two
 * read-modify-writes at once lose one.
 */
const queues = new Map<number, Promise<unknown>>();

/**
 * Applies an event to the flow of a tab, after the events that were queued before it. Resolves to
 * the flow after the event, or null if there is none. Changes nothing if `of` is another flow than
 * the tab has by then.
 */
export function applyEvent(tabId: number, event: FlowEvent, of?: Pick<Flow, 'startedAt'>): Promise<Flow | null> {
  return changeFlow(tabId, (flow) => (of && of.startedAt !== flow?.startedAt ? flow : reduceFlow(flow, event)));
}

/**
 * Applies the end of a tab, `at` in milliseconds since the epoch. Resolves to the flow as it was last,
 * which may be stored no more; null if the tab had none.
 */
export async function closeFlow(tabId: number, at: number): Promise<Flow | null> {
  let last: Flow | null = null;
  const after = await changeFlow(tabId, (flow) => {
    last = flow;
    return reduceFlow(flow, { type: 'closed', at });
  });
  return after ?? last;
}

/**
 * Replaces the flow of a tab by what `change` makes of it, after the events that were queued before
 * and before those that are queued meanwhile. Resolves to the flow afterwards, and writes nothing
 * if it is the same object. `change` must not wait for another event of the tab.
 */
export function changeFlow(tabId: number, change: (flow: Flow | null) => Flow | null | Promise<Flow | null>): Promise<Flow | null> {
  const work = async () => {
    const before = await readFlow(tabId);
    const after = await change(before);
    if (after && after !== before) await writeFlow(tabId, after);
    if (before && !after) await flowArea().remove(keyOf(tabId));
    return after;
  };
  const next = (queues.get(tabId) ?? Promise.resolve()).then(work, work);
  queues.set(tabId, next);
  const cleanUp = () => queues.get(tabId) === next && queues.delete(tabId);
  next.then(cleanUp, cleanUp);
  return next;
}

/**
 * Stores a flow. If `storage.session` is full (10 MB in Chromium), the flow that has requested
 * nothing for the longest time is dropped, because any site can open tabs with long URLs. Of an open
 * tab it stays known that something is forgotten, so that its page counts for no later request.
 */
async function writeFlow(tabId: number, flow: Flow): Promise<void> {
  for (;;) {
    try {
      return await flowArea().set({ [keyOf(tabId)]: flow, ...connectionOf(flow) });
    } catch (error) {
      const others = (await allFlows()).filter((one) => one.tabId !== tabId);
      const [oldest] = others.toSorted(
        (left, right) =>
          Number(isForgotten(left.flow)) - Number(isForgotten(right.flow)) || left.flow.lastRequestAt - right.flow.lastRequestAt,
      );
      if (!oldest) throw error;
      if (oldest.flow.closedAt !== null || isForgotten(oldest.flow)) await flowArea().remove(keyOf(oldest.tabId));
      else await flowArea().set({ [keyOf(oldest.tabId)]: forgottenFlow(oldest.flow) });
    }
  }
}

/** Lists the tabs that have a flow, closed ones included. */
export async function tabsWithFlow(): Promise<number[]> {
  return (await allFlows()).map(({ tabId }) => tabId);
}

async function allFlows(): Promise<{ tabId: number; flow: Flow }[]> {
  return flowsIn(await flowArea().get(null));
}

function flowsIn(stored: Readonly<Record<string, unknown>>): { tabId: number; flow: Flow }[] {
  return (Object.entries(stored) as [string, Flow][])
    .filter(([key]) => key.startsWith(flowKeyPrefix))
    .map(([key, flow]) => ({ tabId: Number(key.slice(flowKeyPrefix.length)), flow }));
}

/** How long an error is shown after the tab returned to the app or was closed. */
export const OUTCOME_TTL_MS = 10 * 60_000;

/** A flow that failed and whose tab is closed. */
export interface ClosedFlow {
  tabId: number;
  flow: Flow & { closedAt: number };
}

/**
 * Lists the failed flows of closed tabs, newest first, and removes those that are older than
 * `OUTCOME_TTL_MS` and those whose client was connected later.
 */
export async function closedFlows(): Promise<ClosedFlow[]> {
  const stored = await flowArea().get(null);
  const { connections, outdated } = storedConnections(stored);
  const closed = flowsIn(stored).filter((one): one is ClosedFlow => one.flow.closedAt !== null);
  const counts = ({ flow }: ClosedFlow) => Date.now() - flow.closedAt < OUTCOME_TTL_MS && !wasConnectedLater(flow, connections);
  await flowArea().remove([...closed.filter((one) => !counts(one)).map(({ tabId }) => keyOf(tabId)), ...outdated]);
  return closed.filter(counts).toSorted((left, right) => right.flow.closedAt - left.flow.closedAt);
}
