/** The page side of the registry: all that the content script takes from this floor. Same order as index.ts. */
import { pageReader as hubspot } from './hubspot/page';
import type { PageReader } from './types';

export const pageReaders: readonly PageReader[] = [hubspot];

/** The reader for a page on which a request waits for consent. */
export function pageReaderFor(url: URL): PageReader | undefined {
  return pageReaders.find((reader) => reader.place(url) === 'authorize');
}
