/** Firefox hides `storage.session` and its events from a frame on another's page: there the panel is told of its flow by message. */
import { browser } from 'wxt/browser';
import { flowKeyPrefix } from '@/utils/flow/key';
import { sendToTab } from './channel';

export function notifyPanels(): void {
  if (!import.meta.env.FIREFOX) return;
  browser.storage.onChanged.addListener((changes, area) => {
    const flows = area === 'session' ? Object.keys(changes).filter((key) => key.startsWith(flowKeyPrefix)) : [];
    // Most tabs have no panel to hear it.
    for (const key of flows) void sendToTab('flowChanged', {}, Number(key.slice(flowKeyPrefix.length))).catch(() => {});
  });
}
