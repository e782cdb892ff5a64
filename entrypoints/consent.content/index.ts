/**
 * Runs on consent pages. It reads the page, draws the marks that the background decides on, and
 * docks the panel's frame. It decides nothing itself, because a page could tamper with it.
 */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { pageMatches } from '@/providers/matches';
import { outlineOf } from '@/providers/oauth2/outline';
import { emptySnapshot } from '@/providers/oauth2/page';
import { pageReaderFor, pageReaders } from '@/providers/page-readers';
import { onMessage } from '@/utils/messages/channel';
import { sendWithRetry } from '@/utils/messages/client';
import { watchNavigation } from '@/utils/messages/watch-navigation';
import { createDock } from './dock';
import { createMarks } from './marks';
import { watchPage } from './watch';

/**
 * A consent page on which the reader has found nothing by then is reviewed from its request alone.
 * The page may have changed; if it is only slow, it is read again once it changes.
 */
const UNKNOWN_LAYOUT_AFTER_MS = 5000;

export default defineContentScript({
  matches: pageReaders.flatMap((reader) => pageMatches(reader.urls)),
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main({ signal }) {
    const url = new URL(location.href);
    const reader = pageReaderFor(url);
    if (!reader) return;

    const marks = createMarks(signal);
    let dock = reader.dockOnLoad(url) ? createDock(signal) : null;
    onMessage('showMarks', ({ data }) => marks.draw(data.marks));
    onMessage('panelStateChanged', ({ data }) => dock?.set(data));
    onMessage('readOutline', () => outlineOf(document));
    // The message contains no code, only whether there was one.
    watchNavigation(signal, ({ hasCode, error }) => hasCode || error !== null);
    let isOverdue = false;
    const readPage = async () => {
      let answer = reader.read(document);
      if (answer.state === 'not-ready' && isOverdue) answer = { state: 'ready', lineElements: [], snapshot: emptySnapshot };
      if (answer.state !== 'ready' || !marks.setLines(answer.lineElements, answer.snapshot)) return;
      try {
        const shown = await sendWithRetry('pageRead', { snapshot: answer.snapshot, page: location.origin + location.pathname });
        if (signal.aborted) return;
        marks.draw(shown.marks);
        if (shown.failed) dock ??= createDock(signal);
        dock?.show(shown.panelState);
      } catch {
        // The extension was updated or disabled, so no background answers this script any more.
        marks.draw([]);
        dock?.showOrphaned();
      }
    };
    watchPage(signal, readPage, marks.invalidate);
    if (!dock) return;
    setTimeout(() => {
      isOverdue = true;
      if (!signal.aborted) void readPage();
    }, UNKNOWN_LAYOUT_AFTER_MS);
  },
});
