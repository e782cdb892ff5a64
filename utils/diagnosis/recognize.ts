/**
 * Recognizes the known errors of a provider in texts. An error that no rule knows stays unknown:
 * nothing is guessed.
 */

import type { ScopeId } from '@/providers/contract/catalogue';
import type { ErrorRule } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';
import { finding } from '@/providers/finding';
import { redactText } from '@/providers/oauth2/redact';
import { normalize, tidy } from '@/utils/text/normalize';
import { t } from '@/utils/text/text';
import { listStart } from './finding-text';

/** The headings that a provider puts above every error, by language. */
export type ErrorHeadings = readonly { language: string; text: string }[];

/**
 * The result of recognizing an error. `text` is redacted and may be shown. `ids` are the scopes
 * that the text names, as it spells them. `weight` is the number of literal characters of the
 * pattern that matched.
 */
export type RecognizedError =
  | { state: 'none' }
  /** The response was saved as a file, which only the user can read. */
  | { state: 'download' }
  | { state: 'unknown'; text: string }
  | { state: 'recognized'; rule: ErrorRule; ids: ScopeId[]; text: string; weight: number };

const MAX_IDS = 200;
const MAX_ID_LENGTH = 128;

/**
 * Returns the literal parts of a pattern, in order; empty for a pattern that would match
 * everything.
 */
function literals(pattern: string): string[] {
  return normalize(pattern)
    .replace(/^[* ]+|[* ]+$/g, '')
    .split('*')
    .filter(Boolean);
}

/**
 * Returns where the parts begin in a normalized text, or -1. The first place of each part is
 * enough, because `*` matches any text.
 */
function indexOfParts(parts: readonly string[], text: string): number {
  let first = -1;
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return -1;
    if (first < 0) first = at;
    from = at + part.length;
  }
  return first;
}

/**
 * Whether the pattern occurs in the text, both normalized. `*` matches any text, also the empty
 * one.
 */
export function matchesText(pattern: string, text: string): boolean {
  return indexOfParts(literals(pattern), normalize(text)) >= 0;
}

/**
 * Returns the ids in the first pair of brackets, without duplicates. Tokens with characters that
 * no scope has are left out. If the text was cut inside the brackets, the last token may be half an
 * id and is left out too.
 */
export function bracketedIds(text: string): ScopeId[] {
  const plain = tidy(text);
  const open = plain.indexOf('[');
  if (open < 0) return [];
  const close = plain.indexOf(']', open);
  const inner = plain.slice(plain.lastIndexOf('[', close < 0 ? undefined : close) + 1, close < 0 ? undefined : close);
  const tokens = tokensOf(inner);
  if (close < 0) tokens.pop();
  return validIds(tokens);
}

/** Returns the ids in every list that the rule's expressions match. */
function listedIds(text: string, lists: readonly RegExp[]): ScopeId[] {
  const plain = tidy(text);
  return validIds(lists.flatMap((list) => [...plain.matchAll(list)].slice(0, MAX_IDS).flatMap(([, ids = '']) => tokensOf(ids))));
}

