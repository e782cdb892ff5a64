/** The tab's requests to provider hosts -> flow events. Listeners are added at once: an event that wakes the worker must find them. */
import { browser } from 'wxt/browser';
import { isDownload } from './download';
import { type FlowEvent, parseDestination } from './flow';
import { applyEvent, forgetFlow, readFlow } from './store';

/**
 * The browser shows the requests of hosts with a permission and no others: the providers' own, and sites that the user allowed.
 * `onChange` runs after each event was stored.
 */
export function recordFlows(onChange: (tabId: number) => void): void {
  const tell = (tabId: number, event: FlowEvent) => void applyEvent(tabId, event).then(() => onChange(tabId));
  const filter = { urls: ['https://*/*'], types: ['main_frame' as const] };

  browser.webRequest.onBeforeRequest.addListener((details) => {
    if (details.tabId < 0) return;
    tell(details.tabId, {
      type: 'request',
      url: details.url,
      at: details.timeStamp,
      initiatorOrigin: originOf(details),
      incognito: isPrivate(details),
    });
  }, filter);

  browser.webRequest.onBeforeRedirect.addListener((details) => {
    const to = parseDestination(details.redirectUrl);
    if (details.tabId < 0 || !to) return;
    tell(details.tabId, { type: 'redirected', to, at: details.timeStamp });
  }, filter);

  browser.webRequest.onHeadersReceived.addListener(
    ({ tabId, statusCode, responseHeaders = [], url, timeStamp }) => {
      if (tabId >= 0 && isDownload(statusCode, responseHeaders)) tell(tabId, { type: 'download', url, at: timeStamp });
      return undefined;
    },
    filter,
    ['responseHeaders'],
  );

  // The badge of a tab is cleared by every navigation, also by one to a page that we may not see.
  browser.tabs.onUpdated.addListener((tabId, change) => {
    if (change.status === 'loading') void forgetOldAnswer(tabId);
    if (change.status === 'complete') onChange(tabId);
  });
  browser.tabs.onRemoved.addListener((tabId) => tell(tabId, { type: 'closed', at: Date.now() }));
}

/** The origin whose page sent the tab here: Chromium calls it initiator, Firefox originUrl. `null` origins say nothing. */
function originOf(details: { originUrl?: string; initiator?: string }): string | undefined {
  return URL.parse(details.initiator ?? details.originUrl ?? '')?.origin;
}

/** Firefox says it of the request; Chromium runs a second worker for private windows. */
function isPrivate(details: object): boolean {
  return 'incognito' in details ? details.incognito === true : browser.extension.inIncognitoContext;
}

/** An app's callback sends people on within a moment; a later navigation has nothing to do with the answer. */
const CALLBACK_GRACE_MS = 10_000;

async function forgetOldAnswer(tabId: number): Promise<void> {
  const flow = await readFlow(tabId);
  if (flow?.outcomeAt && Date.now() - flow.outcomeAt > CALLBACK_GRACE_MS) await forgetFlow(tabId);
}
