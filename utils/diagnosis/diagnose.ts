/**
 * Explains a failed authorization by the provider's own error texts. An error that no rule
 * recognizes stays unknown.
 */

import type { Evidence, NavigationStep, Signal } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import { finding } from '@/providers/finding';
import { redactText } from '@/providers/oauth2/redact';
import { planNames } from '@/providers/plans';
import type { Outcome, QuestionAnswers } from '@/utils/flow/flow';
import { type ComparedText, pastedText } from './compared-text';
import { isAside, isWeak, severalCodes } from './doubt';
import { bestMatch, type Match, saysMore } from './match-text';
import { pageError } from './page-error';
import { answerSignals, questionsFor } from './questions';
import { hasCauses, type RankedCause, rankCauses } from './rank';
import {
  type ErrorContext,
  errorFinding,
  isTextMissing,
  listedText,
  paramsOf,
  type RecognizedError,
  recognizeCallback,
  recognized,
  scopesNamedIn,
} from './recognize';
import type { Cause, Diagnosis } from './types';

/** What `diagnose` needs to know about a review that may have failed. */
export interface Failure extends Omit<ErrorContext, 'isTextAlone' | 'plansOf'> {
  evidence: Evidence;
  /**
   * How many lines of the page list requested scopes: a page with such lines still asks for
   * consent.
   */
  marked: number;
  outcome: Outcome | null;
  /**
   * A pasted text that the user calls an error, known or not; null if the errors are to be read
   * from the page.
   */
  errorText: string | null;
  /** The signals that a report contains. */
  importedSignals: readonly Signal[];
  /** The active request is narrowed, so the user can undo a complaint about missing scopes. */
  reduced: boolean;
  answers: QuestionAnswers;
  /** The other findings of the review, some of which may be the cause. */
  others: readonly Finding[];
  /**
   * When the request was refused, in milliseconds since the epoch; null if that was not observed.
   */
  at: number | null;
  pastedFrom: Diagnosis['pastedFrom'];
  isUnled: boolean;
  ownerNames: Diagnosis['ownerNames'];
}

/**
 * Returns the findings of all errors and the diagnosis of the first one that stops the connection;
 * null if none does.
 */
export function diagnose(provider: Provider, failure: Failure): { findings: Finding[]; diagnosis: Diagnosis | null } {
  const isTextAlone = failure.errorText !== null && failure.outcome?.kind !== 'error' && failure.evidence.navigation.length === 0;
  const { catalogue, findScope } = provider.knowledge;
  const plansOf = (ids: readonly string[]) => planNames(catalogue, ids.map(findScope));
  const context = { ...failure, isTextAlone, plansOf };
  const matches = errorsOf(provider, failure).flatMap((error) => {
    const match = errorFinding(error, context);
    if (!match) return [];
    const isCausedByNarrowing = failure.reduced && error.state === 'recognized' && error.rule.complainsOfMissingScopes;
    return [{ error, finding: isCausedByNarrowing ? { ...match, actor: 'you' as const } : match }];
  });
  // A text that the user pasted as an error is a failure, even if the same words on a page are a
  // notice.
  const main = matches.find(
    (match) =>
      failure.outcome?.kind === 'error' ||
      match.finding.severity === 'blocker' ||
      (failure.errorText !== null && match.error.state === 'recognized'),
  );
  return {
    findings: matches.map((match) => match.finding),
    diagnosis: main ? explain(provider, context, main.error, main.finding) : null,
  };
}

function errorsOf(provider: Provider, { evidence, marked, outcome, errorText }: Failure): RecognizedError[] {
  const response: RecognizedError =
    outcome?.kind === 'error' ? recognizeResponse(provider, outcome.error, outcome.description) : { state: 'none' };
  // The reason in the URL is more specific than the general sentence that the page shows for every
  // reason, unless it is itself only a code.
  if (response.state === 'recognized' && !response.rule.generic) return [response];
  const page =
    errorText === null ? pageError(provider, evidence.snapshot, marked) : recognizeErrorText(provider, errorText, evidence.navigation);
  if (response.state === 'recognized') return [page.state === 'recognized' && saysMore(page.rule, response.rule) ? page : response];
  if (page.state === 'none' && response.state === 'none') {
    if (outcome?.kind === 'download') return [{ state: 'download' }];
    if (isErrorPage(evidence.navigation)) return [unknownPage(evidence.snapshot)];
  }
  return [page, response];
}

