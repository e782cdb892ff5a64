/** The events of a tab, and the flow that they lead to. */
import type { Flow, FlowEvent } from '@/utils/flow/flow';
import { reduceFlow } from '@/utils/flow/reduce';
import { pageSnapshot } from '../../page-snapshot';

/** Returns the flow after one more event. */
export const apply = (flow: Flow | null, event: Record<string, unknown>): Flow | null => reduceFlow(flow, event as unknown as FlowEvent);

/** What happened in a tab, one event a second. */
export const flowAfter = (...events: Record<string, unknown>[]): Flow =>
  events.reduce<Flow | null>((flow, event, index) => apply(flow, { at: 1_000 * (index + 1), ...event }), null) as Flow;

export const request = (url: string) => ({ type: 'request', url });
/** The request brought no page. */
export const stops = (url: string) => ({ type: 'stopped', url });
export const shows = (url: string) => ({ type: 'tabUpdated', url });
export const reads = (url: string, ...lines: string[]) => ({
  type: 'pageRead',
  url,
  page: url.replace(/\?.*/, ''),
  snapshot: pageSnapshot({ lines }),
});
