/** The page side of the registry: all that the content script takes from this floor. Same order as index.ts. */

import type { PageReader } from './contract/page';
import { pageReader as hubspot } from './hubspot/page';
import { pageReader as outreach } from './outreach/page';
import { pageReader as salesforce } from './salesforce/page';

export const pageReaders: readonly PageReader[] = [hubspot, outreach, salesforce];

/** The reader for a page on which a request waits for consent, or failed. */
export function pageReaderFor(url: URL): PageReader | undefined {
  return pageReaders.find((reader) => reader.canRead(url));
}
