/**
 * Records what a flow shows about its client: which scopes the client requests, and how the flow
 * ended. It runs after each event; the storage adds only what is new.
 */

import type { ScopeId } from '@/providers/contract/catalogue';
import { isWholeHost } from '@/providers/oauth2/redirect';
import { type Flow, flowId, snapshotOf } from '@/utils/flow/flow';
import { hasErrorHeading } from '@/utils/flow/outcome';
import { closedFlows } from '@/utils/flow/store';
import { tabOf } from '@/utils/permissions/tab';
import { nameOfApp } from '@/utils/review/app-name';
import { shownAlerts } from '@/utils/review/shown-alerts';
import { loadTabReview, syncAndLoadReview, type TabReview } from '@/utils/review/tab-review';
import { trustedClientKey } from '@/utils/review/user-overrides';
import { recordSighting, type Sighting } from '@/utils/storage/app-history';
import { MAX_IN_RECORD } from '@/utils/storage/limits';
import { readManaged } from '@/utils/storage/managed';
import { recordOutcome } from '@/utils/storage/outcomes';
import { deleteExpired } from '@/utils/storage/pruning';
import { canStoreScopes, type HistoryOutcome, type StoredOutcome } from '@/utils/storage/schema';
import { calendarDay } from '@/utils/text/time';
import { showBadge, tabInFront } from './badge';

/**
 * What was written last per tab; skips redundant IndexedDB writes. Lost when the worker stops,
 * which is harmless.
 */
const lastWritten = new Map<number, string>();

/**
 * Updates the badge and the history after an event of the tab. `ended`: the flow after the event, if
 * it has ended; the tab may be closed, or show another flow, before it is read again.
 */
export async function onFlowChanged(tabId: number, ended?: Flow): Promise<void> {
  const tabReview = await syncAndLoadReview(tabId);
  const isClosed = tabReview ? tabReview.flow.closedAt !== null : (await tabOf(tabId)) === null;
  await Promise.all([isClosed ? showBadgeInFront(tabReview) : showBadge(tabId, tabReview), tabReview && recordFlow(tabId, tabReview)]);
  if (!ended || ended.startedAt === tabReview?.flow.startedAt) return;
  const ofEnded = await loadTabReview(tabId, { flow: ended });
  if (ofEnded) await recordFlow(tabId, ofEnded);
}

/**
 * A closed tab has no badge, so the active tab shows its failure instead, and its own alerts again
 * once no failure is left, as after a connection in a window that closed.
 */
async function showBadgeInFront(closed: TabReview | null): Promise<void> {
  const front = await tabInFront();
  if (front === null) return;
  if (closed && shownAlerts(closed.review).length > 0) await showBadge(front, closed);
  else if ((await closedFlows()).length === 0) await showBadge(front, await loadTabReview(front));
}

/**
 * Stores what the review shows about its client, and how its flow ended. Records nothing for
 * incognito windows, if the organization turned histories off, for requests that were only read
 * from a page, for clients that can't be identified with certainty, and for flows that nobody saw,
 * because any site can open a link. What happens on a customer's page says nothing about the client
 * elsewhere, so its history stays as it is. `isSeen`: the user opened this review.
 */
export async function recordFlow(tabId: number, tabReview: TabReview, isSeen = false): Promise<void> {
  const { provider, request, storage } = tabReview;
  const app = trustedClientKey(request);
  if (storage === 'private') return;
  if (app === null || request.url === '' || !(isSeen || wasSeen(tabReview))) return;
  const sighting = sightingOf(tabId, tabReview);
  const ended = outcomeRecordOf(tabId, tabReview, app, sighting);
  const fingerprint = JSON.stringify([provider.id, app, sighting, ended && { ...ended, at: 0 }]);
  if (lastWritten.get(tabId) === fingerprint || !(await readManaged()).switches.history) return;
  const written = await Promise.all([
    ...(isOnCustomerPage(tabReview) ? [] : [recordSighting(provider.id, app, sighting)]),
    ...(ended ? [recordOutcome(ended, sighting.decided)] : []),
  ]);
  if (written.every(({ ok }) => ok)) lastWritten.set(tabId, fingerprint);
  await deleteExpired(Date.now());
}

/**
 * Whether the user decided something, or the provider showed a page that asks for consent or names
 * an error.
 */
function wasSeen({ flow, provider }: TabReview): boolean {
  const headings = flow.snapshot?.headings ?? [];
  return flow.narrowedUrl !== null || flow.consentRead || hasErrorHeading(provider.knowledge.errorHeadings, headings);
}

/**
 * Whether a customer of the provider publishes the pages of the flow. Such a page can show any client
 * with any scopes, and send the tab to the client's redirect URI with a code of its own. On other
 * hosts only the provider issues codes, because a customer's page answers no request but its own.
 */
function isOnCustomerPage({ provider, request }: TabReview): boolean {
  const url = URL.parse(request.url);
  return url !== null && provider.isCustomerPage?.(url) === true;
}

function sightingOf(tabId: number, tabReview: TabReview): Sighting {
  const { flow, request, review } = tabReview;
  const ids = request.scopes.map((scope) => scope.id);
  const outcome = outcomeOf(tabReview);
  return {
    flow: flowId(tabId, flow),
    day: calendarDay(Date.now()),
    // A damaged link does not show what the app requests.
    requested: request.readOnly === null && !review.isIncomplete ? storable(ids) : null,
    reduced: flow.activeRequest === 'narrowed' ? storable(review.current) : null,
    outcome,
    decided: flow.narrowedUrl !== null || (outcome?.kind === 'connected' && !isOnCustomerPage(tabReview)),
  };
}

/** Returns null for a list that is too long, because a part of it would be wrong. */
function storable(ids: readonly ScopeId[]): readonly ScopeId[] | null {
  return ids.length > 0 && canStoreScopes(ids) ? ids : null;
}

const isStorable = (host: string | null): host is string => isWholeHost(host) && host.length <= MAX_IN_RECORD.client;

/** Returns null for a flow that goes on without a decision. */
function outcomeRecordOf(tabId: number, tabReview: TabReview, app: string, { requested, outcome }: Sighting): StoredOutcome | null {
  const { flow, provider, request, review } = tabReview;
  if (!outcome && flow.narrowedUrl === null) return null;
  const kept = new Set(review.current);
  const isCustomers = isOnCustomerPage(tabReview);
  return {
    id: `${Math.trunc(flow.startedAt)}-${tabId}`,
    at: flow.outcomeAt ?? Date.now(),
    provider: provider.id,
    app,
    appName: nameOfApp(review) ?? '',
    // A customer's page could lead the tab through the host of another account.
    account: (isCustomers ? request.account : review.account) ?? '',
    scopes: requested && {
      requested: [...requested],
      kept: requested.filter((id) => kept.has(id)),
      dropped: requested.filter((id) => !kept.has(id)),
    },
    outcome: outcome ?? { kind: flow.activeRequest === 'narrowed' ? 'continued' : 'undone', rule: null },
    ...(isCustomers ? { onCustomerPage: true } : {}),
    ...(isStorable(request.redirectHost) ? { redirectHost: request.redirectHost } : {}),
  };
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
    const isErrorPage = hasErrorHeading(provider.knowledge.errorHeadings, snapshotOf(flow)?.headings ?? []);
    return isErrorPage ? { kind: 'refused', rule } : null;
  }
  // `access_denied` without a blocking reason usually means that the user canceled.
  const isAccessDenied = outcome.kind === 'error' && outcome.error === 'access_denied';
  return { kind: isAccessDenied && diagnosis.finding.severity !== 'blocker' ? 'denied' : 'refused', rule };
}
