/** Messages for panels that cannot watch `storage.session`. */
import { browser } from 'wxt/browser';
import { flowKeyPrefix } from '@/utils/flow/key';
import { sendToTab } from './channel';

/**
 * Sends `flowChanged` to a tab whenever its flow changes. Only Firefox needs it, because it hides
 * `storage.session` and its events from an extension frame on another site's page.
 */
export function notifyPanels(): void {
  if (!import.meta.env.FIREFOX) return;
  browser.storage.onChanged.addListener((changes, area) => {
    const flows = area === 'session' ? Object.keys(changes).filter((key) => key.startsWith(flowKeyPrefix)) : [];
    // Most tabs have no panel, and sending to them rejects.
    for (const key of flows) void sendToTab('flowChanged', {}, Number(key.slice(flowKeyPrefix.length))).catch(() => {});
  });
}
