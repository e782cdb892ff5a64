/** The latest failure in a tab that the user has closed. */
import { providerById } from '@/providers';
import { closedFlows } from '@/utils/flow/store';
import { nameOfApp } from '@/utils/review/app-name';
import { failureTitle } from '@/utils/review/pasted-review';
import { loadTabReview } from '@/utils/review/tab-review';
import type { ClosedTabFailure } from './protocol';

/** Returns what the popup says about it; null if nothing failed in a closed tab. */
export async function lastClosed(): Promise<ClosedTabFailure | null> {
  const [last] = await closedFlows();
  if (!last) return null;
  const { tabId, flow } = last;
  const review = (await loadTabReview(tabId))?.review;
  const cause = review ? [nameOfApp(review), failureTitle(review)].filter(Boolean).join(': ') : '';
  return { tabId, provider: providerById(flow.provider)?.name ?? '', cause, at: flow.closedAt };
}
