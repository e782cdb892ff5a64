/**
 * Brings texts into a form in which the wording of a page and our own copy of it can be compared.
 */

import { visibleText, withoutCodes } from '@/providers/oauth2/invisible';

/** Limits `normalize`, in UTF-16 code units: no known wording is longer. */
export const MAX_COMPARED_LENGTH = 2_000;

/** Limits `tidy`, in UTF-16 code units: a list of scopes may be longer than what is compared. */
const MAX_READ_LENGTH = 20_000;

const apostrophes = /[‘’‚‛ʼ′`]/g;

const quotes = /[“”„‟«»″]/g;

/**
 * Returns the text as `normalize` does, except that it keeps upper case and the first
 * `readLength` characters. Positions in both results agree, so a match that was found in one can be
 * cut out of the other; `İ` is replaced because it grows in lower case.
 */
export function tidy(text: string, readLength = MAX_READ_LENGTH): string {
  // NFKC takes `´` and `″` apart, and makes apostrophes of other characters, such as `‴`.
  const plain = text.slice(0, readLength).replaceAll('´', "'").replace(quotes, '"').normalize('NFKC');
  return visibleText(withoutCodes(plain.replace(apostrophes, "'").replaceAll('İ', 'I')));
}

/**
 * Returns a text in NFKC and lower case, with plain quotes, single spaces and nothing invisible,
 * cut to 2,000 characters.
 */
export function normalize(text: string): string {
  return tidy(text).slice(0, MAX_COMPARED_LENGTH).toLowerCase();
}
