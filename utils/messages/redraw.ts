/** Updates what is drawn outside of panel and popup: the marks on the page, and the badge. */
import { showBadge } from '@/utils/background/badge';
import { type Mark, marksFor } from '@/utils/review/marks';
import { syncAndLoadReview, type TabReview } from '@/utils/review/tab-review';
import { sendToTab } from './channel';
import type { BackgroundToContent } from './protocol';

/** Draws the marks and the badge of a tab again after its review has changed. */
export async function redraw(tabId: number): Promise<void> {
  const tabReview = await syncAndLoadReview(tabId);
  if (tabReview) await sendToPage(tabId, 'showMarks', { marks: marksOf(tabReview) });
  await showBadge(tabId, tabReview);
}

/** Returns the marks for the tab's page; empty as long as the page was not read. */
export function marksOf({ provider, review, flow }: TabReview): Mark[] {
  return flow.snapshot ? marksFor(provider, review, flow.snapshot) : [];
}

/**
 * Sends a message to the content script of a tab. Does nothing if there is none, as in a tab that
 * is older than the extension.
 */
export async function sendToPage<Name extends keyof BackgroundToContent>(
  tabId: number,
  name: Name,
  data: Parameters<BackgroundToContent[Name]>[0],
): Promise<void> {
  await sendToTab(name, data as never, { tabId, frameId: 0 }).catch(() => {});
}
