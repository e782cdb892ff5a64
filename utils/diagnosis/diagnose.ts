/** Evidence of a failed approval -> findings, by the provider's own error texts. What is not recognised stays unknown. */

import type { Evidence, NavigationStep, Signal } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import { finding } from '@/providers/finding';
import { redactText } from '@/providers/oauth2/redact';
import type { Outcome, QuestionAnswers } from '@/utils/flow/flow';
import { answerSignals, questionsFor } from './questions';
import { hasCauses, type RankedCause, rankCauses } from './rank';
import { type DroppedScopes, errorFinding, type RecognizedError, recognizeApiError, recognizeCallback, recognizeErrors } from './recognize';
import type { Cause, Diagnosis } from './types';

/**
 * The error that the page shows, if it shows one. A page that lists requested scopes (`marked` lines of it) still asks: there an
 * error's sentence can only be somebody's name or description.
 */
export function pageError(provider: Provider, reading: PageSnapshot | null, marked: number): RecognizedError {
  if (!reading) return { state: 'none' };
  const rules = provider.knowledge.errors.filter((rule) => rule.surface === 'page' && (marked === 0 || rule.severity !== 'blocker'));
  // An error's sentence may itself be a heading or a list line in a layout that nobody has seen yet.
  return recognizeErrors(
    rules,
    reading.headings,
    [...reading.paragraphs, ...reading.headings, ...reading.lines],
    provider.knowledge.errorHeadings,
  );
}

export interface Failure {
  evidence: Evidence;
  /** Lines of the page that stand for requested scopes: a page with such lines still asks. */
  marked: number;
  outcome: Outcome | null;
  /** A text that somebody calls an error, whether or not we know it; null where the page is all there is. */
  errorText: string | null;
  /** Signs that a report brought along. */
  importedSignals: readonly Signal[];
  /** The request in the tab is one that we made smaller, so a complaint about missing scopes is ours to undo. */
  reduced: boolean;
  answers: QuestionAnswers;
  /** What else was found, some of which may be the cause. */
  others: readonly Finding[];
  /** What the saved selection leaves out of the app that an API error may be about. */
  dropped: DroppedScopes | null;
  /** When it was refused, milliseconds since the epoch; null where nobody saw it. */
  at: number | null;
}

/** The findings of the errors, and what stands behind the first of them; null where nothing failed. */
export function diagnose(provider: Provider, failure: Failure): { findings: Finding[]; diagnosis: Diagnosis | null } {
  const matches = errorsOf(provider, failure).flatMap((error) => {
    const finding = errorFinding(error, failure.dropped);
    if (!finding) return [];
    const ours = failure.reduced && error.state === 'recognized' && error.rule.complainsOfMissingScopes;
    return [{ error, finding: ours ? { ...finding, actor: 'you' as const } : finding }];
  });
  const main = matches.find(({ finding }) => failure.outcome?.kind === 'error' || finding.severity === 'blocker');
  return { findings: matches.map(({ finding }) => finding), diagnosis: main ? explain(provider, failure, main.error, main.finding) : null };
}

function errorsOf(provider: Provider, { evidence, marked, outcome, errorText: said }: Failure): RecognizedError[] {
  const answer: RecognizedError =
    outcome?.kind === 'error' ? recognizeCallback(authorizationErrors(provider), outcome.error, outcome.description) : { state: 'none' };
  // The reason in the address says more than the general sentence that the page shows for all of them.
  if (answer.state === 'recognized') return [answer];
  const page = said === null ? pageError(provider, evidence.reading, marked) : recognizeErrorText(provider, said);
  if (page.state === 'none' && answer.state === 'none') {
    if (outcome?.kind === 'download') return [{ state: 'download' }];
    if (isErrorPage(evidence.navigation)) return [unknownPage(evidence.reading)];
  }
  return [page, answer];
}

/** Errors of the authorization itself, before any connection exists. */
const authorizationErrors = ({ knowledge: { errors } }: Provider) => errors.filter(({ surface }) => surface !== 'api');

/**
 * As on a page or at a callback, whichever knows more of it; else as an API answers. An error of the authorization stops the connection,
 * so it counts before one that a connected app met.
 */
export function recognizeErrorText(provider: Provider, said: string): RecognizedError {
  const rules = authorizationErrors(provider);
  const page = recognizeErrors(rules, [], [said], []);
  const answer = recognizeCallback(rules, said.trim(), said);
  const answerSaysMore = answer.state === 'recognized' && (page.state !== 'recognized' || answer.weight > page.weight);
  const refused = answerSaysMore ? answer : page;
  if (refused.state === 'recognized' && refused.rule.severity === 'blocker') return refused;
  const api = recognizeApiError(provider.knowledge.errors, said);
  if (api.state === 'recognized') return api;
  return refused.state === 'recognized' ? refused : { state: 'unknown', text: redactText(said) };
}

/** The provider's own page for errors is one in any language. */
function isErrorPage(trail: readonly NavigationStep[]): boolean {
  return trail.at(-1)?.pageKind === 'error';
}

function unknownPage(reading: PageSnapshot | null): RecognizedError {
  const texts = reading?.paragraphs.length ? reading.paragraphs : (reading?.headings ?? []);
  return { state: 'unknown', text: redactText(texts.slice(0, 3).join(' ')) };
}

function explain(
  provider: Provider,
  { evidence, outcome, answers, at, others, ...failure }: Failure,
  error: RecognizedError,
  finding: Finding,
): Diagnosis {
  const signal: Signal = `error:${error.state === 'recognized' ? error.rule.id : error.state}`;
  const observedSignals = [...new Set([...failure.importedSignals, ...provider.rules.signals(evidence)])];
  const signals: Signal[] = [signal, ...observedSignals, ...answerSignals(provider.knowledge.questions, answers)];
  const hidden = hasCauses(provider.knowledge.causes, signal);
  const ranked = hidden ? rankCauses(provider.knowledge.causes, signals) : [];
  const own: Cause[] = error.state === 'recognized' && !hidden ? [{ ...finding, for: [], against: [], named: false }] : [];
  const open = ranked.length > 1 || Object.keys(answers).length > 0;
  return {
    at,
    error: outcome?.kind === 'error' ? outcome.error : null,
    description: outcome?.kind === 'error' ? outcome.description : null,
    errorText: 'text' in error ? error.text : '',
    recognized: error.state === 'recognized',
    connected: error.state === 'recognized' && error.rule.surface === 'api',
    finding,
    causes: hidden ? ranked.map((cause) => causeOf(cause, others)) : own,
    observedSignals,
    questions: hidden && open ? questionsFor(provider.knowledge.questions, provider.knowledge.causes, signals, answers) : [],
    navigation: evidence.navigation,
  };
}

/** What was found already knows whose it is, and of which scopes. */
function causeOf({ rule, confidence, ...signals }: RankedCause, others: readonly Finding[]): Cause {
  const found: Partial<Finding> = others.find(({ id }) => id === rule.id) ?? {};
  const { actor = rule.actor, params = [], scopes = [], evidence = [] } = found;
  const told = finding({ id: rule.id, severity: 'blocker', confidence, actor, params, scopes, evidence, source: rule.source });
  return { ...told, for: signals.for, against: signals.against, named: signals.named };
}
