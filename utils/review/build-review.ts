/** Builds a review from a request and everything that is known about it. */

import type { ScopeId } from '@/providers/contract/catalogue';
import type { ReadOnlyReason } from '@/providers/contract/request';
import { isToProvider } from '@/providers/matches';
import { isCertainClient } from '@/providers/oauth2/uncertain';
import { outcomeOnPage } from '@/utils/flow/outcome';
import { decideScopes, policyFindings, summarizePolicy, withPolicy } from './apply-policy';
import { approvalOf, mayHaveOthers } from './approval';
import { compareRequests, type EarlierRequest, inNamesOf } from './compare';
import { requestFromPage } from './from-page';
import { bySeverity, pageDiffers } from './general-findings';
import { type Recognized, recognizeApp } from './match-profile';
import { matchLines, scopesOfOtherRequest, scopesOnPageOnly } from './page-lines';
import { findingsOf } from './review-findings';
import type { ReviewInput } from './review-input';
import { reviewScope, withChanges } from './review-scope';
import { chosenScopes, initialSelection, keptAgain, notReadOnly, presetsFor, savedScopes, showsSaved } from './selection';
import type { Changes, Review, ReviewScope } from './types';

/**
 * Builds the review that the panel, the popup and the terminal show for one authorization
 * request. Pure: no storage, no browser API. The same input always gives the same review. Once a
 * code was issued, the provider's blockers are left out; after an error, `diagnosis` explains it.
 */
export function buildReview(given: ReviewInput): Review {
  const input = withNamesOfRequest(given);
  const { provider, request, snapshot = null, remembered = null } = input;
  const userOverrides = input.userOverrides ?? { customProfiles: [], appOverride: null };
  const outcome = input.outcome ?? (snapshot && outcomeOnPage(snapshot));
  const recognized = recognizeApp(provider, request, snapshot, userOverrides, input.isObserved);
  const ids = request.scopes.map((scope) => scope.id);
  const current = (input.current ?? request).scopes.map((scope) => scope.id);
  const lines = snapshot && matchLines(provider, ids, current, snapshot);
  const marked = lines?.filter((id) => id !== null).length ?? 0;
  // A list that is incomplete anyway differs from the page, and so does one whose page is still loading.
  // After a code it is the last page that was seen; an error page lists nothing.
  const isConnected = outcome?.kind === 'code';
  const isComparable = (outcome === null || isConnected) && !input.isLoading && !mayHaveOthers(request);
  const ofOtherRequest = isComparable ? scopesOfOtherRequest(provider, current, snapshot) : [];
  const onPageOnly = [...scopesOnPageOnly(current, snapshot), ...ofOtherRequest];
  const isIncomplete = mayHaveOthers(request) || onPageOnly.length > 0;
  const isCertain = isCertainClient(request) && isToProvider(provider.urls, request.url);
  const { scopes: known, changes } = reviewScopes(input, recognized, isIncomplete);
  const decisions = input.policy ? decideScopes(input.policy, provider, request, othersOf(input, isIncomplete)) : null;
  const scopes = withPolicy(known, decisions);
  const readOnlyReason = whyReadOnly(input, { marked, onPageOnly });
  const selection = initialSelection(input, readOnlyReason, scopes, current);
  const { findings, diagnosis } = findingsOf(input, { recognized, scopes, outcome, marked, current, selection });
  const policy = decisions && summarizePolicy(decisions, { provider, scopes, readOnlyReason, current, isIncomplete });
  const account = input.account ?? input.current?.account ?? request.account;
  const unlocked = new Set(input.unlocked);
  const hasObservedBlocker = findings.some(({ severity, confidence }) => severity === 'blocker' && confidence === 'observed');
  // A page without a known line below a blocker is probably an error page, so its lines say nothing
  // about the scopes.
  const isConsentPage = marked > 0 || findings.every(({ severity }) => severity !== 'blocker');
  return {
    provider: { id: provider.id, name: request.server ?? provider.name },
    pageKind: request.pageKind,
    app: reviewedApp(recognized, input.appName),
    clientId: request.clientId,
    redirectHost: request.redirectHost,
    account,
    server: request.server ?? null,
    asksForAccount: readOnlyReason === null && provider.requests.asksForAccount?.(request) === true,
    username: snapshot?.username ?? null,
    editable: readOnlyReason === null,
    readOnlyReason,
    scopes,
    isIncomplete,
    isCertainClient: isCertain,
    isLoading: input.isLoading ?? false,
    // These blockers are none of the provider's, so they do not mean that the request failed.
    findings: [
      ...(onPageOnly.length > 0 && !input.closed ? pageDiffers(onPageOnly, ofOtherRequest.length > 0, isConnected) : []),
      ...policyFindings(policy, { provider, scopes, readOnlyReason }, input.isPolicyUnread),
      ...findings,
    ].toSorted(bySeverity),
    changes,
    isReducedBefore: input.isReducedBefore ?? false,
    approval: approvalOf(provider, request, isIncomplete || !isCertain, input.baseline),
    presets: readOnlyReason === null || showsSaved(input, readOnlyReason) ? presetsFor(scopes, remembered) : [],
    notReadOnly: notReadOnly(scopes),
    selection,
    chosen: chosenScopes(input, scopes, current),
    saved: remembered && savedScopes(remembered, scopes),
    keptAgain: remembered ? keptAgain(remembered, scopes) : [],
    current,
    unlocked: scopes.filter((scope) => unlocked.has(scope.id)).map((scope) => scope.id),
    page: lines && isConsentPage ? { lines: lines.length, marked, unseen: current.filter((id) => !lines.includes(id)) } : null,
    outcome,
    diagnosis: diagnosis && input.connectedAt !== undefined ? { ...diagnosis, connectedAt: input.connectedAt } : diagnosis,
    links: provider.knowledge.links(account),
    orgQuestions: input.mayAskOrg !== false && account !== null && (provider.org?.userUrl(account) ?? null) !== null,
    failed: (outcome !== null && outcome.kind !== 'code') || hasObservedBlocker || diagnosis !== null,
    policy,
  };
}

