/**
 * Places the panel on the page: the tab of the folded panel, and the extension's frame once it is
 * opened. Both are in a closed shadow root, which neither styles nor scripts of the page can reach,
 * and in the top layer, which no effect of the page's own elements alters.
 */
import { browser } from 'wxt/browser';
import type { DockCommand, DockReport } from '@/utils/messages/dock-port';
import { sendFromPage } from '@/utils/messages/page-channel';
import type { DockContent } from '@/utils/messages/protocol';
import type { DockTab } from '@/utils/review/dock-tab';
import type { PanelSide } from '@/utils/storage/panel-state';
import css from './dock.css?inline';
import { create, drawIcons, element, rootElement, styleElement } from './draw';
import { whenIdle } from './paint';
import { coversButtons, isWide, placeOfPanel, placeOfTab } from './place';
import { watchPlainness } from './plain';

/** After this many removals or changes by the page, the panel stays away. The popup still works. */
const MAX_REPAIRS = 5;
/**
 * The panel counts as blocked if it has not reported itself by then. A page can block frames of
 * other origins, for example with a cross-origin embedder policy (COEP).
 */
const PANEL_READY_TIMEOUT_MS = 3000;
/** How often the panel's looks and the extension itself are checked. */
const CHECK_INTERVAL_MS = 250;
/** How often while the user is in the panel. */
const WATCH_INTERVAL_MS = 100;
/** How long a sign of the user counts. */
const WATCH_MS = 1000;

/** Controls the panel of one page. */
export interface Dock {
  /** Replaces the texts of the folded tab. */
  setTab(tab: DockTab): void;
  /**
   * Opens the panel because the user asked for it, and moves the focus into it. Returns false if it
   * cannot be opened on this page.
   */
  unfold(): boolean;
}

/**
 * Draws the folded tab, or opens the panel once the page is idle, if it was not folded before and
 * would cover none of the page's buttons.
 */
