/** Request, page, profile and memory in; one Review out. Pure. */

import type { AppProfile, ScopeId } from '@/providers/contract/catalogue';
import type { Evidence, NavigationStep, Signal } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';
import type { OrgFacts } from '@/providers/contract/org';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import { finding } from '@/providers/finding';
import { diagnose } from '@/utils/diagnosis/diagnose';
import type { DroppedScopes } from '@/utils/diagnosis/recognize';
import type { Outcome, QuestionAnswers } from '@/utils/flow/flow';
import { outcomeOnPage } from '@/utils/flow/outcome';
import { isSure } from './app-name';
import { compareRequests, type EarlierRequest } from './compare';
import { recognizeApp, type UserOverrides } from './match-profile';
import { matchLines } from './page-lines';
import { reviewScope, withChanges } from './review-scope';
import { defaultSelection, notReadOnly, presetsFor, recall, type SavedSelection, withLockedScopes } from './selection';

import type { Review } from './types';

export interface ReviewInput {
  provider: Provider;
  /** As the app made it. */
  request: AuthorizationRequest;
  /** What the tab asks for now, where that is not the app's own request. */
  current?: AuthorizationRequest | null;
  /** The account that the tab's own address names. */
  account?: string | null;
  /** The way of the tab so far. */
  navigation?: readonly NavigationStep[];
  reading?: PageSnapshot | null;
  remembered?: (EarlierRequest & SavedSelection) | null;
  learnedRequired?: readonly ScopeId[];
  /** The user's own profiles of the provider, and which app they say this client is. */
  userOverrides?: UserOverrides;
  /** Product to edition, as stated for this account. */
  plans?: Readonly<Record<string, string>> | null;
  /** What is ticked in this tab at the moment. */
  draftSelection?: readonly ScopeId[] | null;
  unlocked?: readonly ScopeId[];
  outcome?: Outcome | null;
  /** Milliseconds since the epoch. */
  outcomeAt?: number | null;
  /** The tab is gone: nothing could be asked in it any more. */
  closed?: boolean;
  /** A text that is called an error's, of which no page was seen. */
  errorText?: string | null;
  /** What the saved selection leaves out of the app that the said error may be about. */
  dropped?: DroppedScopes | null;
  /** Signs of another copy of the extension, which saw what is not here. */
  importedSignals?: readonly Signal[];
  /** To the questions of the diagnosis. */
  answers?: QuestionAnswers;
  org?: OrgFacts | null;
}

