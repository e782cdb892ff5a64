/**
 * Finds the known wordings of errors in a text, and the scopes that such a text names. The time is
 * linear in the length of the text.
 */

import type { ScopeId } from '@/providers/contract/catalogue';
import type { ErrorRule, Wording } from '@/providers/contract/diagnosis';
import { normalize, tidy } from '@/utils/text/normalize';
import { type ComparedText, lineEnds, type Span, unifyMarks } from './compared-text';

const MAX_IDS = 200;
const MAX_ID_LENGTH = 128;

const knownLiterals = new Map<string, readonly string[]>();

/**
 * Returns the literal parts of a pattern, in order; empty for a pattern that would match
 * everything.
 */
function literals(pattern: string): readonly string[] {
  const known = knownLiterals.get(pattern);
  if (known) return known;
  const parts = unifyMarks(normalize(pattern))
    .replace(/^[* ]+|[* ]+$/g, '')
    .split('*')
    .filter(Boolean);
  knownLiterals.set(pattern, parts);
  return parts;
}

/**
 * Returns where the parts occur in a compared text; null if they do not. The first place of each
 * part is enough, because `*` matches any text.
 */
function spanOf(parts: readonly string[], compared: string): Span | null {
  let start = -1;
  let end = 0;
  for (const part of parts) {
    const at = compared.indexOf(part, end);
    if (at < 0) return null;
    if (start < 0) start = at;
    end = at + part.length;
  }
  return start < 0 ? null : { start, end };
}

/**
 * Returns the ids in the first pair of brackets, without duplicates. Tokens with characters that
 * no scope has are left out. A list that was cut names only the ids before its last comma.
 */
export function bracketedIds(text: string): ScopeId[] {
  const plain = tidy(text);
  const open = plain.indexOf('[');
  return open < 0 ? [] : validIds(listItems(plain.slice(open + 1)));
}

/** Returns the ids in every list that the rule's expressions match. */
function listedIds(plain: string, lists: readonly RegExp[]): ScopeId[] {
  const items = lists.flatMap((list) =>
    [...plain.matchAll(list)].slice(0, MAX_IDS).flatMap(({ 0: whole, 1: ids = '', index }) => {
      const isCut = index + whole.length === plain.length && whole.endsWith(ids);
      return listItems(isCut ? ids : `${ids}]`);
    }),
  );
  return validIds(items);
}

/** The marks that `redactText` puts in the place of a secret. */
const redactionMarks = /\[(value|email|phone)]/g;

/**
 * Splits a list that ends at its closing bracket. Without one, or at an ellipsis, it was cut: then
 * the last item may be half an id, and a mail may go on after it.
 */
