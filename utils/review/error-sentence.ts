/** Cuts the sentence of an error out of the text around it. */

import type { Provider } from '@/providers/contract/provider';
import { partAround, pastedText, type Span, unifyMarks } from '@/utils/diagnosis/compared-text';
import { matchErrorText } from '@/utils/diagnosis/diagnose';
import { isAside, isGuess, isWeak, severalCodes } from '@/utils/diagnosis/doubt';
import { type Match, matchesOf, namedIds } from '@/utils/diagnosis/match-text';
import { scopesNamedIn } from '@/utils/diagnosis/recognize';
import { normalize } from '@/utils/text/normalize';
import { type FoundRow, findRow } from './log-row';
import { quotedWords } from './quoted-words';

/** The maximum length of an error's sentence, in UTF-16 code units. A longer one is cut. */
const MAX_SENTENCE_LENGTH = 2_000;

/**
 * Cuts the error's own sentence out of the text around it, so that nothing else of the text is
 * shown or reported. Only a few candidates are compared, however long the text is.
 */
export function errorSentence(provider: Provider, match: Match): string {
  const { rule, text } = match;
  if (rule.generic === 'heading') return withNextSentence(match);
  // None of several codes stands for the text, so all of them are shown.
  if (severalCodes(text)) return text.plain.slice(0, MAX_SENTENCE_LENGTH);
  const ids = namedIds(match).length;
  const { errors } = provider.knowledge;
  const guessed = isGuess(text, match.span);
  // A code goes before the sentence that it stands for, as in the rule.
  const spans = matchesOf(rule, text).map((one) => one.span);
  const parts = [':', ''].flatMap((marks) => spans.map((span) => partAround(text, span, marks)));
  const partOf = ({ start, end }: Span) => text.plain.slice(start, end);
  // An error beside it in its own sentence may show that it is only mentioned.
  const inSentence = matchErrorText(provider, pastedText(partOf(partAround(text, match.span, '…'))), (one) => one.rule === rule);
  const isMentioned = inSentence !== null && isAside(errors, inSentence);
  // The words around a coincidence show that it is one.
  const own = isWeak(match) ? null : quotedWords(match);
  const candidates = [fieldOf(rowOf(match)), jsonAround(match), ...(own ? [own] : []).map(partOf), ...parts.map(partOf)];
  const says = (part: string) => {
    const found = part.length <= MAX_SENTENCE_LENGTH ? matchErrorText(provider, pastedText(part)) : null;
    if (found?.rule !== rule || namedIds(found).length !== ids) return false;
    return isGuess(found.text, found.span) === guessed && (!isMentioned || isAside(errors, found));
  };
  // The fields of an API's response may stand in several lines.
  const cut = text.plain.slice(match.span.start, match.span.start + MAX_SENTENCE_LENGTH);
  const sentences = [...candidates, ...(rule.surface === 'api' ? [cut] : [])].filter(says);
  // The shortest part may leave out a scope that the same sentence names.
  const sentence = sentences.find((part) => scopesNamedIn(provider, part).length > 0) ?? sentences[0];
  return withoutOpenQuote(withoutListMarks(sentence ?? (says(cut) ? cut : text.text)));
}

/**
 * Returns the row of a table that has the error in a field; null if the error is not in a table.
 */
export function rowOf({ text, span }: Match): FoundRow | null {
  const words = text.compared.slice(span.start, span.end);
  return findRow(text.text, (field) => unifyMarks(normalize(field)).includes(words));
}

const fieldOf = (row: FoundRow | null) => row?.fields[row.at] ?? '';

/** Removes the marks of a list or a table around a sentence: `2. -> …`, `| … |`. */
export function withoutListMarks(sentence: string): string {
  return sentence
    .replace(/^(?:\s*(?:[-=]*>|\u2192|[|\u2022*\u2013\u2014:;,-]|\d{1,3}[.)])(?=\s))+\s*/, '')
    .replace(/(?<![\s:|])[\s:|]+$/, '');
}

/** Removes a quotation mark at the beginning or at the end, if the cut took the other one away. */
function withoutOpenQuote(sentence: string): string {
  const count = (marks: RegExp) => sentence.match(marks)?.length ?? 0;
  if (count(/["“”„«»]/g) % 2 === 0) return sentence;
  return /^["“„«»]/.test(sentence) ? sentence.slice(1).trimStart() : sentence.replace(/["“”«»]$/, '').trimEnd();
}

/** Returns a heading together with the sentence below it, which no rule knows but a person can read. */
function withNextSentence({ text, span }: Match): string {
  const own = partAround(text, span, '');
  const next = partAround(text, { start: own.end + 1, end: own.end + 1 }, '');
  return text.plain.slice(span.start, Math.min(Math.max(own.end, next.end), span.start + MAX_SENTENCE_LENGTH));
}

/**
 * Returns the body of an API's response around a match: from where JSON begins to the bracket that
 * closes it, or to the last one if it was cut; empty if the match is not in JSON, or in one that is
 * too long to be quoted.
 */
function jsonAround({ text: { plain }, span }: Match): string {
  const near = plain.slice(Math.max(0, span.start - MAX_SENTENCE_LENGTH), span.end + MAX_SENTENCE_LENGTH);
  const at = Math.min(span.start, MAX_SENTENCE_LENGTH);
  const begins = /[[{]\s*["'{]/g;
  for (let begin = begins.exec(near); begin && begin.index <= at; begin = begins.exec(near)) {
    const closed = endOfJson(near, begin.index);
    const isCut = closed === null && span.end + MAX_SENTENCE_LENGTH >= plain.length;
    const end = closed ?? (isCut ? Math.max(near.lastIndexOf('}'), near.lastIndexOf(']')) + 1 : 0);
    if (end >= at + span.end - span.start) return near.slice(begin.index, end);
    // Nothing closes what begins later either.
    if (closed === null) return '';
    begins.lastIndex = closed;
  }
  return '';
}

/** Returns where the bracket at a position is closed; null if it is not. */
function endOfJson(text: string, start: number): number | null {
  let depth = 0;
  for (const { 0: mark, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*(?:"|$)|[[\]{}]/g)) {
    if (mark === '{' || mark === '[') depth++;
    if (mark === '}' || mark === ']') depth--;
    if (depth === 0) return start + index + 1;
  }
  return null;
}
