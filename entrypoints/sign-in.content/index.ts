/** The content script of pages that send users to their identity provider with a form. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { signInMatches } from '@/providers/matches';
import { pageReaders } from '@/providers/page-readers';
import { start } from './start';

export default defineContentScript({
  matches: pageReaders.flatMap((reader) => signInMatches(reader.urls)),
  // The page submits the form while it still loads.
  runAt: 'document_start',
  main() {
    start();
  },
});
