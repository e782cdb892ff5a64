/** Keeps what a flow shows of its client: what is asked for, and how it ended. Told again after each event; the storage adds what is new. */

import { hasErrorHeading } from '@/utils/diagnosis/recognize';
import { flowId } from '@/utils/flow/flow';
import { calendarDay } from '@/utils/review/app-history';
import { syncAndLoadReview, type TabReview } from '@/utils/review/tab-review';
import { trustedClientKey } from '@/utils/review/user-overrides';
import { recordSighting, type Sighting } from '@/utils/storage/app-history';
import type { HistoryOutcome } from '@/utils/storage/schema';
import { showBadge, tabInFront } from './badge';

/** Told last by each tab, so that events without news cost nothing. Gone with the worker, and then told once more. */
const lastWritten = new Map<number, string>();

/** After an event of the tab: its badge, and what the flow shows. */
export async function onFlowChanged(tabId: number): Promise<void> {
  const tabReview = await syncAndLoadReview(tabId);
  // Whoever's window closed looks at the one behind it.
  const at = tabReview?.flow.closedAt == null ? tabId : await tabInFront();
  await Promise.all([at !== null && showBadge(at, tabReview), tabReview && recordFlow(tabId, tabReview)]);
}

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
    // A damaged link says nothing of the app.
    requested: request.readOnly === null && isShort(ids) ? ids : null,
    reduced: flow.activeRequest === 'narrowed' && isShort(review.current) ? review.current : null,
    outcome: outcomeOf(tabReview),
  };
}

/** A longer list is nobody's, and nothing is kept of it in part. */
function isShort(ids: readonly string[]): boolean {
  return ids.length > 0 && ids.length <= 1000 && ids.every((id) => id.length <= 1000);
}

/** Null while nobody knows. A page is believed to refuse only under the provider's own error heading. */
function outcomeOf({ flow, provider, review }: TabReview): HistoryOutcome | null {
  const { outcome, diagnosis } = review;
  if (outcome?.kind === 'code') return { kind: 'connected', rule: null };
  if (!diagnosis) return null;
  const rule = diagnosis.recognized ? diagnosis.finding.id : null;
  if (!outcome) return hasErrorHeading(provider.knowledge.errorHeadings, flow.reading?.headings ?? []) ? { kind: 'refused', rule } : null;
  // The general answer is mostly the user's own No; a reason beside it is a refusal.
  return outcome.kind === 'error' && outcome.error === 'access_denied' && diagnosis.finding.severity !== 'blocker'
    ? { kind: 'denied', rule }
    : { kind: 'refused', rule };
}
