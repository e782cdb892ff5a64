/** The latest failure in a tab that the user has closed. */
import { providerById } from '@/providers';
import { closedFlows } from '@/utils/flow/store';
import { nameOfApp } from '@/utils/review/app-name';
import { failureTitle } from '@/utils/review/pasted-review';
import { isDeniedByUser } from '@/utils/review/shown-alerts';
import { loadTabReview } from '@/utils/review/tab-review';
import { t } from '@/utils/text/text';
import type { ClosedTabFailure } from './protocol';

/** Returns what the popup says about it; null if nothing failed in a closed tab. */
export async function lastClosed(): Promise<ClosedTabFailure | null> {
  const [last] = await closedFlows();
  if (!last) return null;
  const { tabId, flow } = last;
  const review = (await loadTabReview(tabId))?.review;
  const isDenied = review !== undefined && isDeniedByUser(review);
  const reason = isDenied ? t('closed_denied_reason') : review && failureTitle(review);
  const cause = [review && nameOfApp(review), reason].filter(Boolean).join(': ');
  return { tabId, provider: providerById(flow.provider)?.name ?? '', isDenied, cause, at: flow.closedAt };
}
