/** Learns from error pages which scopes a client cannot be connected without. */

import { pageError } from '@/utils/diagnosis/page-error';
import { snapshotOf } from '@/utils/flow/flow';
import { hasErrorHeading } from '@/utils/flow/outcome';
import type { TabReview } from '@/utils/review/tab-review';
import { trustedClientKey } from '@/utils/review/user-overrides';
import { saveRequiredScopes } from '@/utils/storage/learned-scopes';
import { readManaged } from '@/utils/storage/managed';

/**
 * Stores the scopes that the error page of a tab names as required; resolves to true if any of
 * them is new. The page is not trusted, so only scopes of the app's own request are learned: a
 * hostile text can lock a scope but never add one.
 */
export async function learnFromErrorPage(tabReview: TabReview): Promise<boolean> {
  const { provider, request, flow, review } = tabReview;
  const snapshot = snapshotOf(flow);
  const app = trustedClientKey(request);
  // What a customer's page says about a client would count on the pages of everybody.
  if (app === null || tabReview.storage === 'private' || tabReview.onCustomerPage) return false;
  // The provider's own error heading is required, because an app's description on the consent page
  // could contain the sentence.
  if (!snapshot || !hasErrorHeading(provider.knowledge.errorHeadings, snapshot.headings)) return false;
  const error = pageError(provider, snapshot, review.page?.marked ?? 0);
  if (error.state !== 'recognized' || !error.rule.namesRequiredScopes) return false;
  const requested = new Set(request.scopes.map((scope) => scope.id));
  const ids = error.ids.filter((id) => requested.has(id));
  if (ids.length === 0 || !(await readManaged()).switches.history) return false;
  const learned = await saveRequiredScopes(provider.id, app, ids, Date.now());
  return learned.ok && learned.value;
}
