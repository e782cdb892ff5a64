/** Messages for panels and popups that cannot watch the storage of a flow. */
import { browser } from 'wxt/browser';
import { flowKeyPrefix } from '@/utils/flow/key';
import { watchPrivateArea } from '@/utils/flow/private-area';
import { send } from './channel';
import { flowChanged } from './watch-flows';

/**
 * Sends `flowChanged` whenever a flow changes that a panel cannot watch: in Firefox to its tab, because
 * Firefox hides `storage.session` and its events from an extension frame on another site's page; in
 * Chromium's private windows to all panels and popups there.
 */
export function notifyPanels(): void {
  if (!import.meta.env.FIREFOX) {
    // If none is open, sending to them rejects.
    watchPrivateArea(() => void send(flowChanged, {}).catch(() => {}));
    return;
  }
  browser.storage.onChanged.addListener((changes, area) => {
    const flows = area === 'session' ? Object.keys(changes).filter((key) => key.startsWith(flowKeyPrefix)) : [];
    for (const key of flows) notifyPanel(Number(key.slice(flowKeyPrefix.length)));
  });
}

/** Sends `flowChanged` to a tab. Most tabs have no panel, and sending to them rejects. */
export function notifyPanel(tabId: number): void {
  void send(flowChanged, {}, { tabId }).catch(() => {});
}
