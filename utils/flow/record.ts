/** The tab's requests to provider hosts -> flow events. Listeners are added at once: an event that wakes the worker must find them. */
import { browser } from 'wxt/browser';
import { destinationOf } from './flow';
import { applyEvent, forgetFlow, readFlow } from './store';

/**
 * The browser shows the requests of hosts with a permission and no others: the providers' own, and sites that the person allowed.
 * `onChange` runs after each event was stored.
 */
export function recordFlows(onChange: (tabId: number) => void): void {
  const filter = { urls: ['https://*/*'], types: ['main_frame' as const] };

  browser.webRequest.onBeforeRequest.addListener((details) => {
    if (details.tabId < 0) return;
    void applyEvent(details.tabId, { type: 'request', url: details.url, at: details.timeStamp, from: originOf(details) }).then(() =>
      onChange(details.tabId),
    );
  }, filter);

  browser.webRequest.onBeforeRedirect.addListener((details) => {
    const to = destinationOf(details.redirectUrl);
    if (details.tabId < 0 || !to) return;
    void applyEvent(details.tabId, { type: 'left', to, at: details.timeStamp }).then(() => onChange(details.tabId));
  }, filter);

  // The badge of a tab is cleared by every navigation, also by one to a page that we may not see.
  browser.tabs.onUpdated.addListener((tabId, change) => {
    if (change.status === 'loading') void forgetOldAnswer(tabId);
    if (change.status === 'complete') onChange(tabId);
  });
  browser.tabs.onRemoved.addListener((tabId) => void forgetFlow(tabId));
}

/** The origin whose page sent the tab here: Chromium calls it initiator, Firefox originUrl. `null` origins say nothing. */
function originOf(details: { originUrl?: string; initiator?: string }): string | undefined {
  return URL.parse(details.initiator ?? details.originUrl ?? '')?.origin;
}

/** An app's callback sends people on within a moment; a later navigation has nothing to do with the answer. */
const callbackTakes = 10_000;

async function forgetOldAnswer(tabId: number): Promise<void> {
  const flow = await readFlow(tabId);
  if (flow?.outcomeAt && Date.now() - flow.outcomeAt > callbackTakes) await forgetFlow(tabId);
}