function tokensOf(list: string): string[] {
  return list.split(/[\s,]+/).map((token) => token.replace(/["'\\]/g, ''));
}

function validIds(tokens: readonly string[]): ScopeId[] {
  const ids = tokens.filter((token) => token.length <= MAX_ID_LENGTH && /^[A-Za-z0-9._:-]+$/.test(token));
  return [...new Set(ids)].slice(0, MAX_IDS);
}

interface Match {
  rule: ErrorRule;
  text: string;
  /** The number of literal characters of the pattern, which measures how specific it is. */
  weight: number;
  /**
   * The text from where the pattern begins, so that brackets in an app's name before it do not
   * count.
   */
  from: string;
}

/**
 * Returns the most specific rule for one text; null if none matches. A callback may use the
 * wording of a page, but a page does not use that of a callback, so `callback` includes the rules
 * of both.
 */
function bestMatch(rules: readonly ErrorRule[], text: string, callback = false): Match | null {
  const compared = normalize(text);
  let best: Match | null = null;
  for (const rule of rules) {
    if (rule.surface !== 'page' && !callback) continue;
    for (const wording of rule.texts) {
      const parts = literals(wording.text);
      const weight = parts.join('').length;
      const at = indexOfParts(parts, compared);
      if (at >= 0 && weight > (best?.weight ?? 0)) best = { rule, text, weight, from: tidy(text).slice(at) };
    }
  }
  return best;
}

/** Whether the page has a heading that the provider puts above every error, whatever the cause. */
export function hasErrorHeading(errorHeadings: ErrorHeadings, headings: readonly string[]): boolean {
  // The whole heading must match, because an app's name could contain the sentence.
  return errorHeadings.some((heading) => headings.some((text) => normalize(text) === normalize(heading.text)));
}

const severityRank = { blocker: 2, warning: 1, notice: 0 } as const;

/** The more severe match wins; between equally severe ones, the more specific wording. */
function outranks(one: Match, other: Match): boolean {
  const difference = severityRank[one.rule.severity] - severityRank[other.rule.severity];
  return difference > 0 || (difference === 0 && one.weight > other.weight);
}

function recognized({ rule, from, text: whole, weight }: Match, text: string): RecognizedError {
  // An API's response is often JSON, where brackets may contain anything and fields come in any
  // order.
  const ids = rule.surface === 'api' ? listedIds(whole, rule.scopeLists ?? []) : bracketedIds(from);
  return { state: 'recognized', rule, ids, text: redactText(text), weight };
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
  let best: Match | null = null;
  for (const text of [...headings, ...texts]) {
    const match = bestMatch(rules, text);
    if (match && (!best || outranks(match, best))) best = match;
  }
  if (best) return recognized(best, best.text);
  if (!hasErrorHeading(errorHeadings, headings)) return { state: 'none' };
  const visibleTexts = texts.filter((text) => text.trim()).slice(0, 3);
  return { state: 'unknown', text: redactText((visibleTexts.length ? visibleTexts : headings).join(' ')) };
}

/**
 * Recognizes the error that a callback carries (RFC 6749 §4.1.2.1). A description in a known
 * wording is more specific than the error code; otherwise the code must match a rule exactly.
 */
export function recognizeCallback(rules: readonly ErrorRule[], error: string, description: string | null): RecognizedError {
  if (!error && !description) return { state: 'none' };
  const text = description ? `${error}: ${description}` : error;
  const match = description ? bestMatch(rules, description, true) : null;
  if (match) return recognized(match, text);
  const rule = rules.find((candidate) => candidate.texts.some((wording) => wording.text === error));
  return rule
    ? { state: 'recognized', rule, ids: bracketedIds(description ?? ''), text: redactText(text), weight: error.length }
    : { state: 'unknown', text: redactText(text) };
}

/** Recognizes an API's error response in a text that quotes it; state `none` if there is none. */
export function recognizeApiError(rules: readonly ErrorRule[], text: string): RecognizedError {
  const match = bestMatch(
    rules.filter(({ surface }) => surface === 'api'),
    text,
    true,
  );
  return match ? recognized(match, text) : { state: 'none' };
}

/** The scopes that the saved selection of one app leaves out. */
export interface DroppedScopes {
  /** The app and its provider in words: `Clay on HubSpot`. */
  app: string;
  ids: readonly ScopeId[];
}

/**
 * Returns the finding that shows the error to the user; null if there is no error. Its texts get
 * the scopes that the error names as `$1`. For an `api` error the parameters are whole sentences:
 * `$1` says which scopes it names, `$2` which of those the saved selection leaves out.
 */
export function errorFinding(error: RecognizedError, dropped: DroppedScopes | null = null): Finding | null {
  if (error.state === 'none') return null;
  if (error.state === 'download') return finding({ id: 'answered-with-file', severity: 'blocker', confidence: 'observed', actor: 'you' });
  if (error.state === 'unknown')
    return finding({
      id: 'unknown-error',
      severity: 'blocker',
      confidence: 'observed',
      actor: 'you',
      evidence: error.text ? [error.text] : [],
    });
  const { rule, ids, text } = error;
  const params = rule.surface === 'api' ? [namedScopesText(ids), droppedScopesText(ids, dropped)] : [ids];
  return finding({
    id: rule.id,
    severity: rule.severity,
    confidence: 'observed',
    actor: rule.actor,
    params,
    scopes: ids,
    evidence: [text],
    source: rule.source,
  });
}

function namedScopesText(ids: readonly ScopeId[]): string {
  return ids.length > 0 ? t('api_error_scopes', listStart(ids)) : t('api_error_no_scopes');
}

/** If the error names scopes, dropped scopes that it does not name are not its reason. */
function droppedScopesText(named: readonly ScopeId[], dropped: DroppedScopes | null): string {
  const ids = (dropped?.ids ?? []).filter((id) => named.length === 0 || named.includes(id));
  return dropped && ids.length > 0 ? t('api_error_dropped', dropped.app, listStart(ids)) : '';
}
