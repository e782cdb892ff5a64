/**
 * The registry of the content script, which must stay small: it holds the page readers and nothing
 * else that is known of a provider. The order is that of index.ts.
 */

import type { PageReader } from './contract/page';
import { pageReader as hubspot } from './hubspot/page';
import { pageReader as outreach } from './outreach/page';
import { pageReader as salesforce } from './salesforce/page';

/** The page readers of all supported providers. */
export const pageReaders: readonly PageReader[] = [hubspot, outreach, salesforce];

/** The reader that can read the page at this URL; undefined if there is none. */
export function pageReaderFor(url: URL): PageReader | undefined {
  return pageReaders.find((reader) => reader.canRead(url));
}
