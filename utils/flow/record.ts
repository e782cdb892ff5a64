/** The tab's requests to provider hosts -> flow events. Listeners are added at once: an event that wakes the worker must find them. */
import { browser } from 'wxt/browser';
import { destinationOf } from './flow';
import { applyEvent, forgetFlow } from './store';

/** `hosts` as match patterns; `onChange` runs after each event was stored. */
export function recordFlows(hosts: string[], onChange: (tabId: number) => void): void {
  const filter = { urls: hosts, types: ['main_frame' as const] };

  browser.webRequest.onBeforeRequest.addListener((details) => {
    if (details.tabId < 0) return;
    void applyEvent(details.tabId, { type: 'request', url: details.url, at: details.timeStamp }).then(() => onChange(details.tabId));
  }, filter);

  browser.webRequest.onBeforeRedirect.addListener((details) => {
    const to = destinationOf(details.redirectUrl);
    if (details.tabId < 0 || !to) return;
    void applyEvent(details.tabId, { type: 'left', to, at: details.timeStamp }).then(() => onChange(details.tabId));
  }, filter);

  // The badge of a tab is cleared by every navigation, also by one to a page that we may not see.
  browser.tabs.onUpdated.addListener((tabId, change) => {
    if (change.status === 'complete') onChange(tabId);
  });
  browser.tabs.onRemoved.addListener((tabId) => void forgetFlow(tabId));
}
