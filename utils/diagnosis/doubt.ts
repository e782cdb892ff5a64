/** Reasons to doubt that the words of a known error are the error of a pasted text. */

import type { ErrorRule } from '@/providers/contract/diagnosis';
import { type ComparedText, isCode, type Match, matchesOf } from './match-text';

/** The fewest words that nobody writes in this order by chance. */
const MIN_WORDS = 4;
/** The end of a field or sentence, perhaps after a plural and the word “error”. */
const ends = /^s?["')]?(?: errors?)?(?:$| ?[^ \p{L}\p{N}_])/u;
const ordinaryWords = /^\p{Script=Latin}+(?: \p{Script=Latin}+)+$/u;

/** Words before an error that make it a guess: “could this be …”, “maybe it is …”. */
const guess =
  /(?<![\p{L}\d])(?:(?:could|might|can|may) (?:this|it|that) be|(?:this|it|that) (?:could|might|may) be|is (?:this|it|that)|maybe|perhaps|possibly|probably|vielleicht)(?: (?:it|is|it's|an?|the|error|code|because|due|caused|related|of|to|by|with)){0,4} ["'`]?$/u;
/** The number of characters before an error in which such words are searched for. */
const GUESS_LENGTH = 60;

/**
 * Whether a match may be a coincidence or a guess: a few ordinary words in the middle of a sentence,
 * such as “insufficient permission to open the drive”, or an error of which the text asks.
 */
export function isWeak({ text, span }: Match): boolean {
  const words = text.compared.slice(span.start, span.end);
  const after = text.compared.slice(span.end, span.end + 12);
  if (guess.test(text.compared.slice(Math.max(0, span.start - GUESS_LENGTH), span.start))) return true;
  return ordinaryWords.test(words) && words.split(' ').length < MIN_WORDS && !ends.test(after);
}

/** From this number on, the codes in a text may be a list of possible errors. */
const MIN_LISTED_CODES = 3;
/** The codes of a list follow each other within this number of characters. */
const MAX_ENTRY_LENGTH = 80;

const fieldValue = /["'] ?(?::|=>) ?\\*["']$/;

/**
 * Whether a text has so many codes that it is not clear which one is its error: `list` if they follow
 * each other as in documentation, `some` if they are scattered; null for fewer codes.
 */
export function severalCodes(rules: readonly ErrorRule[], text: ComparedText): 'list' | 'some' | null {
  const counted = rules.filter(({ generic }) => generic === undefined || generic === 'code');
  // The fields of one response may have a code each.
  const spans = counted
    .flatMap((rule) => matchesOf(rule, text).map(({ span }) => span))
    .filter(({ start }) => !fieldValue.test(text.compared.slice(Math.max(0, start - 8), start)));
  const startByCode = new Map(spans.map(({ start, end }) => [text.compared.slice(start, end), start]));
  const starts = [...startByCode]
    .filter(([words]) => isCode(words))
    .map(([, start]) => start)
    .toSorted((left, right) => left - right);
  const isList = starts.some((start, index) => {
    const last = starts[index + MIN_LISTED_CODES - 1];
    return last !== undefined && last - start <= (MIN_LISTED_CODES - 1) * MAX_ENTRY_LENGTH;
  });
  if (isList) return 'list';
  return starts.length >= MIN_LISTED_CODES ? 'some' : null;
}
