import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { isTooLong } from '@/providers/oauth2/request';
import { recordFlows } from '@/utils/flow/record';
import { applyEvent, closeFlow } from '@/utils/flow/store';
import { tabOf } from '@/utils/permissions/tab';

vi.mock('@/utils/flow/store', () => ({ applyEvent: vi.fn(), closeFlow: vi.fn() }));

type Listener = (details: object) => unknown;

const webRequest = ['onBeforeRequest', 'onBeforeRedirect', 'onHeadersReceived', 'onErrorOccurred'] as const;
const listeners = new Map<string, Listener>();
const updated = (change: object, url?: string) =>
  (listeners.get('onUpdated') as unknown as (tabId: number, change: object, tab: object) => void)(7, change, { url });

beforeEach(() => {
  const collect = (name: string) => ({ addListener: (listener: Listener) => listeners.set(name, listener) });
  Object.assign(browser, {
    webRequest: Object.fromEntries(webRequest.map((name) => [name, collect(name)])),
    tabs: { ...Object.fromEntries(['onUpdated', 'onRemoved', 'onReplaced'].map((name) => [name, collect(name)])), get: vi.fn() },
    extension: { inIncognitoContext: false },
  });
  vi.mocked(applyEvent).mockResolvedValue(null);
  vi.mocked(closeFlow).mockResolvedValue(null);
  recordFlows(async () => {});
});

const report = (name: (typeof webRequest)[number], details: object) =>
  listeners.get(name)?.({ tabId: 7, frameId: 0, timeStamp: 1, ...details });
const events = () => vi.mocked(applyEvent).mock.calls.map(([, event]) => event);