/** The errors of the authorization itself, when no connection exists yet. */
const authorizationErrors = ({ knowledge: { errors } }: Provider) => errors.filter(({ surface }) => surface !== 'api');

/** Recognizes the `error` and `error_description` of a response to the authorization request. */
export function recognizeResponse(provider: Provider, error: string, description: string | null): RecognizedError {
  return recognizeCallback(authorizationErrors(provider), error, description);
}

/**
 * Returns the known error in a pasted text, which may be in the words of a page, a callback or an
 * API; null if there is none. A blocker of the authorization goes first, because it stops the
 * connection; an API error needs one. `isCounted` decides which matches count.
 */
export function matchErrorText({ knowledge: { errors } }: Provider, text: ComparedText, isCounted = isNotPageOnly): Match | null {
  const isApi = ({ rule }: Match) => rule.surface === 'api';
  if (severalCodes(text) === 'list') return null;
  const refused = bestMatch(errors, text, (match) => !isApi(match) && isCounted(match));
  if (refused?.rule.severity === 'blocker') return refused;
  const api = bestMatch(errors, text, (match) => isApi(match) && isCounted(match));
  return api && !(refused && saysMore(refused.rule, api.rule)) ? api : refused;
}

/** Whether a match counts in a text whose page is unknown. */
export function isNotPageOnly({ rule }: Match): boolean {
  return !rule.pageOnly;
}

/**
 * Recognizes the error in a pasted text. A text that matches nothing gets the state `unknown`. An
 * API error that lists no scopes takes those that stand in the text as words.
 */
function recognizeErrorText(provider: Provider, text: string, navigation: readonly NavigationStep[]): RecognizedError {
  // A report comes with the navigation to the page whose text it contains.
  const compared = pastedText(text);
  const match = matchErrorText(provider, compared, navigation.length > 0 ? () => true : isNotPageOnly);
  if (!match) return { state: 'unknown', text: redactText(text) };
  const error = recognized(match, text);
  if (error.state !== 'recognized') return error;
  const ids = error.rule.surface === 'api' && error.ids.length === 0 ? scopesNamedIn(provider, text) : error.ids;
  return { ...error, ids, isUncertain: isWeak(match) || isAside(provider.knowledge.errors, match) || severalCodes(compared) !== null };
}

/**
 * Whether the tab is on the provider's error page, whose URL shows that even if its language is not
 * one we know.
 */
function isErrorPage(navigation: readonly NavigationStep[]): boolean {
  return navigation.at(-1)?.pageKind === 'error';
}

function unknownPage(snapshot: PageSnapshot | null): RecognizedError {
  const texts = snapshot?.paragraphs.length ? snapshot.paragraphs : (snapshot?.headings ?? []);
  return { state: 'unknown', text: redactText(texts.slice(0, 3).join(' ')) };
}

