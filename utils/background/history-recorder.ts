/**
 * Records what a flow shows about its client: which scopes the client requests, and how the flow
 * ended. It runs after each event; the storage adds only what is new.
 */

import { hasErrorHeading } from '@/utils/diagnosis/recognize';
import { flowId } from '@/utils/flow/flow';
import { calendarDay } from '@/utils/review/app-history';
import { syncAndLoadReview, type TabReview } from '@/utils/review/tab-review';
import { trustedClientKey } from '@/utils/review/user-overrides';
import { recordSighting, type Sighting } from '@/utils/storage/app-history';
import type { HistoryOutcome } from '@/utils/storage/schema';
import { showBadge, tabInFront } from './badge';

/**
 * Last sighting written per tab; skips redundant IndexedDB writes. Lost when the worker stops,
 * which is harmless.
 */
const lastWritten = new Map<number, string>();

/** Updates the badge and the history after an event of the tab. */
export async function onFlowChanged(tabId: number): Promise<void> {
  const tabReview = await syncAndLoadReview(tabId);
  // A closed tab has no badge, so the active tab shows the failure instead.
  const badgeTab = tabReview?.flow.closedAt == null ? tabId : await tabInFront();
  await Promise.all([badgeTab !== null && showBadge(badgeTab, tabReview), tabReview && recordFlow(tabId, tabReview)]);
}

/**
 * Stores what the review shows about its client. Records nothing for incognito windows, for
 * requests that were only read from a page, and for clients that can't be identified with
 * certainty.
 */
export async function recordFlow(tabId: number, tabReview: TabReview): Promise<void> {
  const app = trustedClientKey(tabReview.request);
  if (tabReview.storage === 'private' || app === null || tabReview.request.url === '') return;
  const sighting = sightingOf(tabId, tabReview);
  const fingerprint = JSON.stringify([tabReview.provider.id, app, sighting]);
  if (lastWritten.get(tabId) === fingerprint) return;
  if ((await recordSighting(tabReview.provider.id, app, sighting)).ok) lastWritten.set(tabId, fingerprint);
}

function sightingOf(tabId: number, tabReview: TabReview): Sighting {
  const { flow, request, review } = tabReview;
  const ids = request.scopes.map((scope) => scope.id);
  return {
    flow: flowId(tabId, flow),
    day: calendarDay(Date.now()),
    // A damaged link does not show what the app requests.
    requested: request.readOnly === null && isPlausible(ids) ? ids : null,
    reduced: flow.activeRequest === 'narrowed' && isPlausible(review.current) ? review.current : null,
    outcome: outcomeOf(tabReview),
  };
}

/** Implausibly long lists are ignored, because a truncated one would be wrong. */
function isPlausible(ids: readonly string[]): boolean {
  return ids.length > 0 && ids.length <= 1000 && ids.every((id) => id.length <= 1000);
}

/**
 * Returns null while the outcome is not known. A page counts as a refusal only under the
 * provider's own error heading, because an app's name or description could contain an error's
 * sentence.
 */
function outcomeOf({ flow, provider, review }: TabReview): HistoryOutcome | null {
  const { outcome, diagnosis } = review;
  if (outcome?.kind === 'code') return { kind: 'connected', rule: null };
  if (!diagnosis) return null;
  const rule = diagnosis.recognized ? diagnosis.finding.id : null;
  if (!outcome) {
    const isErrorPage = hasErrorHeading(provider.knowledge.errorHeadings, flow.snapshot?.headings ?? []);
    return isErrorPage ? { kind: 'refused', rule } : null;
  }
  // `access_denied` without a blocking reason usually means that the user canceled.
  const isAccessDenied = outcome.kind === 'error' && outcome.error === 'access_denied';
  return { kind: isAccessDenied && diagnosis.finding.severity !== 'blocker' ? 'denied' : 'refused', rule };
}
