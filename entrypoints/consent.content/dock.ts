/**
 * Places the panel on the page: an extension frame in a closed shadow root, which neither styles
 * nor scripts of the page can reach.
 */
import { browser } from 'wxt/browser';
import type { PanelState } from '@/utils/storage/panel-state';
import css from './dock.css?inline';

/** After this many removals by the page, the panel stays away. The popup still works. */
const MAX_REINSERTIONS = 5;
/**
 * The panel counts as blocked if it has not reported itself by then. A page can block frames of
 * other origins, for example with a cross-origin embedder policy (COEP).
 */
const PANEL_READY_TIMEOUT_MS = 1500;
/** The margin and the width of the open panel; `dock.css` has the same numbers. */
const PANEL_MARGIN_PX = 16;
const PANEL_WIDTH_PX = 380;

/** Controls the docked panel of one page. */
export interface DockHandle {
  /**
   * Notes that the panel has loaded (null), or folds and unfolds it because the user asked for it.
   */
  set(state: PanelState | null): void;
  /**
   * Shows the panel in the remembered state, or open if there is none. It never covers the page's
   * buttons with an open panel, unless the user opened it on this page.
   */
  show(remembered: PanelState | null): void;
  /** Replaces the panel with a notice, because the extension was updated or disabled. */
  showOrphaned(): void;
}

/**
 * Adds the panel's frame to the page at once, so that it loads while the page still renders, and
 * keeps it invisible until `show` is called. `signal` removes it again.
 */
export function createDock(signal: AbortSignal): DockHandle {
  const host = document.createElement('scope-review-dock');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = css;
  const frame = document.createElement('iframe');
  // The manifest's name is available at once; a text of the locale file would make the page wait.
  frame.title = browser.runtime.getManifest().name;
  frame.allow = 'clipboard-write';
  root.append(style, frame);

  let wasShown = false;
  let userHasChosen = false;
  let isReady = false;
  let isReplaced = false;
  let removals = 0;

  const draw = (state: PanelState | 'waiting') => {
    host.className = state;
  };
  const replaceWithNotice = (key: 'panel_blocked' | 'panel_orphaned') => {
    const note = document.createElement('p');
    note.textContent = browser.i18n.getMessage(key);
    note.setAttribute('role', 'status');
    root.replaceChildren(style, note);
    draw('collapsed');
    isReplaced = true;
  };

  // The URL of the frame never changes, because a second navigation can be lost while the first
  // still loads. The panel recognizes from its height whether it is folded.
  draw('waiting');
  frame.src = browser.runtime.getURL('/panel.html');
  document.documentElement.append(host);

  const observer = new MutationObserver(() => {
    if (host.isConnected) return;
    removals += 1;
    if (removals > MAX_REINSERTIONS) observer.disconnect();
    else document.documentElement.append(host);
  });
  observer.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    host.remove();
  });

  return {
    set(state) {
      isReady = true;
      if (!state || isReplaced) return;
      userHasChosen = true;
      draw(state);
    },
    show(remembered) {
      if (userHasChosen || isReplaced) return;
      draw(wouldCoverButtons() ? 'collapsed' : (remembered ?? 'open'));
      if (wasShown) return;
      wasShown = true;
      setTimeout(() => !isReady && !signal.aborted && replaceWithNotice('panel_blocked'), PANEL_READY_TIMEOUT_MS);
    },
    showOrphaned() {
      replaceWithNotice('panel_orphaned');
    },
  };
}

/** Returns true if the open panel would cover a button of the page. */
function wouldCoverButtons(): boolean {
  const left = innerWidth - PANEL_MARGIN_PX - PANEL_WIDTH_PX;
  return [...document.querySelectorAll('main button, form button, [type=submit], [role=main] button')].some((button) => {
    const box = button.getBoundingClientRect();
    return box.width > 0 && box.right > left && box.left < innerWidth;
  });
}
