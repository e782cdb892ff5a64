/** The form in which texts are compared. */

import { visibleText } from '@/providers/oauth2/redact';

/** Compared per text, in UTF-16 code units. */
const MAX_COMPARED_LENGTH = 2_000;

/** Read at all; a list of scopes may be longer than what is compared. */
const MAX_READ_LENGTH = 20_000;

const apostrophes = /[‘’‚‛ʼ′`´]/g;

const quotes = /[“”„‟«»″]/g;

/** As `normalise`, but in its own case and longer. `İ` would change its length in lower case, and positions must agree. */
export function tidy(text: string): string {
  const plain = text.slice(0, MAX_READ_LENGTH).replace(apostrophes, "'").replace(quotes, '"').normalize('NFKC');
  return visibleText(plain.replaceAll('İ', 'I'));
}

/** The form in which texts are compared: NFKC, lower case, plain quotes, single spaces, nothing invisible, 2,000 characters. */
export function normalize(text: string): string {
  return tidy(text).slice(0, MAX_COMPARED_LENGTH).toLowerCase();
}
