/** The page's marks and the badge of a tab follow what is ticked. */
import { showBadge } from '@/utils/background/badge';
import { type Mark, marksFor } from '@/utils/review/marks';
import { syncAndLoadReview, type TabReview } from '@/utils/review/tab-review';
import { sendToTab } from './channel';
import type { BackgroundToContent } from './protocol';

export async function redraw(tabId: number): Promise<void> {
  const tabReview = await syncAndLoadReview(tabId);
  if (tabReview) await sendToPage(tabId, 'showMarks', { marks: marksOf(tabReview) });
  await showBadge(tabId, tabReview);
}

export function marksOf({ provider, review, flow }: TabReview): Mark[] {
  return flow.reading ? marksFor(provider, review, flow.reading) : [];
}

/** A tab that is older than the extension has no content script to hear it. */
export async function sendToPage<Name extends keyof BackgroundToContent>(
  tabId: number,
  name: Name,
  data: Parameters<BackgroundToContent[Name]>[0],
): Promise<void> {
  await sendToTab(name, data as never, { tabId, frameId: 0 }).catch(() => {});
}
