/** The content script of consent pages and error pages. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { pageMatches } from '@/providers/matches';
import { urlRules } from '@/providers/urls';
import { start } from './start';

export default defineContentScript({
  matches: urlRules.flatMap(pageMatches),
  // After the load event, or 200 ms after the page was parsed: before that, the page is busy.
  runAt: 'document_idle',
  main() {
    start();
  },
});
