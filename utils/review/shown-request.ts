/**
 * Refuses a click in a panel or a popup if the tab has moved on to another request than it shows.
 */
import { readManaged } from '@/utils/storage/managed';
import { syncAndLoadReview, type TabReview } from './tab-review';

/** The answer to a message about another request than the tab shows now. Its text is `refused_moved_on`. */
export const movedOn = { ok: false, reason: 'moved-on' } as const;

/**
 * Loads the review of the tab, for what the user wants to change; null unless it is about the
 * request with this ID.
 */
export async function loadShownReview(tabId: number, shown: string): Promise<TabReview | null> {
  const tabReview = await syncAndLoadReview(tabId, { readManaged });
  return tabReview?.shown === shown ? tabReview : null;
}
