import type { PageSnapshot } from '@/providers/contract/page';

/** Returns what a content script reads from a page: an empty page, except for the given fields. */
export const pageSnapshot = (given: Partial<PageSnapshot> = {}): PageSnapshot => ({
  headings: [],
  paragraphs: [],
  lines: [],
  lineScopes: [],
  username: null,
  switches: 0,
  ...given,
});