export function buildReview(input: ReviewInput): Review {
  const { provider, request, reading = null, remembered = null, learnedRequired = [] } = input;
  const outcome = input.outcome ?? (reading && outcomeOnPage(reading));
  const { profile, matchedBy, isCustom } = recognizeApp(
    provider,
    request,
    reading,
    input.userOverrides ?? { customProfiles: [], appOverride: null },
  );
  const unlocked = new Set(input.unlocked);
  const plain = request.scopes.map((scope) =>
    reviewScope(scope, { provider, profile, isCustom, learnedRequired: new Set(learnedRequired), unlocked }),
  );
  const changes = remembered && compareRequests(remembered, plain);
  const scopes = plain.map((scope) => withChanges(scope, changes));

  const ids = request.scopes.map((scope) => scope.id);
  const current = (input.current ?? request).scopes.map((scope) => scope.id);
  const lines = reading && matchLines(provider, ids, current, reading);
  const marked = lines?.filter((id) => id !== null).length ?? 0;
  const readOnlyReason = whyReadOnly(input, marked);
  const evidence: Evidence = {
    request,
    profile,
    isProfileCertain: isSure(matchedBy),
    reading,
    navigation: input.navigation ?? [],
    plans: input.plans ?? null,
    learnedRequired,
    org: input.org ?? null,
  };
  const reduced = current.length < ids.length;
  const { answers = {}, outcomeAt: at = null, errorText: said = null, dropped = null, importedSignals: seen = [] } = input;
  const others = [
    // After the answer nothing is about to happen any more.
    ...(outcome?.kind === 'code' ? notAsked(provider, reading) : provider.rules.blockers(evidence)),
    ...(outcome?.kind === 'code' || ids.length === 0 ? [] : chosenInApp(profile)),
    ...unknownScopes(scopes.filter((scope) => !scope.known).map((scope) => scope.id)),
  ];
  const { findings: errors, diagnosis } = diagnose(provider, {
    evidence,
    marked,
    outcome,
    errorText: said,
    importedSignals: seen,
    reduced,
    answers,
    others,
    dropped,
    at,
  });
  const findings = [...errors, ...others];
  const account = input.account ?? input.current?.account ?? request.account;
  return {
    provider: { id: provider.id, name: provider.name },
    pageKind: request.pageKind,
    app: {
      name: profile?.name ?? null,
      matchedBy,
      isCustom,
      profile: profile?.source ?? null,
      reconnectPath: (isSure(matchedBy) && profile?.reconnectPath) || null,
    },
    clientId: request.clientId,
    redirectHost: request.redirectHost,
    account,
    username: reading?.username ?? null,
    editable: readOnlyReason === null,
    readOnlyReason,
    scopes,
    findings: findings.toSorted(worstFirst),
    changes,
    presets: readOnlyReason === null ? presetsFor(scopes, remembered) : [],
    notReadOnly: notReadOnly(scopes),
    selection: initialSelection(input, readOnlyReason, scopes, current),
    current,
    unlocked: scopes.filter((scope) => unlocked.has(scope.id)).map((scope) => scope.id),
    page:
      reading && lines && !(marked === 0 && findings.some((finding) => finding.severity === 'blocker'))
        ? { lines: reading.lines.length, marked, unseen: current.length - marked }
        : null,
    outcome,
    diagnosis,
    links: provider.knowledge.links(account),
    orgQuestions: account !== null && (provider.org?.userUrl(account) ?? null) !== null,
    failed:
      (outcome !== null && outcome.kind !== 'code') ||
      findings.some(({ severity, confidence }) => severity === 'blocker' && confidence === 'observed'),
  };
}

function whyReadOnly({ request, current, reading, outcome, closed }: ReviewInput, marked: number): ReadOnlyReason | null {
  if (outcome?.kind === 'code') return 'already-answered';
  if (closed) return 'window-closed';
  const reason = request.readOnly ?? current?.readOnly ?? null;
  if (reason) return reason;
  return reading && reading.switches > 0 && marked > 0 ? 'page-offers-switches' : null;
}

/** The draft of this tab, else what was already re-issued, else the last selection, else the app's default. */
function initialSelection(
  { request, current, draftSelection, remembered }: ReviewInput,
  readOnly: ReadOnlyReason | null,
  scopes: Review['scopes'],
  asked: readonly ScopeId[],
): ScopeId[] {
  if (readOnly) return [...asked];
  if (draftSelection) return withLockedScopes(new Set(draftSelection), scopes);
  if (current && current.url !== request.url) return withLockedScopes(new Set(asked), scopes);
  return remembered ? recall(remembered, scopes) : defaultSelection(scopes);
}

/** A server need not ask again what it was allowed before (RFC 6749 §4.1.1). Likely only: there may have been a page that nobody read. */
function notAsked({ name }: Provider, reading: PageSnapshot | null): Finding[] {
  return reading ? [] : [finding({ id: 'answered-without-page', severity: 'notice', confidence: 'likely', actor: 'you', params: [name] })];
}

/** The request holds what somebody selected in the app, and that is where a wrong selection has to be corrected. */
function chosenInApp(profile: AppProfile | null): Finding[] {
  if (!profile?.chosenIn) return [];
  const { name, chosenIn, source } = profile;
  return [
    finding({ id: 'scopes-chosen-in-app', severity: 'notice', confidence: 'likely', actor: 'you', params: [name, chosenIn], source }),
  ];
}

function unknownScopes(ids: ScopeId[]): Finding[] {
  return ids.length > 0
    ? [finding({ id: 'unknown-scopes', severity: 'notice', confidence: 'observed', actor: 'you', params: [ids], scopes: ids })]
    : [];
}

const severities = ['blocker', 'warning', 'notice'];
const confidences = ['observed', 'likely', 'possible'];

function worstFirst(left: Finding, right: Finding): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    confidences.indexOf(left.confidence) - confidences.indexOf(right.confidence)
  );
}
