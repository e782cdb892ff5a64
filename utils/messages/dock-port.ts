/**
 * What the content script and the panel in its frame say to each other, over a `MessagePort` that
 * the content script hands to the frame. It needs no background, so it works after an update of the
 * extension too.
 */
import type { PanelSide } from '@/utils/storage/panel-state';

/** What the content script reports to the panel, several times a second while the panel is open. */
export interface DockReport {
  /**
   * Whether the frame looks as the content script drew it: nothing that `trackVisibility` misses
   * alters it, and it does not move.
   */
  isPlain: boolean;
  /** Whether the page or a frame of it has the focus: no other window or tab is in front. */
  isFocused: boolean;
  /**
   * Whether the panel can move to the other side: it stands beside the page, not as a sheet across a
   * small window, and would lie over no button of the page there.
   */
  canMove: boolean;
  side: PanelSide;
  /** How often the user opened the panel on this page; later pages then start the same way. */
  openings: number;
}

/** What the panel asks of the content script. */
export type DockCommand =
  /** Looks at the panel more often for a second: the user is in it and may press a button. */
  | { do: 'watch' }
  | { do: 'fold' }
  | { do: 'move' }
  /** Shrinks the frame to a content of this height, in px; null for the full height. */
  | { do: 'fit'; height: number | null };
