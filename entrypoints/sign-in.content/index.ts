/**
 * Runs on pages that send users to their identity provider with a form. It reports the host and
 * path of the form's target, because the browser reports no redirect for it, and changes nothing on
 * the page.
 */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { signInMatches } from '@/providers/matches';
import { pageReaders } from '@/providers/page-readers';
import { watchNavigation } from '@/utils/messages/watch-navigation';

export default defineContentScript({
  matches: pageReaders.flatMap((reader) => signInMatches(reader.urls)),
  // The page submits the form while it still loads.
  runAt: 'document_start',
  main() {
    watchNavigation(() => true);
  },
});
