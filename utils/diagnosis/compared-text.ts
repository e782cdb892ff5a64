/** Prepares texts for the comparison with known wordings, and finds where their parts end. */

import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { MAX_COMPARED_LENGTH, tidy } from '@/utils/text/normalize';
import { withoutDenied } from './denied';

/**
 * A text as it was given, and in the two forms that are compared. Positions in both forms agree.
 */
export interface ComparedText {
  text: string;
  /** The text as `tidy` returns it. */
  plain: string;
  /** The text in lower case, with `unifyMarks`. */
  compared: string;
}

/**
 * Prepares a text for the comparison, which ignores its end if it is long. The limits are those of
 * a page's or a redirect's text.
 */
export function pageText(text: string, readLength?: number, comparedLength = MAX_COMPARED_LENGTH): ComparedText {
  const plain = tidy(text, readLength);
  return { text, plain, compared: unifyMarks(plain.slice(0, comparedLength).toLowerCase()) };
}

/**
 * Prepares a pasted text for the comparison: an error may be anywhere in a long mail, which may
 * also name errors that did not happen.
 */
export function pastedText(text: string): ComparedText {
  const known = lastPasted.find((one) => one.text === text);
  if (known) return known;
  const whole = pageText(text, MAX_PASTED_LENGTH, MAX_PASTED_LENGTH);
  // A `+` for a space would end a query string inside it.
  const pasted = { ...whole, compared: unifyMarks(withoutDenied(whole.plain.toLowerCase().replaceAll('-', '_'))) };
  lastPasted = [pasted, ...lastPasted.slice(0, MAX_KEPT - 1)];
  return pasted;
}

/** A part of a text, its lines and its sentences are asked for in turn, and several times each. */
const MAX_KEPT = 8;
let lastPasted: readonly ComparedText[] = [];

/**
 * Unifies the marks between words: people and programs write the code `AB_CD` as `AB-CD` too, and a
 * query string has `+` for a space. The length of the text stays.
 */
export function unifyMarks(text: string): string {
  return text.replaceAll('-', '_').replace(/(?<=[a-z])\+(?=[a-z])/gi, ' ');
}

/** A part of a text, as positions in its compared forms. */
export interface Span {
  start: number;
  end: number;
}

const lineEndsOf = new WeakMap<ComparedText, ReadonlySet<number>>();

/** Returns the positions in the compared form at which a line or a table's cell begins or ends. */
export function lineEnds(text: ComparedText): ReadonlySet<number> {
  const known = lineEndsOf.get(text);
  if (known) return known;
  const ends = endsOfParts(text, /[\r\n\t]+/);
  lineEndsOf.set(text, ends);
  return ends;
}

/** Returns the positions in the compared form at which a part of the text begins or ends. */
function endsOfParts({ text }: ComparedText, separator: RegExp): ReadonlySet<number> {
  const ends = new Set<number>();
  let start = 0;
  for (const part of text.split(separator)) {
    const { length } = tidy(part, MAX_PASTED_LENGTH);
    if (length > 0) ends.add(start).add(start + length);
    if (length > 0) start += length + 1;
  }
  return ends;
}

/** Returns the positions in the compared form at which a paragraph begins or ends. */
export function paragraphEnds(text: ComparedText): ReadonlySet<number> {
  return endsOfParts(text, /\n[^\S\n]*\n/);
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
