/** Splits long texts, because of one text no more than `MAX_URLS` URLs are read. */
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { findUrls, MAX_URLS } from './find-urls';

/** A longer text is read up to here, in UTF-16 code units: about 5,000 authorization URLs. */
export const MAX_TEXT_LENGTH = 2_000_000;

/** The length of the parts of a long list, which have fewer URLs than are read of one text. */
const PART_LENGTH = 50_000;

/** What no URL contains, so that a long line is not split inside one. */
const betweenUrls = /[\s"<>]|$/g;

/**
 * Splits a text that is too long to be read as one at line ends, or else between URLs; a shorter one is
 * the only part.
 */
export function* textParts(text: string): Generator<string> {
  const isWhole = text.length <= MAX_PASTED_LENGTH && findUrls(text).length < MAX_URLS;
  let start = 0;
  while (!isWhole && text.length - start > PART_LENGTH) {
    const end = text.lastIndexOf('\n', start + PART_LENGTH);
    betweenUrls.lastIndex = start + PART_LENGTH;
    const next = end > start ? end : (betweenUrls.exec(text)?.index ?? text.length);
    yield text.slice(start, next);
    start = next;
  }
  yield text.slice(start);
}
