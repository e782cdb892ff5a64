/**
 * The storage keys of flows. They have a file of their own, so that panel and popup need not load
 * the reducer to watch them.
 */

/**
 * Prefix of a flow's key in `storage.session`; the tab's id follows. Raise the number whenever
 * the shape of `Flow` changes, so that a flow which an older version left behind is ignored.
 */
export const flowKeyPrefix = 'flow.8:';

/** Whether a change of a storage area means that a flow changed. */
export function isFlowChange(changes: Readonly<Record<string, unknown>>, area: string): boolean {
  return area === 'session' && Object.keys(changes).some((key) => key.startsWith(flowKeyPrefix));
}