export function createDock({ tab: texts, memory, name, blocked, orphaned }: DockContent): Dock {
  const host = create('scope-review-dock');
  const place = styleElement('');
  const box = element('div', '');
  box.popover = 'manual';
  host.attachShadow({ mode: 'closed' }).append(styleElement(css), place, box);
  const look = watchPlainness(host, box, (isPlain) =>
    port?.postMessage({
      isPlain,
      isFocused: Document.prototype.hasFocus.call(document),
      canMove: isWide() && !coversButtons(opposite(side)),
      side,
      openings,
    } satisfies DockReport),
  );

  let side = memory.side;
  let tab: HTMLButtonElement | null = null;
  let frame: HTMLIFrameElement | null = null;
  let port: MessagePort | null = null;
  let watchedUntil = 0;
  let timer: ReturnType<typeof setTimeout>;
  let isMounted = false;
  let isOpen = false;
  let isIdle = false;
  let isChosen = false;
  let isReplaced = false;
  let openings = 0;
  let takesFocus = false;
  let height: number | null = null;
  let repairs = 0;

  const draw = () => {
    if (!isOpen && !isReplaced && !tab) {
      tab = element('button', '');
      tab.onclick = blocked ? open : () => sendFromPage('openPanel', {});
      box.prepend(tab);
      setTab(texts);
    }
    if (frame) frame.hidden = !isOpen;
    if (tab) tab.hidden = isOpen;
    const { css, edge } = isOpen ? placeOfPanel(side, height) : placeOfTab(side);
    box.className = edge;
    // An important declaration of a shadow tree wins over every declaration of the page, so the page
    // cannot restyle the host.
    const hostCss = `all:initial;position:fixed;z-index:2147483647;${css};`.replaceAll(';', '!important;');
    const rules = `:host{${hostCss}}div{inset:auto;${css}}`;
    if (place.textContent !== rules) place.textContent = rules;
    if (!isMounted) mount();
  };
  /** Decides for the user, until the user has decided. */
  const arrange = () => {
    if (isReplaced) return;
    if (!isChosen) {
      const wantsOpen = isWide() && memory.state !== 'collapsed';
      // A tab that is opened a moment later would make the page paint twice.
      if (wantsOpen && !isIdle) return;
      const free = [memory.side, opposite(memory.side)].find((one) => !coversButtons(one));
      side = free ?? memory.side;
      isOpen = wantsOpen && free !== undefined;
      if (isOpen) load();
    }
    draw();
  };
  const load = () => {
    if (frame) return;
    frame = create('iframe');
    frame.title = name;
    frame.allow = 'clipboard-write';
    frame.src = browser.runtime.getURL('/panel.html');
    // A frame that the page removed and that was put back loads again, and needs a new port.
    frame.onload = () => {
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = ({ data }: MessageEvent<DockCommand | null>) => obey(data);
      frame?.contentWindow?.postMessage('dock', '*', [channel.port2]);
      if (takesFocus) frame?.focus();
      takesFocus = false;
    };
    box.append(frame);
    setTimeout(() => !isReady && replaceWithNotice(blocked as string), PANEL_READY_TIMEOUT_MS);
  };
  let isReady = false;
  const obey = (command: DockCommand | null) => {
    isReady = true;
    if (command?.do === 'watch') {
      watchedUntil = Date.now() + WATCH_MS;
      return check();
    }
    if (command?.do === 'fit') height = command.height;
    else if (command) isChosen = true;
    if (command?.do === 'move') side = opposite(side);
    if (command?.do === 'fold') {
      isOpen = false;
      draw();
      tab?.focus();
    } else draw();
  };
  const open = () => {
    if (isReplaced) return false;
    isOpen = isChosen = true;
    openings += 1;
    load();
    draw();
    // While the frame loads, the focus would stay outside of its document for good.
    takesFocus = !port;
    if (port) frame?.focus();
    return true;
  };
  const replaceWithNotice = (text: string) => {
    const note = element('p', '', text);
    note.role = 'status';
    box.replaceChildren(note);
    isReplaced = true;
    isOpen = false;
    draw();
    clearTimeout(timer);
  };
  const check = () => {
    clearTimeout(timer);
    // The browser takes the API away from the scripts of an extension that was updated or removed.
    if (!browser.runtime?.id) return replaceWithNotice(orphaned);
    timer = setTimeout(check, Date.now() < watchedUntil ? WATCH_INTERVAL_MS : CHECK_INTERVAL_MS);
    if (isOpen) look();
  };
  const setTab = (next: DockTab) => {
    texts = next;
    if (!tab) return;
    const { verdict, optional, alerts, open } = texts;
    const words = element('span', 'words', element('b', '', verdict), optional && ` \u00b7 ${optional}`);
    const flag = alerts ? [element('span', alerts.icon, drawIcons([alerts.icon]), alerts.count)] : [];
    tab.replaceChildren(drawIcons(['brand']), words, ...flag, element('span', 'open', open, drawIcons(['chevron-up'])));
    tab.ariaLabel = `${name}: ${[verdict, optional, alerts?.words].filter(Boolean).join(', ')}. ${open}`;
  };
  const mount = () => {
    const root = rootElement();
    if (!root) return;
    isMounted = true;
    root.append(host);
    box.showPopover();
    // A page can replace its root element.
    observer.observe(root, { childList: true });
  };
  /** Undoes what the page does to the host, a few times; a page that insists gets rid of the panel. */
  const repair = () => {
    const added = host.getAttributeNames();
    if (!isMounted || (host.isConnected && added.length === 0)) return;
    repairs += 1;
    for (const attribute of added) host.removeAttribute(attribute);
    if (repairs > MAX_REPAIRS) {
      observer.disconnect();
      host.remove();
    } else if (!host.isConnected) mount();
  };

  const observer = new MutationObserver(repair);
  observer.observe(document, { childList: true });
  observer.observe(host, { attributes: true });
  check();
  arrange();
  addEventListener('resize', arrange);
  void whenIdle().then(() => {
    isIdle = true;
    arrange();
  });
  return { setTab, unfold: open };
}

const opposite = (side: PanelSide): PanelSide => (side === 'left' ? 'right' : 'left');
