/** On a consent page: reads it, draws the marks that the background decides on, docks the panel's frame. Decides nothing itself. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { pageMatches } from '@/providers/matches';
import { pageReaderFor, pageReaders } from '@/providers/page-readers';
import { onMessage } from '@/utils/messages/channel';
import { sendWithRetry } from '@/utils/messages/client';
import { watchNavigation } from '@/utils/messages/watch-navigation';
import { createDock } from './dock';
import { createMarks } from './marks';
import { watchPage } from './watch';

export default defineContentScript({
  matches: pageReaders.flatMap((reader) => pageMatches(reader.urls)),
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main({ signal }) {
    const here = new URL(location.href);
    const reader = pageReaderFor(here);
    if (!reader) return;

    const marks = createMarks(signal);
    let dock = reader.dockOnLoad(here) ? createDock(signal) : null;
    onMessage('showMarks', ({ data }) => marks.draw(data.marks));
    onMessage('panelStateChanged', ({ data }) => dock?.set(data));
    // The code itself stays here: only that there was one is told.
    watchNavigation(signal, ({ hasCode, error }) => hasCode || error !== null);
    const readPage = async () => {
      const answer = reader.read(document);
      if (answer.state !== 'ready' || !marks.setLines(answer.lineElements, answer.reading)) return;
      try {
        const shown = await sendWithRetry('pageRead', { snapshot: answer.reading });
        if (signal.aborted) return;
        marks.draw(shown.marks);
        if (shown.failed) dock ??= createDock(signal);
        dock?.show(shown.panelState);
      } catch {
        // The extension was updated or switched off: this copy has nobody to ask.
        marks.draw([]);
        dock?.orphan();
      }
    };
    watchPage(signal, readPage, marks.forget);
  },
});