function explain(
  provider: Provider,
  { evidence, outcome, answers, at, others, ...failure }: Failure & ErrorContext,
  error: RecognizedError,
  errorAsFinding: Finding,
): Diagnosis {
  const isRecognized = error.state === 'recognized';
  const signal = errorSignal(provider, error, failure.owner);
  const observedSignals = [...new Set([...failure.importedSignals, ...provider.rules.signals(evidence)])];
  const signals: Signal[] = [signal, ...observedSignals, ...answerSignals(provider.knowledge.questions, answers)];
  // An unknown text is only an error of the provider if the provider's own error page shows it.
  const isOnErrorPage = isErrorPage(evidence.navigation) || (failure.errorText === null && outcome?.kind !== 'error');
  const isNamedOrShown = error.state !== 'unknown' || isOnErrorPage || failure.owner === 'chosen';
  // An error that names the scopes gives its reason itself, and so does one that no cause lists or
  // that is the only cause left. Any other error has several possible causes.
  const namesScopes = isRecognized && error.ids.length > 0;
  const isVague = isNamedOrShown && !namesScopes && hasCauses(provider.knowledge.causes, signal);
  const byLikelihood = isVague ? rankCauses(provider.knowledge.causes, signals) : [];
  // Nothing but the user says that an unknown text is an error of this provider.
  const isGuess = error.state === 'unknown' && !isOnErrorPage;
  const ranked = isGuess ? byLikelihood.map((cause) => ({ ...cause, confidence: 'possible' as const })) : byLikelihood;
  const isOnlyCause = ranked.length === 1 && ranked[0]?.rule.id === errorAsFinding.id && ranked[0].for.length === 0;
  const hasSeveralCauses = isVague && !isOnlyCause;
  const isOwnCause = isRecognized && !hasSeveralCauses;
  const ownCause: Cause[] = isOwnCause ? [{ ...errorAsFinding, for: [], against: [], named: false }] : [];
  const hasQuestions = hasSeveralCauses && (ranked.length > 1 || Object.keys(answers).length > 0);
  const causes = hasSeveralCauses ? ranked.map((cause) => causeOf(provider, cause, others, failure, error)) : ownCause;
  return {
    at,
    error: outcome?.kind === 'error' ? outcome.error : null,
    description: outcome?.kind === 'error' ? outcome.description : null,
    errorText: 'text' in error ? error.text : '',
    recognized: isRecognized,
    isTextMissing: isTextMissing(error, failure.isTextAlone),
    pastedFrom: failure.pastedFrom,
    isUnled: failure.isUnled,
    owner: failure.owner,
    ownerNames: failure.ownerNames,
    connected: isRecognized && error.rule.surface === 'api',
    finding: errorAsFinding,
    causes: isRecognized && error.isLogRow ? causes.map((cause) => ({ ...cause, hasLogRow: true as const })) : causes,
    observedSignals,
    questions: hasQuestions ? questionsFor(provider.knowledge.questions, provider.knowledge.causes, signals, answers) : [],
    navigation: evidence.navigation,
  };
}

/**
 * Returns the signal of an error. A text that the user calls an error of the provider, and that no
 * rule knows, may have every cause that is behind the provider's general heading.
 */
function errorSignal({ knowledge: { errors, causes } }: Provider, error: RecognizedError, owner: Diagnosis['owner']): Signal {
  const signal: Signal = `error:${error.state === 'recognized' ? error.rule.id : error.state}`;
  const heading = errors.find(({ generic }) => generic === 'heading');
  return owner === 'chosen' && heading && !hasCauses(causes, signal) && error.state === 'unknown' ? `error:${heading.id}` : signal;
}

/**
 * Describes a cause like the finding with the same id if there is one, because that knows the actor
 * and the scopes. Otherwise the scopes of the findings that support the cause are its candidates.
 */
function causeOf(
  { knowledge: { errors } }: Provider,
  { rule, confidence, ...signals }: RankedCause,
  others: readonly Finding[],
  context: ErrorContext,
  refusal: RecognizedError,
): Cause {
  const sameFinding = others.find(({ id }) => id === rule.id);
  const supporting = others.filter(({ id }) => signals.for.includes(`observed:${id}`));
  const candidates = [...new Set(supporting.flatMap(({ scopes }) => scopes))];
  const error = errors.find(({ id, suspects, namesPlans }) => id === rule.id && (suspects || namesPlans));
  const { actor, params, scopes, evidence } = sameFinding ?? {
    actor: rule.actor,
    params: error ? paramsOf(error, candidates, context) : rule.fewerScopesMayHelp ? [candidates, listedText(refusal)] : [candidates],
    scopes: candidates,
    evidence: candidates,
  };
  const description = finding({ id: rule.id, severity: 'blocker', confidence, actor, params, scopes, evidence, source: rule.source });
  const { for: supports, against, named } = signals;
  return { ...description, for: supports, against, named, ...(rule.fewerScopesMayHelp && { fewerScopesMayHelp: true }) };
}
