/** Where the user left the panel. A habit, not a preference about an app: it stays in `storage.local`. */
import { browser } from 'wxt/browser';

export async function readPanelState(): Promise<PanelState | null> {
  const { dock } = await browser.storage.local.get('dock');
  return dock === 'open' || dock === 'collapsed' ? dock : null;
}

export async function savePanelState(dock: PanelState): Promise<void> {
  await browser.storage.local.set({ dock });
}

export type PanelState = 'open' | 'collapsed';
