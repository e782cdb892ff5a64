/** On the step that sends people to their identity provider by a form: tells its host and path, and touches nothing. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { signInMatches } from '@/providers/matches';
import { pageReaders } from '@/providers/page-readers';
import { watchNavigation } from '@/utils/messages/watch-navigation';

export default defineContentScript({
  matches: pageReaders.flatMap((reader) => signInMatches(reader.urls)),
  // The form sends itself while the page still loads.
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main({ signal }) {
    watchNavigation(signal, () => true);
  },
});
