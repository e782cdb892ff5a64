/** Where flows are kept. A file of its own: panel and popup load it without the reducer. */

/** In `storage.session`, followed by the tab's ID. The number changes with the shape: a flow that an update left behind is ignored. */
export const flowKeyPrefix = 'flow.2:';
