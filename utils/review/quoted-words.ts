/** Finds the provider's own words in a sentence of somebody who quotes them. */
import { lineEnds, partAround, type Span } from '@/utils/diagnosis/compared-text';
import { type Match, matchesOf } from '@/utils/diagnosis/match-text';

/**
 * Returns where the provider's own words stand around a match, as positions in the plain form: a
 * quotation, or of a sentence that begins with other words only what the rule knows and what a colon
 * adds to it. Null if the words begin their sentence, so that all of it is the provider's.
 */
export function quotedWords(match: Match): Span | null {
  const { text, span } = match;
  const quotation = quotationAround(text.plain, span, lineAround(match));
  if (quotation) return quotation;
  const words = joinedSpan(match);
  const { start } = partAround(text, words, ':');
  const before = text.plain.slice(start, Math.min(words.start, start + MAX_CODES));
  if (!/[\p{L}\p{N}]/u.test(before.replace(codes, ''))) return null;
  const rest = text.plain.slice(words.end);
  const [colon = ''] = /^["')]? ?: ?(?=\S)/.exec(rest) ?? [];
  const from = words.end + colon.length;
  if (colon || match.wording.text.endsWith('*'))
    return { start: words.start, end: partAround(text, { start: from, end: from + 1 }, '').end };
  return words;
}

/** Codes before a sentence are the provider's, too. */
const codes = /\b[a-z]+_\w+/gi;
/** Longer text before a sentence is not read for codes. */
const MAX_CODES = 200;
/** A quotation is not longer on either side of the words, in UTF-16 code units. */
const MAX_QUOTATION = 2_000;

/** Joins the wordings of one rule that only marks separate, such as its code and its sentence. */
function joinedSpan({ rule, text, span }: Match): Span {
  const spans = matchesOf(rule, text)
    .map((one) => one.span)
    .toSorted((left, right) => left.start - right.start);
  const isBeside = (one: Span, other: Span) => !/[\p{L}\p{N}]/u.test(text.plain.slice(one.end, other.start));
  let { start, end } = span;
  for (const one of spans) if (one.start >= start && isBeside({ start, end }, one)) end = Math.max(end, one.end);
  for (const one of spans.toReversed()) if (one.end <= end && isBeside(one, { start, end })) start = Math.min(start, one.start);
  const [word = ''] = /^[\p{L}\p{N}_]+/u.exec(text.plain.slice(end)) ?? [];
  return { start, end: end + word.length };
}

/** Returns the line of a match, at most as far as a quotation is read. */
function lineAround({ text, span }: Match): Span {
  let start = Math.max(0, span.start - MAX_QUOTATION);
  let end = Math.min(text.plain.length, span.end + MAX_QUOTATION);
  for (const at of lineEnds(text)) {
    if (at <= span.start) start = Math.max(start, at);
    else if (at >= span.end) end = Math.min(end, at);
  }
  return { start, end };
}

/**
 * Returns the inside of the quotation marks around a span in its line; null if there are none. A
 * quotation without an end goes on to the end of the line.
 */
function quotationAround(plain: string, span: Span, line: Span): Span | null {
  for (const mark of ['"', "'"]) {
    const open: number[] = [];
    for (let at = line.start; at < line.end; at++) {
      if (isOpening(plain, at, mark)) open.push(at);
      else if (isClosing(plain, at, mark)) {
        const start = open.pop() ?? span.end;
        if (start < span.start && at >= span.end) return { start: start + 1, end: at };
      }
    }
    const start = open.findLast((at) => at < span.start);
    if (start !== undefined) return { start: start + 1, end: line.end };
  }
  return null;
}

function isOpening(plain: string, at: number, mark: string): boolean {
  return plain[at] === mark && /^$|[\s([{<>:=,"']/.test(plain[at - 1] ?? '') && /[\p{L}\p{N}_*[({<"']/u.test(plain[at + 1] ?? '');
}

/** An apostrophe inside a word closes nothing. */
function isClosing(plain: string, at: number, mark: string): boolean {
  return plain[at] === mark && /\S/.test(plain[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(plain[at + 1] ?? '');
}
