/** Builds a review from a request and everything that is known about it. */

import { genericProvider, providers } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Evidence, NavigationStep, Signal } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';
import type { OrgFacts } from '@/providers/contract/org';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import { diagnose } from '@/utils/diagnosis/diagnose';
import type { DroppedScopes } from '@/utils/diagnosis/recognize';
import type { Diagnosis } from '@/utils/diagnosis/types';
import type { Outcome, QuestionAnswers } from '@/utils/flow/flow';
import { outcomeOnPage } from '@/utils/flow/outcome';
import type { Baseline } from '@/utils/policy/baseline';
import type { OwnedPolicy } from '@/utils/policy/policy-file';
import { decideScopes, policyFindings, summarizePolicy, withPolicy } from './apply-policy';
import { approvalOf, mayHaveOthers } from './approval';
import { compareRequests, type EarlierRequest } from './compare';
import { hasSharedWords } from './error-provider';
import {
  bySeverity,
  chosenInApp,
  codeReturned,
  connectedWithoutPage,
  cutOff,
  noScopes,
  pageDiffers,
  unknownScopes,
} from './general-findings';
import { type Recognized, recognizeApp, type UserOverrides } from './match-profile';
import { matchLines, scopesOnPageOnly } from './page-lines';
import { reviewScope, withChanges } from './review-scope';
import { initialSelection, notReadOnly, presetsFor, type SavedSelection, showsSaved } from './selection';
import type { Changes, Review, ReviewScope } from './types';

/**
 * What a review is built from. Only the provider and the request are required; a missing or null
 * field means that it is not known.
 */
export interface ReviewInput {
  provider: Provider;
  /** The request as the app made it. */
  request: AuthorizationRequest;
  /** The narrowed request, if the tab shows that instead of the app's own. */
  current?: AuthorizationRequest | null;
  /** The account that the tab's own URL names. */
  account?: string | null;
  /** The navigation history of the tab so far, oldest first. */
  navigation?: readonly NavigationStep[];
  /** The text of the provider's page; null if it was not read. */
  snapshot?: PageSnapshot | null;
  /** The saved selection of this app and account. */
  remembered?: (EarlierRequest & SavedSelection) | null;
  /** What an admin approved for this app and account. */
  baseline?: Baseline | null;
  /** The scopes that earlier errors named as required for this client. */
  learnedRequired?: readonly ScopeId[];
  /** The custom profiles for the provider, and the app that the user chose for this client. */
  userOverrides?: UserOverrides;
  /** The plans that the user stated for this account, product to edition. */
  plans?: Readonly<Record<string, string>> | null;
  /** The scopes that are ticked in this tab; null until the user changes something. */
  draftSelection?: readonly ScopeId[] | null;
  /** The required scopes that the user chose to make droppable in this tab. */
  unlocked?: readonly ScopeId[];
  /** How the flow ended. */
  outcome?: Outcome | null;
  /** When the outcome was observed, in milliseconds since the epoch. */
  outcomeAt?: number | null;
  /** Whether the tab is closed, so that nothing can be requested in it any more. */
  closed?: boolean;
  /**
   * A pasted text that the user calls an error; null if the errors are to be read from the page.
   */
  errorText?: string | null;
  /**
   * Whether a pasted error or response was in a URL or in words; null or absent if it was observed
   * in a tab.
   */
  pastedFrom?: 'url' | 'text' | null;
  /** Whether the user chose the provider of a pasted error that does not name one. */
  isProviderChosen?: boolean;
  /** The app as a row of a pasted log names it. */
  appName?: string | null;
  /** What the saved selection of the app that the pasted error may be about leaves out. */
  dropped?: DroppedScopes | null;
  /** The signals in a report from another copy of the extension. */
  importedSignals?: readonly Signal[];
  /** The user's answers to the questions of the diagnosis. */
  answers?: QuestionAnswers;
  /** The results of the org checks. */
  org?: OrgFacts | null;
  /** The policy that applies, whose mode is not `off`. */
  policy?: OwnedPolicy | null;
  /**
   * Whether the user's own policy could not be read, so that it is not known whether one applies.
   */
  isPolicyUnread?: boolean;
  /** Whether the user may check their own org; absent if they may. */
  mayAskOrg?: boolean;
}

/**
 * Builds the review that the panel, the popup and the terminal show for one authorization
 * request. Pure: no storage, no browser API. The same input always gives the same review. Once a
 * code was issued, the provider's blockers are left out; after an error, `diagnosis` explains it.
 */
