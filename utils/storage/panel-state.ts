/**
 * Stores how the user left the panel. It is no data about an app, so it is in `storage.local` and
 * `forgetAll` keeps it. `docs/permissions.md` says what `storage.local` contains.
 */
import { browser } from 'wxt/browser';

/** Whether the panel shows the review or only its tab at the edge of the page. */
export type PanelState = 'open' | 'collapsed';

/** The side of the page on which the panel stands. */
export type PanelSide = 'left' | 'right';

/** How the user left the panel. `state` is null if the user has never opened or folded it. */
export interface PanelMemory {
  state: PanelState | null;
  side: PanelSide;
}

/**
 * The keys in `storage.local`. The key `dock` is on users' disks already, so it keeps its name.
 */
const keys = { state: 'dock', side: 'dockSide' } as const;

/** What applies until the user has folded or moved a panel, and in private windows. */
export const noPanelMemory: PanelMemory = { state: null, side: 'right' };

/** Reads how the user left the panel. */
export async function readPanelMemory(): Promise<PanelMemory> {
  const stored = await browser.storage.local.get(Object.values(keys));
  const state = stored[keys.state];
  return {
    state: state === 'open' || state === 'collapsed' ? state : null,
    side: stored[keys.side] === 'left' ? 'left' : 'right',
  };
}

/** Stores the given parts of how the user left the panel. */
export async function savePanelMemory({ state, side }: { state?: PanelState | undefined; side?: PanelSide | undefined }): Promise<void> {
  if (state) await browser.storage.local.set({ [keys.state]: state });
  if (side) await browser.storage.local.set({ [keys.side]: side });
}

/**
 * Keeps content scripts, and so a compromised renderer, from reading and writing `storage.local`,
 * as the browser does for `storage.session`. Firefox has no such setting (142, read 2026-11-26).
 */
export function hideStorage(): void {
  const { local } = browser.storage as { local: { setAccessLevel?(access: { accessLevel: string }): Promise<void> } };
  void local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
