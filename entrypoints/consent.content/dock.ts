/** The panel's place on the page: a frame of the extension's own origin inside a closed shadow root. */
import { browser } from 'wxt/browser';
import type { PanelState } from '@/utils/storage/panel-state';
import css from './dock.css?inline';

/** How often the page may remove the panel before it is left in peace; the popup goes on working. */
const MAX_REINSERTIONS = 5;
/** A page may forbid frames of other origins (COEP); then the panel never says hello. */
const PANEL_READY_TIMEOUT_MS = 1500;
const edge = 16;
const width = 380;

export interface DockHandle {
  /** The panel is alive (null), or the user turned it. */
  set(dock: PanelState | null): void;
  /** Shows it as the user left it, but never open over the page's own buttons unless the user opened it here. */
  show(remembered: PanelState | null): void;
  /** The extension went away under the page. */
  orphan(): void;
}

export function createDock(signal: AbortSignal): DockHandle {
  const host = document.createElement('scope-review-dock');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = css;
  const frame = document.createElement('iframe');
  // The first text of the locale file would cost the page a wait for all of them.
  frame.title = browser.runtime.getManifest().name;
  frame.allow = 'clipboard-write';
  root.append(style, frame);

  let placed = false;
  let chosen = false;
  let alive = false;
  let gone = false;
  let removed = 0;

  const draw = (dock: PanelState | 'waiting') => {
    host.className = dock;
  };
  const notice = (key: 'panel_blocked' | 'panel_orphaned') => {
    const note = document.createElement('p');
    note.textContent = browser.i18n.getMessage(key);
    note.setAttribute('role', 'status');
    root.replaceChildren(style, note);
    draw('collapsed');
    gone = true;
  };

  // The panel loads while the page still renders; it is shown with the first reading. Its address never changes: a second one while
  // the first still loads may be lost. By its height the panel sees whether it is folded.
  draw('waiting');
  frame.src = browser.runtime.getURL('/panel.html');
  document.documentElement.append(host);

  const observer = new MutationObserver(() => {
    if (host.isConnected) return;
    removed += 1;
    if (removed > MAX_REINSERTIONS) observer.disconnect();
    else document.documentElement.append(host);
  });
  observer.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    host.remove();
  });

  return {
    set(dock) {
      alive = true;
      if (!dock || gone) return;
      chosen = true;
      draw(dock);
    },
    show(remembered) {
      if (chosen || gone) return;
      draw(coversButtons() ? 'collapsed' : (remembered ?? 'open'));
      if (placed) return;
      placed = true;
      setTimeout(() => !alive && !signal.aborted && notice('panel_blocked'), PANEL_READY_TIMEOUT_MS);
    },
    orphan() {
      notice('panel_orphaned');
    },
  };
}

/** Whether a button that acts on the page lies where the open panel would. */
function coversButtons(): boolean {
  const left = innerWidth - edge - width;
  return [...document.querySelectorAll('main button, form button, [type=submit], [role=main] button')].some((button) => {
    const box = button.getBoundingClientRect();
    return box.width > 0 && box.right > left && box.left < innerWidth;
  });
}
