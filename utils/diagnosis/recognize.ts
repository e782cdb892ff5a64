/**
 * Recognizes the known errors of a provider in texts. An error that no rule knows stays unknown:
 * nothing is guessed.
 */

import type { ScopeId } from '@/providers/contract/catalogue';
import type { ErrorRule } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';
import type { Provider } from '@/providers/contract/provider';
import { finding } from '@/providers/finding';
import { redactText } from '@/providers/oauth2/redact';
import { type ErrorHeadings, hasErrorHeading } from '@/utils/flow/outcome';
import { listText, t } from '@/utils/text/text';
import { pageText, unifyMarks } from './compared-text';
import { listStart } from './finding-text';
import { bestMatch, compareMatches, type Match, namedIds } from './match-text';
import type { Diagnosis } from './types';

/**
 * The result of recognizing an error. `text` is redacted and may be shown. `ids` are the scopes
 * that the text names, as it spells them.
 */
export type RecognizedError =
  | { state: 'none' }
  /** The response was saved as a file, which only the user can read. */
  | { state: 'download' }
  | { state: 'unknown'; text: string }
  /**
   * `isUncertain`: the words may stand in the text for another reason. `listed`: what the page says
   * the user or the account lacks.
   */
  | {
      state: 'recognized';
      rule: ErrorRule;
      ids: ScopeId[];
      text: string;
      isUncertain?: boolean;
      isLogRow?: true;
      listed?: readonly string[];
    };

const severityRank = { blocker: 2, warning: 1, notice: 0 } as const;

/** The more severe match wins; between equally severe ones, the more specific wording. */
function outranks(one: Match, other: Match): boolean {
  const difference = severityRank[one.rule.severity] - severityRank[other.rule.severity];
  return difference > 0 || (difference === 0 && compareMatches(one, other) < 0);
}

/** Returns the recognized error of a match; `text` is what is shown of it. */
export function recognized(match: Match, text: string): RecognizedError {
  const { rule, wording } = match;
  return { state: 'recognized', rule, ids: namedIds(match), text: redactText(text), ...(wording.isLogRow ? { isLogRow: true } : {}) };
}

/**
 * Recognizes the error that a page shows, from its headings and its other texts. Under a
 * provider's error heading an unrecognized text gets the state `unknown`; elsewhere the state is
 * `none`. Never throws.
 */
export function recognizeErrors(
  rules: readonly ErrorRule[],
  headings: readonly string[],
  texts: readonly string[],
  errorHeadings: ErrorHeadings,
): RecognizedError {
  // A page does not use the wording of a callback.
  const pageRules = rules.filter(({ surface }) => surface === 'page');
  let best: Match | null = null;
  for (const text of [...headings, ...texts]) {
    const match = bestMatch(pageRules, pageText(text));
    if (match && (!best || outranks(match, best))) best = match;
  }
  const visibleTexts = texts.filter((text) => text.trim()).slice(0, 3);
  const shown = (visibleTexts.length ? visibleTexts : headings).join(' ');
  // A sentence that stands above every error does not show which one it is.
  if (best) return recognized(best, best.rule.generic === 'heading' ? shown : best.text.text);
  return hasErrorHeading(errorHeadings, headings) ? { state: 'unknown', text: redactText(shown) } : { state: 'none' };
}

/**
 * Recognizes the error that a callback carries (RFC 6749 §4.1.2.1). A description in a known
 * wording, also that of a page, is more specific than the error code; otherwise the code must match
 * a rule exactly. If the description was cut, a general code does not stand for the reason.
 */
export function recognizeCallback(rules: readonly ErrorRule[], error: string, description: string | null): RecognizedError {
  if (!error && !description) return { state: 'none' };
  const text = description ? `${error}: ${description}` : error;
  const match = description ? bestMatch(rules, pageText(description)) : null;
  if (match) return recognized(match, text);
  const code = unifyMarks(error);
  const rule = rules.find((candidate) => candidate.texts.some((wording) => unifyMarks(wording.text) === code));
  const isReasonCut = rule?.generic && description && /(?:…|\.\.\.)$/.test(description.trimEnd());
  if (!rule || isReasonCut) return { state: 'unknown', text: redactText(text) };
  return { state: 'recognized', rule, ids: [], text: redactText(text) };
}

/**
 * Returns the provider's scopes that a text contains as words, without repetitions. Only IDs with a
 * dot or a colon count (`crm.objects.deals.write`), because others are ordinary words (`content`).
 */
export function scopesNamedIn({ knowledge }: Provider, text: string): ScopeId[] {
  const words = text.match(/[A-Za-z][\w.:-]*\w/g) ?? [];
  return [...new Set(words.filter((word) => /[.:]/.test(word) && knowledge.findScope(word) !== undefined))];
}

/** The scopes that the saved selection of one app leaves out. */
export interface DroppedScopes {
  /** The app and its provider in words: `Clay on HubSpot`. */
  app: string;
  ids: readonly ScopeId[];
}

