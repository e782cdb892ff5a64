/**
 * Names the request that a panel or a popup shows, so that a click can be refused if the tab has
 * moved on to another request in the meantime.
 */
import { flowId } from '@/utils/flow/flow';
import { readManaged } from '@/utils/storage/managed';
import { hash } from '@/utils/text/hash';
import { syncAndLoadReview, type TabReview } from './tab-review';

/** The answer to a message about another request than the tab shows now. Its text is `refused_moved_on`. */
export const movedOn = { ok: false, reason: 'moved-on' } as const;

/**
 * Returns the ID of the request that the tab shows: its flow and a hash of what the app requests.
 * It does not change when the user reduces the request.
 */
export function shownRequestId(tabId: number, { flow, request }: Pick<TabReview, 'flow' | 'request'>): string {
  const requested = JSON.stringify([request.clientId, request.redirectHost, request.scopes.map(({ id }) => id)]);
  return `${flowId(tabId, flow)}-${hash(requested)}`;
}

/**
 * Loads the review of the tab, for what the user wants to change; null unless it is about the
 * request with this ID.
 */
export async function loadShownReview(tabId: number, shown: string): Promise<TabReview | null> {
  const tabReview = await syncAndLoadReview(tabId, { readManaged });
  return tabReview && shownRequestId(tabId, tabReview) === shown ? tabReview : null;
}
