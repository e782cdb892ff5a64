/**
 * Turns what the browser reports about tabs into flow events. The listeners must be added
 * synchronously when the worker starts, because the browser delivers the event that woke the worker
 * only to listeners that exist by then.
 */
import { browser } from 'wxt/browser';
import { isTooLong, readableUrl } from '@/providers/oauth2/request';
import { nextConsentPage } from './consent-page';
import { parseDestination } from './destination';
import { isDownload } from './download';
import type { Flow, FlowEvent } from './flow';
import { applyEvent, closeFlow } from './store';

/**
 * Starts recording. The browser reports only requests to hosts that the extension has a
 * permission for: the providers' hosts, and sites that the user allowed. `onChange` runs after events
 * were applied: after each one of a flow that has ended, with that flow, else for a tab once at a time,
 * because any site can send a tab it opened from page to page without end. A flow that the user has
 * reduced also ends when its tab is closed.
 */
export function recordFlows(onChange: (tabId: number, ended?: Flow) => Promise<void>): void {
  const onChangeOnce = onceAtATime(onChange);
  // An app's window may close while its callback still loads, and the stored flow goes with it.
  const notify = (tabId: number, flow: Flow | null, isWorthALook: boolean) => {
    if (flow?.outcome) void onChange(tabId, flow);
    else if (isWorthALook) onChangeOnce(tabId);
  };
  // A flow that is too large even for an empty storage is not kept; the tab is reviewed from its
  // URL.
  const record = (tabId: number, event: FlowEvent) => {
    // A look at such a tab would make the browser copy its URL several times more.
    const isWorthALook = event.type !== 'request' || !isTooLong(event.url);
    const applied = applyEvent(tabId, event).catch(() => null);
    void applied.then((flow) => notify(tabId, flow, isWorthALook));
  };
  const filter = { urls: ['https://*/*'], types: ['main_frame' as const] };

  browser.webRequest.onBeforeRequest.addListener((details) => {
    if (!isNavigation(details)) return;
    record(details.tabId, {
      type: 'request',
      url: readableUrl(details.url),
      at: details.timeStamp,
      ...factsOf(details),
    });
  }, filter);

  browser.webRequest.onBeforeRedirect.addListener((details) => {
    const target = readableUrl(details.redirectUrl);
    const to = isNavigation(details) && parseDestination(target);
    const page = nextConsentPage(target);
    if (to)
      record(details.tabId, { type: 'redirected', from: readableUrl(details.url), to, page, at: details.timeStamp, ...factsOf(details) });
  }, filter);

  browser.webRequest.onHeadersReceived.addListener(
    (details) => {
      const { tabId, requestId, statusCode, responseHeaders = [], url, timeStamp, method } = details;
      if (!isNavigation(details)) return undefined;
      if (isDownload(statusCode, responseHeaders)) record(tabId, { type: 'download', url: readableUrl(url), at: timeStamp });
      if (method === 'POST' && statusCode >= 400)
        record(tabId, {
          type: 'rejected',
          url: readableUrl(url),
          initiatorOrigin: initiatorOriginOf(details),
          status: statusCode,
          at: timeStamp,
        });
      // The browser stays at the page before (RFC 9110 §15.3.5, §15.3.6).
      if ([204, 205].includes(statusCode)) record(tabId, { type: 'stopped', url: readableUrl(url), requestId, at: timeStamp });
      return undefined;
    },
    filter,
    ['responseHeaders'],
  );

  browser.webRequest.onErrorOccurred.addListener((details) => {
    const { tabId, requestId, url, timeStamp } = details;
    if (isNavigation(details)) record(tabId, { type: 'stopped', url: readableUrl(url), requestId, at: timeStamp });
  }, filter);

  browser.tabs.onUpdated.addListener((tabId, change, { url = '' }) => {
    const { status } = change;
    if (status !== 'loading' && status !== 'complete') return;
    const type = status === 'loading' ? 'loading' : 'loaded';
    const applied = applyEvent(tabId, { type, url: url === '' ? undefined : readableUrl(url), at: Date.now() }).catch(() => null);
    // The browser clears a tab's badge at every navigation, so it has to be drawn again even if
    // there is no flow.
    void applied.then((flow) => notify(tabId, flow, status === 'complete' && !isTooLong(url)));
  });
  const close = (tabId: number, at: number) => {
    const closed = closeFlow(tabId, at).catch(() => null);
    // What the user decided counts, even if a worker that was stopped then has not recorded it.
    void closed.then((flow) => (flow?.narrowedUrl ? onChange(tabId, flow) : notify(tabId, flow, true)));
  };
  browser.tabs.onRemoved.addListener((tabId) => {
    const at = Date.now();
    setTimeout(() => close(tabId, at), LATE_REQUESTS_MS);
  });
  // Chromium gives a tab that it discards another ID, and loads its page again under that one.
  browser.tabs.onReplaced?.addListener((_, tabId) => close(tabId, Date.now()));
}

/**
 * How long, in milliseconds, the requests of a tab may be reported after it was closed. The closing is reported
 * first if an app closes its window right after a fast answer (Firefox 153, seen 2026-11-27).
 */
const LATE_REQUESTS_MS = import.meta.env.FIREFOX ? 500 : 0;

/** Returns a function that runs `work` for a tab, and once more if it was called meanwhile. */
function onceAtATime(work: (tabId: number) => Promise<void>): (tabId: number) => void {
  /** The tabs for which it runs, and whether it was called again. */
  const running = new Map<number, boolean>();
  const run = async (tabId: number) => {
    do {
      running.set(tabId, false);
      await work(tabId).catch(() => {});
    } while (running.get(tabId));
    running.delete(tabId);
  };
  return (tabId) => {
    if (running.has(tabId)) running.set(tabId, true);
    else void run(tabId);
  };
}

/**
 * Whether a tab goes to this URL. The browser also reports requests for pages that it loads in
 * advance and may never show: such a page has a frame of its own, and a request that only fills the
 * cache names the document that asked for it (Chromium 156, seen 2026-11-26).
 */
function isNavigation(details: { tabId: number; frameId: number }): boolean {
  return details.tabId >= 0 && details.frameId === 0 && !('documentId' in details);
}

function factsOf(details: { originUrl?: string; initiator?: string; requestId: string; method: string }) {
  const { requestId, method } = details;
  return { initiatorOrigin: initiatorOriginOf(details), requestId, isPosted: method === 'POST', incognito: isIncognito(details) };
}

/**
 * Returns the origin of the page that caused a request, which Chromium calls `initiator` and
 * Firefox `originUrl`. An opaque origin (`null`) is no URL, so the result is undefined.
 */
function initiatorOriginOf(details: { originUrl?: string; initiator?: string }): string | undefined {
  return URL.parse(details.initiator ?? details.originUrl ?? '')?.origin;
}

/**
 * Firefox marks each request; Chromium does not, because it runs a separate worker for incognito
 * windows.
 */
function isIncognito(details: object): boolean {
  return 'incognito' in details ? details.incognito === true : browser.extension.inIncognitoContext;
}