/** What is known about an error besides its words. */
export interface ErrorContext {
  /**
   * What the saved selection of the app that an API error may be about leaves out; null if unknown.
   */
  dropped: DroppedScopes | null;
  /**
   * The error is a pasted text, without its page or the URL of the page, which may give a reason.
   */
  isTextAlone: boolean;
  /** Whether a provider has words of the text that others use too. */
  isShared: boolean;
  owner: Diagnosis['owner'];
  /** Whether any site may have chosen the error, so that nobody may have met it. */
  isUnled: boolean;
  /** The scopes of the request that failed; empty if it is not known. */
  requested: readonly ScopeId[];
  /** Returns the names of the plans that include one of the scopes. */
  plansOf(ids: readonly ScopeId[]): string[];
}

const onPage: ErrorContext = {
  dropped: null,
  isTextAlone: false,
  isShared: false,
  owner: 'known',
  isUnled: false,
  requested: [],
  plansOf: () => [],
};

/**
 * Returns the finding that shows the error to the user; null if there is no error. Its texts get
 * the scopes that the error names as `$1`. Other parameters are whole sentences: of an `api` error
 * `$1` says which scopes it names, `$2` which of those the saved selection leaves out; of an
 * unknown error `$1`, and of an error that names no reason `$2`, says what the words do not show. Of an
 * error with suspects, `$2` names those that were requested; of one about the plan, the plans that
 * include one of the scopes.
 */
export function errorFinding(error: RecognizedError, context: ErrorContext = onPage): Finding | null {
  if (error.state === 'none') return null;
  if (error.state === 'download') return finding({ id: 'answered-with-file', severity: 'blocker', confidence: 'observed', actor: 'you' });
  const isChosen = context.owner === 'chosen';
  if (error.state === 'unknown')
    return finding({
      id: 'unknown-error',
      severity: 'blocker',
      confidence: isChosen || context.isUnled || context.isTextAlone ? 'possible' : 'observed',
      actor: 'you',
      params: [t(context.isShared && context.owner !== 'known' ? 'unknown_error_shared' : 'unknown_error_wording')],
      evidence: error.text ? [error.text] : [],
    });
  const { rule, ids, text, isUncertain } = error;
  // Only the user's choice links the words to the provider, which nobody observed. A heading shows
  // even less than a code.
  const isLikely = isChosen || (rule.likelyWithoutScopes && ids.length === 0);
  const isPossible = isUncertain || context.isUnled || (isChosen && rule.generic === 'heading');
  return finding({
    id: rule.id,
    severity: rule.severity,
    confidence: isPossible ? 'possible' : isLikely ? 'likely' : 'observed',
    actor: rule.actor,
    params: rule.listsOnPage ? [ids, listedText(error)] : paramsOf(rule, ids, context),
    scopes: ids,
    evidence: [text],
    source: rule.source,
  });
}

/**
 * Whether the words say nothing about the reason. The reason may be in the URL of the page, which a
 * text alone lacks.
 */
export function isTextMissing(error: RecognizedError, isTextAlone: boolean): boolean {
  if (error.state !== 'recognized') return error.state === 'unknown';
  return error.rule.generic === 'heading' || (error.rule.generic === 'unnamed' && isTextAlone);
}

/** Returns the parameters of the texts of an error that names these scopes. */
export function paramsOf(
  rule: ErrorRule,
  ids: readonly ScopeId[],
  { dropped, isTextAlone, requested, plansOf }: ErrorContext,
): Finding['params'] {
  const { surface, generic, suspects, namesPlans } = rule;
  if (namesPlans) return [ids, plansOf(ids)];
  if (suspects) return [ids, suspectsText(suspects, requested)];
  if (surface === 'api') return [namedScopesText(ids), droppedScopesText(ids, dropped)];
  return generic === 'unnamed' ? [ids, t(isTextAlone ? 'error_reason_not_in_text' : 'error_reason_nowhere')] : [ids];
}

/** Says what the page lists as missing, or that it lists nothing. */
export function listedText(error: RecognizedError): string {
  const listed = error.state === 'recognized' ? (error.listed ?? []) : [];
  return listed.length > 0 ? t('error_listed', listStart(listed)) : t('error_not_listed');
}

function suspectsText(suspects: readonly ScopeId[], requested: readonly ScopeId[]): string {
  const possible = requested.length > 0 ? suspects.filter((id) => requested.includes(id)) : suspects;
  return possible.length > 0 ? t('error_scopes_forgotten', listText(possible)) : t('error_scopes_any');
}

function namedScopesText(ids: readonly ScopeId[]): string {
  return ids.length > 0 ? t('api_error_scopes', listStart(ids)) : t('api_error_no_scopes');
}

/** If the error names scopes, dropped scopes that it does not name are not its reason. */
function droppedScopesText(named: readonly ScopeId[], dropped: DroppedScopes | null): string {
  const ids = (dropped?.ids ?? []).filter((id) => named.length === 0 || named.includes(id));
  return dropped && ids.length > 0 ? t('api_error_dropped', dropped.app, listStart(ids)) : '';
}
