/** Where the person left the panel. A habit, not a preference about an app: it stays in `storage.local`. */
import { browser } from 'wxt/browser';
import type { Dock } from '@/utils/messages/protocol';

export async function readDock(): Promise<Dock | null> {
  const { dock } = await browser.storage.local.get('dock');
  return dock === 'open' || dock === 'collapsed' ? dock : null;
}

export async function saveDock(dock: Dock): Promise<void> {
  await browser.storage.local.set({ dock });
}