describe('recording the requests of a tab', () => {
  const url = 'https://app.hubspot.com/oauth/authorize?client_id=1';

  it.each([
    ['initiator, as Chromium names it', { initiator: 'https://app.clay.com' }],
    ['originUrl, as Firefox names it', { originUrl: 'https://app.clay.com/settings?state=CANARY-state' }],
  ])('keeps the origin that sent the tab, from %s', (_, details) => {
    report('onBeforeRequest', { url, ...details });
    expect(events()).toEqual([{ type: 'request', url, at: 1, initiatorOrigin: 'https://app.clay.com', isPosted: false, incognito: false }]);
  });

  it('marks the request of a private window, in Firefox by the request and in Chromium by the worker', () => {
    report('onBeforeRequest', { url, incognito: true });
    Object.assign(browser, { extension: { inIncognitoContext: true } });
    report('onBeforeRequest', { url });
    expect(events()).toEqual([
      { type: 'request', url, at: 1, initiatorOrigin: undefined, isPosted: false, incognito: true },
      { type: 'request', url, at: 1, initiatorOrigin: undefined, isPosted: false, incognito: true },
    ]);
  });

  it('reports where a redirect leads, without its query', () => {
    report('onBeforeRedirect', {
      url,
      requestId: '9',
      incognito: true,
      method: 'POST',
      redirectUrl: 'https://app.clay.com/callback?code=CANARY-code&state=CANARY-state',
    });
    const to = { originAndPath: 'https://app.clay.com/callback', codes: 1, error: null, description: null };
    expect(events()).toEqual([{ type: 'redirected', from: url, to, page: null, at: 1, requestId: '9', isPosted: true, incognito: true }]);
  });

  it('reports which consent page a redirect leads to, without its URL', () => {
    const consent = 'https://acme.my.salesforce.com/setup/secur/RemoteAccessAuthorizationPage.apexp?source=';
    for (const source of ['CANARY-1', 'CANARY-2', 'CANARY-1']) report('onBeforeRedirect', { url, redirectUrl: consent + source });
    const [first, second, again] = events().map((event) => 'page' in event && event.page);
    expect(first).toEqual(again);
    expect(first).not.toEqual(second);
    expect(JSON.stringify(events())).not.toContain('CANARY');
  });

  it('reports that a request brought no page: it was stopped, or the response is empty', () => {
    report('onErrorOccurred', { url, requestId: '9', error: 'net::ERR_ABORTED' });
    report('onHeadersReceived', { url, requestId: '9', statusCode: 204 });
    report('onHeadersReceived', { url, requestId: '9', statusCode: 205 });
    report('onHeadersReceived', { url, statusCode: 200, responseHeaders: [{ name: 'Content-Type', value: 'text/html' }] });
    expect(events()).toEqual(Array(3).fill({ type: 'stopped', url, requestId: '9', at: 1 }));
  });

  it('still tells that the tab changed if its flow could not be stored', async () => {
    const onChange = vi.fn<(tabId: number) => Promise<void>>().mockResolvedValue();
    recordFlows(onChange);
    vi.mocked(applyEvent).mockRejectedValue(new Error('Session storage quota bytes exceeded.'));
    report('onBeforeRequest', { url });
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledExactlyOnceWith(7));
  });

  it('reports a form that is rejected, and no other answer', () => {
    recordFlows(vi.fn<(tabId: number) => Promise<void>>().mockResolvedValue());
    for (const [method, statusCode] of [
      ['POST', 200],
      ['GET', 422],
      ['POST', 422],
    ])
      report('onHeadersReceived', {
        url,
        method,
        statusCode,
        initiator: 'https://app.hubspot.com',
        responseHeaders: [{ name: 'Content-Type', value: 'text/html' }],
      });
    expect(events()).toMatchObject([{ type: 'rejected', status: 422, initiatorOrigin: 'https://app.hubspot.com' }]);
  });

  it('does no work in proportion to a URL that is too long, from whichever event it comes', async () => {
    const onChange = vi.fn<(tabId: number) => Promise<void>>().mockResolvedValue();
    recordFlows(onChange);
    const long = `${url}&pad=${'x'.repeat(300_000)}`;
    report('onBeforeRequest', { url: long });
    report('onBeforeRedirect', { url: long, redirectUrl: long });
    report('onHeadersReceived', { url: long, statusCode: 200, responseHeaders: [{ name: 'Content-Disposition', value: 'attachment' }] });
    const [request, , download] = events();
    for (const event of [request, download]) {
      expect(event).toHaveProperty('url', expect.stringMatching(/^https:\/\/app\.hubspot\.com\/oauth\/authorize\?client_id=1/));
      const { length } = (event as { url: string }).url;
      expect([length, isTooLong((event as { url: string }).url)]).toEqual([200_001, true]);
    }
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2));
    updated({ status: 'complete' }, long);
    await Promise.resolve();
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(events().at(-1)).toHaveProperty('url.length', 200_001);
    updated({ status: 'complete' }, url);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(3));
    vi.mocked(browser.tabs.get).mockResolvedValue({ url: long, pendingUrl: long } as never);
    expect((await tabOf(7))?.url).toHaveLength(200_001);
    expect((await tabOf(7))?.pendingUrl).toHaveLength(200_001);
  });

  it('reports what the tab shows when it starts to load and when it has loaded, and nothing else that changes', () => {
    updated({ status: 'loading' });
    updated({ status: 'complete' }, url);
    updated({ title: 'Connect' }, url);
    expect(events()).toEqual([
      { type: 'loading', url: undefined, at: expect.any(Number) },
      { type: 'loaded', url, at: expect.any(Number) },
    ]);
  });

  it('tells of an outcome as soon as the tab leaves, because its window may close before the next page has loaded', async () => {
    const onChange = vi.fn<(tabId: number) => Promise<void>>().mockResolvedValue();
    recordFlows(onChange);
    updated({ status: 'loading' });
    await Promise.resolve();
    const ended = { outcome: { kind: 'code' } } as never;
    vi.mocked(applyEvent).mockResolvedValue(ended);
    updated({ status: 'loading' });
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledExactlyOnceWith(7, ended));
  });

  it.each([
    ['the flow that the user reduced', { narrowedUrl: url }, [7, { narrowedUrl: url, outcome: null }]],
    ['only the tab of another flow', {}, [7]],
  ])('reports %s when its tab closes', async (_, flow, reported) => {
    const onChange = vi.fn<(tabId: number) => Promise<void>>().mockResolvedValue();
    recordFlows(onChange);
    vi.mocked(closeFlow).mockResolvedValue({ narrowedUrl: null, outcome: null, ...flow } as never);
    (listeners.get('onRemoved') as unknown as (tabId: number) => void)(7);
    await vi.waitFor(() => expect(onChange.mock.calls).toEqual([reported]));
  });

  it('A11: forgets the flow of a tab that the browser discarded, because its page loads again in another tab', () => {
    (listeners.get('onReplaced') as unknown as (added: number, removed: number) => void)(8, 7);
    expect(vi.mocked(closeFlow)).toHaveBeenCalledExactlyOnceWith(7, expect.any(Number));
  });

  it.each([
    ['outside of a tab', { tabId: -1 }],
    ['for a prerendered page', { frameId: 4, documentLifecycle: 'prerender' }],
    ['that only fills the cache', { documentId: '1F611FA0F1B9674C9F5D6D15508530A5', documentLifecycle: 'active' }],
  ])('A11: ignores requests %s', (_, details) => {
    report('onBeforeRequest', { url, ...details });
    report('onBeforeRedirect', { url, redirectUrl: 'https://app.clay.com/callback?code=1', ...details });
    report('onHeadersReceived', {
      url,
      statusCode: 200,
      responseHeaders: [{ name: 'Content-Disposition', value: 'attachment' }],
      ...details,
    });
    expect(events()).toEqual([]);
  });
});

describe('A7: a tab that is sent from page to page without end', () => {
  const url = 'https://app.hubspot.com/oauth/authorize?client_id=1';

  it('is looked at once at a time, and once more at the end', async () => {
    const finish: (() => void)[] = [];
    const onChange = vi.fn<(tabId: number) => Promise<void>>(() => new Promise((resolve) => finish.push(resolve)));
    recordFlows(onChange);
    for (let count = 0; count < 50; count += 1) report('onBeforeRequest', { url });
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledOnce());
    report('onBeforeRequest', { url, tabId: 8 });
    await vi.waitFor(() => expect(onChange.mock.calls).toEqual([[7], [8]]));
    for (const one of finish) one();
    await vi.waitFor(() => expect(onChange.mock.calls).toEqual([[7], [8], [7]]));
    finish.at(-1)?.();
    report('onBeforeRequest', { url });
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(4));
  });

  it('is looked at after each event once the flow has ended, because the tab may close', async () => {
    const onChange = vi.fn<(tabId: number) => Promise<void>>(() => new Promise(() => {}));
    recordFlows(onChange);
    vi.mocked(applyEvent).mockResolvedValue({ outcome: { kind: 'code' } } as never);
    for (let count = 0; count < 3; count += 1) report('onBeforeRedirect', { url, redirectUrl: 'https://app.clay.com/callback?code=1' });
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(3));
  });
});
