/** Decides where the panel and its folded tab stand on the page. */
import { findAll } from '@/providers/oauth2/dom';
import type { PanelSide } from '@/utils/storage/panel-state';
import { rootElement } from './draw';

/** The width of the docked panel. */
const PANEL_WIDTH_PX = 380;
/** The narrowest window in which the panel stands beside the page. */
const MIN_DOCKED_WIDTH_PX = 720;
/** The height of the folded tab, and of the page that a sheet leaves in view. */
const TAB_HEIGHT_PX = 48;

/** Returns whether the window is wide enough for a panel beside the page. */
export const isWide = () => innerWidth >= MIN_DOCKED_WIDTH_PX;

const margin = () => (innerHeight < 560 ? 8 : 16);

/** Where to draw the panel or the tab. */
export interface Place {
  /** CSS declarations. */
  css: string;
  /** The edge of the window that it touches: a class of dock.css. */
  edge: '' | 'top' | 'bottom';
}

/**
 * Returns the place of the open panel. `height`: that of a short content, in px; null if the panel
 * takes the whole height.
 */
export function placeOfPanel(side: PanelSide, height: number | null): Place {
  const space = isWide() ? margin() : 0;
  const top = space || (innerHeight < 520 ? 0 : TAB_HEIGHT_PX);
  const size = height === null ? `top:${top}px` : `height:${Math.min(height, innerHeight - top - space)}px`;
  if (!space) return { css: `left:0;right:0;bottom:0;${size}`, edge: 'bottom' };
  return { css: `${side}:${space}px;width:${PANEL_WIDTH_PX}px;${height === null ? 'bottom' : 'top'}:${space}px;${size}`, edge: '' };
}

/** Returns the place of the tab: at the bottom edge, unless the page's own buttons lie there. */
export function placeOfTab(side: PanelSide): Place {
  const scrollHeight = rootElement().scrollHeight;
  const isTaken = buttons().some(
    ({ top, bottom }) =>
      (top < innerHeight && bottom > innerHeight - TAB_HEIGHT_PX) ||
      (bottom > innerHeight && scrollHeight - scrollY - bottom < TAB_HEIGHT_PX),
  );
  const edge = isTaken ? 'top' : 'bottom';
  return { css: `${isWide() ? `${side}:16px` : 'left:0;right:0'};${edge}:0`, edge };
}

/** Whether a docked panel on that side would lie over a button of the page. */
export function coversButtons(side: PanelSide): boolean {
  const width = PANEL_WIDTH_PX + margin();
  return buttons().some(({ left, right }) =>
    side === 'left' ? left < width && right > 0 : right > innerWidth - width && left < innerWidth,
  );
}

/** The boxes of the buttons of the page. */
function buttons(): DOMRect[] {
  const all = findAll(document, 'main button, form button, [type=submit], [role=main] button');
  return all.map((button) => Element.prototype.getBoundingClientRect.call(button)).filter(({ width }) => width > 0);
}
