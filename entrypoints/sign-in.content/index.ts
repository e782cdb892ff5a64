/** The content script of pages that send users to their identity provider with a form. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { signInMatches } from '@/providers/matches';
import { urlRules } from '@/providers/urls';
import { start } from './start';

export default defineContentScript({
  matches: urlRules.flatMap(signInMatches),
  // The page submits the form while it still loads.
  runAt: 'document_start',
  main() {
    start();
  },
});
