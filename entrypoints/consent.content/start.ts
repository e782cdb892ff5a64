/**
 * Runs on consent pages. It reads the page, draws the marks that the background decides on, and
 * docks the panel. It decides nothing itself, because a page could tamper with it.
 */

import type { PageReadResult } from '@/providers/contract/page';
import { findAll } from '@/providers/oauth2/dom';
import { readOutline } from '@/providers/oauth2/outline';
import { emptySnapshot } from '@/providers/oauth2/page';
import { pageReaderFor } from '@/providers/page-readers';
import { onPageMessages, sendFromPage } from '@/utils/messages/page-channel';
import { watchNavigation } from '@/utils/messages/watch-navigation';
import { createDock, type Dock } from './dock';
import { createMarks } from './marks';
import { whenPainted } from './paint';
import { watchPage } from './watch';

/**
 * A consent page on which the reader has found nothing by then is reviewed from its request alone.
 * The page may have changed; if it is only slow, it is read again once it changes.
 */
const UNKNOWN_LAYOUT_AFTER_MS = 5000;

/**
 * No server accepts a query of this length (most end at 8 to 32 kB), but any site can open one. The
 * browser would copy the address into the worker twice with each message. The window of the toolbar
 * button shows the review.
 */
const MAX_QUERY_LENGTH = 60_000;

/** Reads the page and watches it, if there is a reader for its address. */
export function start(): void {
  const url = new URL(location.href);
  const reader = pageReaderFor(url);
  if (!reader || url.search.length > MAX_QUERY_LENGTH) return;
  // The background refuses the messages of a page that is loaded in advance and may never be shown.
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', start, { once: true });
    return;
  }

  // Firefox updates the extension below an open page, and leaves what the old script drew.
  for (const old of findAll(document, 'scope-review-dock, scope-review-mark, scope-review-flag')) old.remove();
  const marks = createMarks();
  let dock: Dock | null = null;
  onPageMessages({
    draw({ marks: next, tab }) {
      marks.draw(next);
      dock?.setTab(tab);
    },
    openPanel() {
      return dock?.unfold();
    },
    readOutline: () => readOutline(document),
  });
  // The message contains no code, only whether there was one.
  watchNavigation(({ codes, error }) => codes > 0 || error !== null);
  let isOverdue = false;
  const readPage = async () => {
    // A script of the page can turn it into another page without loading one.
    if (!reader.canRead(new URL(location.href))) return;
    let answer: PageReadResult = { state: 'not-ready' };
    try {
      answer = reader.read(document);
    } catch {
      // A page that the reader cannot cope with is reviewed from its request.
    }
    if (answer.state === 'not-ready' && isOverdue) answer = { state: 'ready', lineElements: [], snapshot: emptySnapshot };
    if (answer.state !== 'ready' || !marks.setLines(answer.lineElements, answer.snapshot)) return;
    const send = () => sendFromPage('pageRead', { snapshot: answer.snapshot, page: location.origin + location.pathname });
    try {
      // The worker may be stopped while it answers.
      const shown = await send().catch(send);
      // The dock measures the page, so it comes before the marks change the page's layout.
      if (shown && dock) dock.setTab(shown.dock.tab);
      else if (shown && (shown.failed || reader.dockOnLoad(url))) dock = createDock(shown.dock);
      marks.draw(shown?.marks ?? []);
    } catch {
      // The extension was updated or disabled, so no background answers this script any more.
      marks.draw([]);
    }
  };
  // Until then, the background would compete with the page for the processor.
  void whenPainted().then(() => watchPage(readPage, marks.invalidate));
  if (!reader.dockOnLoad(url)) return;
  setTimeout(() => {
    isOverdue = true;
    void readPage();
  }, UNKNOWN_LAYOUT_AFTER_MS);
}