export function buildReview(input: ReviewInput): Review {
  const { provider, request, snapshot = null, remembered = null } = input;
  const userOverrides = input.userOverrides ?? { customProfiles: [], appOverride: null };
  const outcome = input.outcome ?? (snapshot && outcomeOnPage(snapshot));
  const recognized = recognizeApp(provider, request, snapshot, userOverrides);
  const decisions = input.policy ? decideScopes(input.policy, provider, request) : null;
  const { scopes: known, changes } = reviewScopes(input, recognized);
  const scopes = withPolicy(known, decisions);

  const ids = request.scopes.map((scope) => scope.id);
  const current = (input.current ?? request).scopes.map((scope) => scope.id);
  const lines = snapshot && matchLines(provider, ids, current, snapshot);
  const marked = lines?.filter((id) => id !== null).length ?? 0;
  const { findings, diagnosis } = findingsOf(input, { recognized, scopes, outcome, marked, current });

  const onPageOnly = scopesOnPageOnly(current, snapshot);
  const isIncomplete = mayHaveOthers(request) || onPageOnly.length > 0;
  const readOnlyReason = whyReadOnly(input, { marked, onPageOnly });
  const policy = decisions && summarizePolicy(decisions, { scopes, readOnlyReason, current, isIncomplete });
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
    asksForAccount: readOnlyReason === null && provider.requests.asksForAccount?.(request) === true,
    username: snapshot?.username ?? null,
    editable: readOnlyReason === null,
    readOnlyReason,
    scopes,
    isIncomplete,
    // These blockers are none of the provider's, so they do not mean that the request failed.
    findings: [
      ...(readOnlyReason === 'page-differs' ? pageDiffers(onPageOnly) : []),
      ...policyFindings(policy, { scopes, readOnlyReason }, input.isPolicyUnread),
      ...findings,
    ].toSorted(bySeverity),
    changes,
    approval: approvalOf(provider, { scopes: request.scopes, isIncomplete }, input.baseline),
    presets: readOnlyReason === null || showsSaved(input, readOnlyReason) ? presetsFor(scopes, remembered) : [],
    notReadOnly: notReadOnly(scopes),
    selection: initialSelection(input, readOnlyReason, scopes, current),
    current,
    unlocked: scopes.filter((scope) => unlocked.has(scope.id)).map((scope) => scope.id),
    page: lines && isConsentPage ? { lines: lines.length, marked, unseen: current.length - marked } : null,
    outcome,
    diagnosis,
    links: provider.knowledge.links(account),
    orgQuestions: input.mayAskOrg !== false && account !== null && (provider.org?.userUrl(account) ?? null) !== null,
    failed: (outcome !== null && outcome.kind !== 'code') || hasObservedBlocker || diagnosis !== null,
    policy,
  };
}

function reviewScopes(
  { provider, request, remembered, learnedRequired, unlocked }: ReviewInput,
  recognized: Recognized,
): { scopes: ReviewScope[]; changes: Changes | null } {
  const context = { provider, ...recognized, learnedRequired: new Set(learnedRequired), unlocked: new Set(unlocked) };
  const scopes = request.scopes.map((scope) => reviewScope(scope, context));
  const changes = remembered ? compareRequests(remembered, scopes) : null;
  return { scopes: scopes.map((scope) => withChanges(scope, changes)), changes };
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

/** What the earlier steps of `buildReview` found out. */
interface Reviewed {
  recognized: Recognized;
  scopes: readonly ReviewScope[];
  outcome: Outcome | null;
  /** How many lines of the page list requested scopes. */
  marked: number;
  /** The scopes of the active request, which has fewer than the app's own if it is narrowed. */
  current: readonly ScopeId[];
}

function findingsOf(
  input: ReviewInput,
  { recognized, scopes, outcome, marked, current }: Reviewed,
): { findings: Finding[]; diagnosis: Diagnosis | null } {
  const { provider, request, snapshot = null } = input;
  // A stranger may use the name or the scopes of any app.
  const profile = recognized.isCertain ? recognized.profile : null;
  const evidence: Evidence = {
    request,
    profile,
    snapshot,
    navigation: input.navigation ?? [],
    plans: input.plans ?? null,
    learnedRequired: input.learnedRequired ?? [],
    org: input.org ?? null,
  };
  const isConnected = outcome?.kind === 'code';
  // Only in a tab would a consent page have been seen.
  const connected = () => (request.url === '' || input.pastedFrom ? codeReturned() : connectedWithoutPage(provider, snapshot));
  const others = [
    // A blocker warns of what is about to happen, which is pointless once the app is connected.
    ...(isConnected
      ? connected()
      : [...provider.rules.blockers(evidence), ...cutOff(request), ...noScopes(request, request.server ?? provider.name)]),
    ...(isConnected || scopes.length === 0 ? [] : chosenInApp(profile)),
    ...unknownScopes(scopes.filter((scope) => !scope.known).map((scope) => scope.id)),
  ];
  const owner = input.isProviderChosen ? 'chosen' : provider === genericProvider && request.url === '' ? 'unknown' : 'known';
  const { findings: errors, diagnosis } = diagnose(provider, {
    evidence,
    marked,
    outcome,
    errorText: input.errorText ?? null,
    importedSignals: input.importedSignals ?? [],
    reduced: current.length < request.scopes.length,
    requested: current,
    answers: input.answers ?? {},
    others,
    dropped: input.dropped ?? null,
    at: input.outcomeAt ?? null,
    pastedFrom: input.pastedFrom ?? null,
    isShared: !!input.errorText && hasSharedWords(input.errorText),
    owner,
    ownerNames: owner === 'unknown' ? providers.map(({ name }) => name) : [],
  });
  return { findings: [...errors, ...others], diagnosis };
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
