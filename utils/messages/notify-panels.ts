/** Messages for panels that cannot watch `storage.session`. */
import { browser } from 'wxt/browser';
import { flowKeyPrefix } from '@/utils/flow/key';
import { send } from './channel';

/** The message to the panel of a tab that its review may have changed. It carries no data. */
export const flowChanged = 'flowChanged';

/**
 * Sends `flowChanged` to a tab whenever its flow changes. Only Firefox needs it, because it hides
 * `storage.session` and its events from an extension frame on another site's page.
 */
export function notifyPanels(): void {
  if (!import.meta.env.FIREFOX) return;
  browser.storage.onChanged.addListener((changes, area) => {
    const flows = area === 'session' ? Object.keys(changes).filter((key) => key.startsWith(flowKeyPrefix)) : [];
    for (const key of flows) notifyPanel(Number(key.slice(flowKeyPrefix.length)));
  });
}

/** Sends `flowChanged` to a tab. Most tabs have no panel, and sending to them rejects. */
export function notifyPanel(tabId: number): void {
  void send(flowChanged, {}, { tabId }).catch(() => {});
}
