/**
 * Stores how the user left the panel. It is no data about an app, so it is in `storage.local` and
 * `forgetAll` keeps it. `docs/permissions.md` says what `storage.local` contains.
 */
import { browser } from 'wxt/browser';

/** Reads how the user left the panel; null if the user has never opened or collapsed it. */
export async function readPanelState(): Promise<PanelState | null> {
  const { dock } = await browser.storage.local.get('dock');
  return dock === 'open' || dock === 'collapsed' ? dock : null;
}

/**
 * Stores how the user left the panel. The key `dock` is on users' disks already, so it keeps its
 * name.
 */
export async function savePanelState(state: PanelState): Promise<void> {
  await browser.storage.local.set({ dock: state });
}

/** Whether the panel shows the review or only its tab at the edge of the page. */
export type PanelState = 'open' | 'collapsed';
