/**
 * The storage key of flows. It has a file of its own, so that panel and popup need not load the
 * reducer to watch it.
 */

/**
 * Prefix of a flow's key in `storage.session`; the tab's id follows. Raise the number whenever
 * the shape of `Flow` changes, so that a flow which an older version left behind is ignored.
 */
export const flowKeyPrefix = 'flow.5:';