/** Returns the input with what was saved and granted before under the names that the request uses. */
function withNamesOfRequest(input: ReviewInput): ReviewInput {
  const { provider, request, remembered, earlier } = input;
  const named = (list: readonly ScopeId[]) => inNamesOf(request, provider, list);
  const renamed = <Earlier extends EarlierRequest>(before: Earlier): Earlier => ({
    ...before,
    requested: named(before.requested),
    required: before.required && named(before.required),
  });
  return {
    ...input,
    ...(remembered && { remembered: { ...renamed(remembered), kept: named(remembered.kept), dropped: named(remembered.dropped) } }),
    ...(earlier && { earlier: renamed(earlier) }),
  };
}

/** What a request may grant beyond the scopes that were read: what its page lists, and whether there may be more. */
function othersOf({ provider, request, snapshot = null }: ReviewInput, isIncomplete: boolean) {
  const requested = new Set(request.scopes.map(({ id }) => id));
  const named = isIncomplete
    ? [...(snapshot?.lineScopes ?? []), ...requestFromPage(provider, snapshot, null).scopes.map(({ id }) => id)]
    : [];
  const isListed = snapshot !== null && snapshot.lines.length > 0 && named.length >= snapshot.lines.length;
  return { listed: [...new Set(named)].filter((id) => !requested.has(id)), mayHaveUnseen: isIncomplete && !isListed };
}

function reviewScopes(
  { provider, request, remembered, earlier, isReducedBefore, learnedRequired, unlocked }: ReviewInput,
  recognized: Recognized,
  isIncomplete: boolean,
): { scopes: ReviewScope[]; changes: Changes | null } {
  const context = { provider, ...recognized, learnedRequired: new Set(learnedRequired), unlocked: new Set(unlocked) };
  const scopes = request.scopes.map((scope) => reviewScope(scope, context));
  // A scope that such a list lacks may still be requested.
  const before = isIncomplete || isReducedBefore || scopes.length === 0 ? null : (remembered ?? earlier);
  const changes = before ? compareRequests(before, request.scopes) : null;
  return { scopes: withChanges(scopes, changes), changes };
}

function reviewedApp({ profile, matchedBy, isCertain, isCustom }: Recognized, appName: string | null = null): Review['app'] {
  return {
    name: profile?.name ?? appName,
    matchedBy,
    isCustom,
    profile: profile?.source ?? null,
    reconnectPath: (isCertain && profile?.reconnectPath) || null,
  };
}

function whyReadOnly(
  { request, current, snapshot, outcome, closed }: ReviewInput,
  { marked, onPageOnly }: { marked: number; onPageOnly: readonly ScopeId[] },
): ReadOnlyReason | null {
  if (outcome?.kind === 'code') return 'already-answered';
  if (closed) return 'window-closed';
  // It is on the page that the user decides, so its list counts more than any defect of the request.
  if (onPageOnly.length > 0) return 'page-differs';
  const reason = request.readOnly ?? current?.readOnly ?? null;
  // The narrowed request was made of a whole list, so the ID at its end is not the beginning of one.
  if (reason && (request.readOnly || reason !== 'truncated-scope')) return reason;
  return snapshot && snapshot.switches > 0 && marked > 0 ? 'page-offers-switches' : null;
}
