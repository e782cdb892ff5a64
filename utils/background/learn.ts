/** Keeps what an error page teaches about a client: the ids without which the app cannot be connected. */

import { pageError } from '@/utils/diagnosis/diagnose';
import { hasErrorHeading } from '@/utils/diagnosis/recognize';
import type { TabReview } from '@/utils/review/tab-review';
import { clientKey } from '@/utils/review/tab-review';
import { saveRequiredScopes } from '@/utils/storage/learned-scopes';

/**
 * True if there was something new. The page is not trusted: only ids that the app's own request held are learnt, so that a
 * hostile text can lock a scope but never bring one in.
 */
export async function learnFromErrorPage(tabReview: TabReview): Promise<boolean> {
  const { provider, request, flow, review } = tabReview;
  if (tabReview.storage === 'private') return false;
  // Under the provider's own error heading only: an app's description on the consent page could hold the same sentence.
  if (!flow.reading || !hasErrorHeading(provider.knowledge.errorHeadings, flow.reading.headings)) return false;
  const error = pageError(provider, flow.reading, review.page?.marked ?? 0);
  if (error.state !== 'recognized' || !error.rule.namesRequiredScopes) return false;
  const requested = new Set(request.scopes.map((scope) => scope.id));
  const ids = error.ids.filter((id) => requested.has(id));
  if (ids.length === 0) return false;
  const learned = await saveRequiredScopes(provider.id, clientKey(request), ids, Date.now());
  return learned.ok && learned.value;
}