function listItems(text: string): string[] {
  const [, list = '', end = ''] = /^[\s[]*((?:(?!\.\.)[^[\]])*)(.?)/s.exec(text.replace(redactionMarks, ' ')) ?? [];
  if (end === ']') return tokensOf(list);
  const items = list.split(',').map((item) => tokensOf(item.trim()));
  const prose = items.findIndex((tokens) => tokens.length > 1);
  return items.slice(0, prose < 0 ? -1 : prose).flat();
}

function tokensOf(list: string): string[] {
  return list.split(/[\s,]+/).map((token) => token.replace(/["'\\]/g, ''));
}

function validIds(tokens: readonly string[]): ScopeId[] {
  const ids = tokens.filter((token) => token.length <= MAX_ID_LENGTH && /^\w[\w.:-]*$/.test(token));
  return [...new Set(ids)].slice(0, MAX_IDS);
}

/** Whether words are a code, such as `invalid_grant`, and no sentence. */
export const isCode = (words: string): boolean => /^\w+$/.test(words);

/**
 * Returns the first place at which a code is not a part of a longer name, such as `my_invalid_client`
 * or `userRateLimitExceeded`; null if there is none. A plural `s` is no other name. Copied pages may
 * lack the space beside a code, so a letter beside a code with underscores may belong to a sentence.
 */
function codeSpan(code: string, { compared, plain }: ComparedText): Span | null {
  const hasUnderscore = code.includes('_');
  const begun = hasUnderscore ? /[a-z\d]_$/i : /[a-z\d]$/i;
  const continued = hasUnderscore ? /^s?_[a-z\d]/i : /^(?:s?[a-rt-z\d_]|ss)/i;
  for (let start = compared.indexOf(code); start >= 0; start = compared.indexOf(code, start + 1)) {
    const end = start + code.length;
    const isPrefix = code.endsWith('_');
    if (!begun.test(plain.slice(Math.max(0, start - 2), start)) && (isPrefix || !continued.test(plain.slice(end, end + 3))))
      return { start, end };
  }
  return null;
}

/** Returns the first place that `Wording.whole` describes; null if there is none. */
function wholeSpan(words: string, isShared: boolean, text: ComparedText): Span | null {
  const { compared } = text;
  for (let start = compared.indexOf(words); start >= 0; start = compared.indexOf(words, start + 1)) {
    const end = start + words.length;
    const begins = lineEnds(text).has(start) || /(?:^|[,;:|"'=([{>&/`“]| _) ?$/.test(compared.slice(Math.max(0, start - 3), start));
    const ends = !isShared || lineEnds(text).has(end) || /^ ?(?:$|[,;:|"')\]}<&/`.!([]|_ )/.test(compared.slice(end, end + 3));
    if (begins && ends) return { start, end };
  }
  return null;
}

const levels = [undefined, 'code', 'unnamed', 'heading'] as const;

/** Whether one rule says more about the reason than another. */
export function saysMore(one: ErrorRule, other: ErrorRule): boolean {
  return levels.indexOf(one.generic) < levels.indexOf(other.generic);
}

/** Sorts matches: the wording that says most about the reason goes first, then the longer one. */
export function compareMatches(one: Match, other: Match): number {
  return levels.indexOf(one.rule.generic) - levels.indexOf(other.rule.generic) || other.weight - one.weight;
}

/** The wording of a rule that a text has. */
export interface Match {
  rule: ErrorRule;
  wording: Wording;
  text: ComparedText;
  /** The number of literal characters of the pattern, which measures how specific it is. */
  weight: number;
  span: Span;
  /** Whether the wording ends where a list of ids begins. */
  endsInList: boolean;
}

/** Returns the matches of one rule, in the order of its wordings. */
export function matchesOf(rule: ErrorRule, text: ComparedText): Match[] {
  return rule.texts.flatMap((wording) => {
    const parts = literals(wording.text);
    const span = placeOf(wording, parts, text);
    return span ? [{ rule, wording, text, weight: parts.join('').length, span, endsInList: /\[\s*\*\s*$/.test(wording.text) }] : [];
  });
}

const matchesIn = new WeakMap<ComparedText, Map<readonly ErrorRule[], readonly Match[]>>();

/** Returns the matches of several rules, for which a text is searched only once. */
export function matchesOfAll(rules: readonly ErrorRule[], text: ComparedText): readonly Match[] {
  const known = matchesIn.get(text) ?? new Map<readonly ErrorRule[], readonly Match[]>();
  const matches = known.get(rules) ?? rules.flatMap((rule) => matchesOf(rule, text));
  matchesIn.set(text, known.set(rules, matches));
  return matches;
}

function placeOf({ whole, shared }: Wording, parts: readonly string[], text: ComparedText): Span | null {
  const [words = '', other] = parts;
  if (whole) return wholeSpan(parts.join(''), shared === true, text);
  return other === undefined && isCode(words) ? codeSpan(words, text) : spanOf(parts, text.compared);
}

/** Returns the most specific match of one text that is counted; null if no rule matches. */
export function bestMatch(
  rules: readonly ErrorRule[],
  text: ComparedText,
  isCounted: (match: Match) => boolean = () => true,
): Match | null {
  return matchesOfAll(rules, text).filter(isCounted).toSorted(compareMatches)[0] ?? null;
}

/**
 * Returns the scopes that the text names. Only a wording that ends in a list has its scopes in
 * brackets; other brackets may contain anything. An API's response is often JSON, where fields come
 * in any order, so its rule has patterns for the lists.
 */
export function namedIds({ rule, text, span, endsInList }: Match): ScopeId[] {
  if (rule.scopeLists) return listedIds(text.plain, rule.scopeLists);
  return endsInList ? bracketedIds(text.plain.slice(span.end - 1)) : [];
}
