/** Cuts the sentence of an error out of the text around it. */

import type { Provider } from '@/providers/contract/provider';
import { type ComparedText, pastedText, type Span, unifyMarks } from '@/utils/diagnosis/compared-text';
import { matchErrorText } from '@/utils/diagnosis/diagnose';
import { isGuess, severalCodes } from '@/utils/diagnosis/doubt';
import { type Match, matchesOf, namedIds } from '@/utils/diagnosis/match-text';
import { scopesNamedIn } from '@/utils/diagnosis/recognize';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { normalize, tidy } from '@/utils/text/normalize';
import { type FoundRow, findRow } from './log-row';

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
  const guessed = isGuess(text, match.span.start);
  // A code goes before the sentence that it stands for, as in the rule.
  const spans = matchesOf(rule, text).map((one) => one.span);
  const parts = [':', ''].flatMap((marks) => spans.map((span) => partAround(text, span, marks)));
  const candidates = [fieldOf(rowOf(match)), jsonIn(text.text), ...parts.map(({ start, end }) => text.plain.slice(start, end))];
  const cut = text.plain.slice(match.span.start, match.span.start + MAX_SENTENCE_LENGTH);
  const sentences = [...candidates.filter(({ length }) => length <= MAX_SENTENCE_LENGTH), cut].filter((part) => {
    const found = matchErrorText(provider, pastedText(part));
    return found?.rule === rule && namedIds(found).length === ids && isGuess(found.text, found.span.start) === guessed;
  });
  // The shortest part may leave out a scope that the same sentence names.
  const sentence = sentences.find((part) => scopesNamedIn(provider, part).length > 0) ?? sentences[0];
  return sentence === undefined ? text.text : withoutOpenQuote(withoutListMarks(sentence));
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
 * Returns the parts of a text that contain the span, from the first to the last, as positions in the
 * plain form. The `marks` end a part too, like the end of a sentence. The plain forms of the parts,
 * joined by spaces, are the plain form of the text.
 */
export function partAround({ text }: ComparedText, span: Span, marks: string): Span {
  let start = 0;
  let end = -1;
  for (const part of text.split(new RegExp(`(?<=[.!?${marks}])\\s+|\\n+`))) {
    const { length } = tidy(part, MAX_PASTED_LENGTH);
    if (length === 0) continue;
    if (end < span.start) start = end + 1;
    end += length + 1;
    if (end >= span.end) break;
  }
  return { start, end };
}

/**
 * Returns the body of an API's response: the text from where JSON begins to the last closing brace
 * or bracket; else empty.
 */
function jsonIn(text: string): string {
  const start = text.search(/[[{]\s*["'{]/);
  return start < 0 ? '' : text.slice(start, Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1);
}
