/** Tells which known error a page or a callback shows. What no rule knows stays unknown: nothing is guessed. */

import type { ScopeId } from '@/providers/contract/catalogue';
import type { ErrorRule } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';
import { finding } from '@/providers/finding';
import { redactText } from '@/providers/oauth2/redact';
import { normalize, tidy } from '@/utils/text/normalize';
import { t } from '@/utils/text/text';
import { listStart } from './finding-text';

export type ErrorHeadings = readonly { language: string; text: string }[];

/**
 * `text` is redacted and fit to be shown. `ids` are the scopes that the text names, as it spells them. `weight` is the number of
 * characters that were known.
 */
export type RecognizedError =
  | { state: 'none' }
  /** The answer was a file, which nobody but the person can read. */
  | { state: 'download' }
  | { state: 'unknown'; text: string }
  | { state: 'recognized'; rule: ErrorRule; ids: ScopeId[]; text: string; weight: number };

const MAX_IDS = 200;
const MAX_ID_LENGTH = 128;

/** The literal parts of a pattern, in order. Empty for a pattern that would match everything. */
function literals(pattern: string): string[] {
  return normalize(pattern)
    .replace(/^[* ]+|[* ]+$/g, '')
    .split('*')
    .filter(Boolean);
}

/** Where the parts begin in a normalised text, or -1. The leftmost place of each part is enough: `*` takes any text. */
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

/** Whether the pattern occurs in the text, both in normal form. `*` stands for any text, also for none. */
export function matchesText(pattern: string, text: string): boolean {
  return indexOfParts(literals(pattern), normalize(text)) >= 0;
}

/**
 * The ids in the first bracket pair, without repetitions. Tokens of other characters than a scope's are left out. If the
 * text was cut inside the brackets, its last token may be half an id and is left out as well.
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

/** The ids in every list that the rule's expressions find. */
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
  /** Literal characters of the pattern: the longer, the more specific. */
  weight: number;
  /** The text from where the pattern begins, so that brackets of an app's name before it do not count. */
  from: string;
}

/** The most specific rule for one text. What comes by the callback may be worded as on a page, and not the other way round. */
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

/** Whether the page stands under a heading that the provider puts above every error, whatever the cause. */
export function hasErrorHeading(errorHeadings: ErrorHeadings, headings: readonly string[]): boolean {
  // The whole heading: an app may carry the sentence in its name.
  return errorHeadings.some((heading) => headings.some((text) => normalize(text) === normalize(heading.text)));
}

const order = { blocker: 2, warning: 1, notice: 0 } as const;

/** What stops the connection counts before what only warns, then the more specific wording. */
function outranks(one: Match, other: Match): boolean {
  const difference = order[one.rule.severity] - order[other.rule.severity];
  return difference > 0 || (difference === 0 && one.weight > other.weight);
}

function recognized({ rule, from, text: whole, weight }: Match, text: string): RecognizedError {
  // An API's answer is often JSON, in any order; brackets there may hold anything.
  const ids = rule.surface === 'api' ? listedIds(whole, rule.scopeLists ?? []) : bracketedIds(from);
  return { state: 'recognized', rule, ids, text: redactText(text), weight };
}

/** The error that a page shows, from its headings and its other texts. Safe on any text. */
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
  const said = texts.filter((text) => text.trim()).slice(0, 3);
  return { state: 'unknown', text: redactText((said.length ? said : headings).join(' ')) };
}

/**
 * The error that a callback carries (RFC 6749 §4.1.2.1). A description in a known wording says more than the code; else
 * the code decides, letter for letter.
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

/** The error that an API answered, in whatever text it is quoted. */
export function recognizeApiError(rules: readonly ErrorRule[], text: string): RecognizedError {
  const match = bestMatch(
    rules.filter(({ surface }) => surface === 'api'),
    text,
    true,
  );
  return match ? recognized(match, text) : { state: 'none' };
}

/** The scopes that the saved selection of one app drops. */
export interface DroppedScopes {
  /** `Clay on HubSpot`. */
  app: string;
  ids: readonly ScopeId[];
}

/**
 * What to tell the user; null without an error. `$1` of its words are the named scopes, `, ` between them, empty when none is named.
 * Of an `api` error they are whole sentences: `$1` which scopes it names, `$2` which of them the saved selection leaves out.
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
  const params = rule.surface === 'api' ? [namedWords(ids), droppedWords(ids, dropped)] : [ids];
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

function namedWords(ids: readonly ScopeId[]): string {
  return ids.length > 0 ? t('api_error_scopes', listStart(ids)) : t('api_error_no_scopes');
}

/** Where the error names scopes, the others that were dropped are not its reason. */
function droppedWords(named: readonly ScopeId[], dropped: DroppedScopes | null): string {
  const ids = (dropped?.ids ?? []).filter((id) => named.length === 0 || named.includes(id));
  return dropped && ids.length > 0 ? t('api_error_dropped', dropped.app, listStart(ids)) : '';
}
