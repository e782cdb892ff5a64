/** Flows live in `storage.session`, so that a restarted worker finds them again. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { applyEvent, closedFlows, OUTCOME_TTL_MS, readFlow, tabsWithFlow } from '@/utils/flow/store';
import { notifyPanels } from '@/utils/messages/notify-panels';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl } from '../../providers/hubspot/sample-urls';

const noon = Date.UTC(2026, 10, 22, 12);
const refusedAt = async (tabId: number, at: number) => {
  await applyEvent(tabId, { type: 'request', url: clayUrl, at });
  await applyEvent(tabId, {
    type: 'redirected',
    from: clayUrl,
    to: { originAndPath: 'https://app.clay.com/callback', codes: 0, error: 'access_denied', description: null },
    at,
  });
};
const closedAt = async (tabId: number, at: number) => {
  await refusedAt(tabId, at);
  await applyEvent(tabId, { type: 'closed', at });
};

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: noon });
});
afterEach(() => void vi.useRealTimers());

describe('refusals in closed windows', () => {
  it('are listed newest first, without those of open tabs', async () => {
    await closedAt(1, noon - 5_000);
    await closedAt(2, noon - 1_000);
    await refusedAt(3, noon);
    expect((await closedFlows()).map(({ tabId }) => tabId)).toEqual([2, 1]);
  });

  it('are removed once they are too old, and not before', async () => {
    await closedAt(1, noon - OUTCOME_TTL_MS + 1);
    await closedAt(2, noon - OUTCOME_TTL_MS);
    expect((await closedFlows()).map(({ tabId }) => tabId)).toEqual([1]);
    expect(await readFlow(1)).not.toBeNull();
    expect(await readFlow(2)).toBeNull();
  });

  it('ignore other values in the same storage and leave them in place', async () => {
    await fakeBrowser.storage.session.set({ other: { closedAt: noon } });
    expect(await closedFlows()).toEqual([]);
    expect(await fakeBrowser.storage.session.get('other')).toEqual({ other: { closedAt: noon } });
  });
});

describe('a refusal in a closed window', () => {
  const salesforceAt = (host: string) =>
    `https://${host}/services/oauth2/authorize?client_id=sync&scope=api&redirect_uri=https%3A%2F%2Fsync.example%2Fcb`;
  const acme = salesforceAt('acme.my.salesforce.com');
  const globex = salesforceAt('globex.my.salesforce.com');
  const shared = salesforceAt('login.salesforce.com');
  const answered = async (tabId: number, url: string, error: string | null, at: number, incognito = false) => {
    await applyEvent(tabId, { type: 'request', url, at, incognito });
    const originAndPath = url === clayUrl ? 'https://app.clay.com/callback' : 'https://sync.example/cb';
    await applyEvent(tabId, {
      type: 'redirected',
      from: url,
      to: { originAndPath, codes: error === null ? 1 : 0, error, description: null },
      at,
    });
  };
  const denied = async (tabId: number, url: string, at: number, closed = at) => {
    await answered(tabId, url, 'access_denied', at);
    await applyEvent(tabId, { type: 'closed', at: closed });
  };
  const connected = async (tabId: number, url: string, at: number, isOpen = false, incognito = false) => {
    await answered(tabId, url, null, at, incognito);
    if (!isOpen) await applyEvent(tabId, { type: 'closed', at });
  };
  const listed = async () => (await closedFlows()).map(({ tabId }) => tabId);

  it.each([true, false])('is gone once the same client was connected (tab still open: %s), however many there were', async (isOpen) => {
    await denied(1, clayUrl, noon - 9_000);
    await denied(2, clayUrl, noon - 8_000);
    await denied(3, acme, noon - 7_000);
    expect(await listed()).toEqual([3, 2, 1]);
    await connected(4, clayUrl, noon - 1_000, isOpen);
    expect(await listed()).toEqual([3]);
    expect([await readFlow(1), await readFlow(2)]).toEqual([null, null]);
  });

  it('stays if it is newer than the connection, and is gone if only its window closed later', async () => {
    await connected(1, clayUrl, noon - 9_000);
    await denied(2, clayUrl, noon - 8_000);
    expect(await listed()).toEqual([2]);
    await connected(3, clayUrl, noon - 7_000);
    await answered(4, acme, 'access_denied', noon - 6_000);
    await connected(5, acme, noon - 5_000);
    await applyEvent(4, { type: 'closed', at: noon - 1_000 });
    expect(await listed()).toEqual([]);
  });

  it('stays after a connection of another account, and is gone if either account is unknown', async () => {
    await denied(1, acme, noon - 9_000);
    await connected(2, globex, noon - 8_000);
    expect(await listed()).toEqual([1]);
    await connected(3, shared, noon - 7_000);
    expect(await listed()).toEqual([]);
    await denied(4, shared, noon - 6_000);
    await connected(5, acme, noon - 5_000);
    expect(await listed()).toEqual([]);
  });

  it('stays after a code that a page of a customer sent', async () => {
    await denied(1, shared, noon - 9_000);
    await connected(2, salesforceAt('evil.my.site.com'), noon - 8_000);
    expect((await readFlow(2))?.outcome ?? null).toBeNull();
    expect(await listed()).toEqual([1]);
  });

  it('stays after a connection in a private window, of which nothing is kept', async () => {
    await denied(1, clayUrl, noon - 9_000);
    await connected(2, clayUrl, noon - 8_000, false, true);
    expect(await listed()).toEqual([1]);
    expect(JSON.stringify(await fakeBrowser.storage.session.get(null))).not.toContain('connected:');
  });

  it('is outdated for a day, and then the connection is forgotten', async () => {
    await answered(1, clayUrl, 'access_denied', noon - 9_000);
    await connected(2, clayUrl, noon - 8_000);
    vi.setSystemTime(noon - 8_000 + 24 * 60 * 60_000 - 1);
    await applyEvent(1, { type: 'closed', at: Date.now() });
    expect(await listed()).toEqual([]);
    vi.setSystemTime(Date.now() + 1);
    await closedFlows();
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });
});

it('a tab that closes without a refusal leaves nothing in the storage', async () => {
  await applyEvent(1, { type: 'request', url: clayUrl, at: noon });
  await applyEvent(1, { type: 'closed', at: noon });
  expect(await fakeBrowser.storage.session.get(null)).toEqual({});
});

describe('when the storage of the session is full', () => {
  const longUrl = `${clayUrl}&pad=${'a'.repeat(150_000)}`;
  let quota: number;

  beforeEach(() => {
    quota = 500_000;
    const { session } = fakeBrowser.storage;
    const set = session.set.bind(session);
    vi.spyOn(session, 'set').mockImplementation(async (items) => {
      const size = JSON.stringify({ ...(await session.get(null)), ...items }).length;
      if (size > quota) throw new Error('Session storage quota bytes exceeded. Values were not stored.');
      return set(items);
    });
  });
  afterEach(() => void vi.restoreAllMocks());
  const tabs = async () => Object.keys(await fakeBrowser.storage.session.get(null)).filter((key) => key.startsWith('flow.'));

  it('drops the flow that requested nothing for the longest time, and keeps the new one whole', async () => {
    for (let tab = 1; tab <= 8; tab += 1) await applyEvent(tab, { type: 'request', url: longUrl, at: noon + (tab === 2 ? 100 : tab) });
    const kept = await Promise.all(Array.from({ length: 8 }, async (_, index) => (await readFlow(index + 1))?.requestUrl ?? null));
    expect(kept).toEqual([null, longUrl, null, null, null, null, longUrl, longUrl]);
    expect(await applyEvent(9, { type: 'request', url: clayUrl, at: noon + 9 })).toMatchObject({ requestUrl: clayUrl });
    expect((await readFlow(8))?.requestUrl).toBe(longUrl);
  });

  it('still knows of an open tab that something was forgotten, so that its page counts for no later request', async () => {
    const host = 'https://acme.my.salesforce.com';
    const request = (state: string) => `${host}/services/oauth2/authorize?client_id=c&scope=id&state=${state}`;
    const page = `${host}/setup/secur/RemoteAccessAuthorizationPage.apexp?source=big`;
    await applyEvent(1, { type: 'request', url: request('big'), requestId: '1', at: noon });
    await applyEvent(1, { type: 'request', url: page, requestId: '1', at: noon });
    await closedAt(2, noon + 1);
    for (let tab = 3; tab <= 9; tab += 1) await applyEvent(tab, { type: 'request', url: longUrl, at: noon + 2 + tab });
    expect(await readFlow(1)).toMatchObject({ requestUrl: null, isInterrupted: true });
    expect(await readFlow(2)).toBeNull();
    await applyEvent(1, { type: 'request', url: request('small'), requestId: '2', at: noon + 20 });
    await applyEvent(1, { type: 'stopped', url: request('small'), requestId: '2', at: noon + 21 });
    expect(await applyEvent(1, { type: 'tabUpdated', url: page, at: noon + 22 })).toMatchObject({ requestUrl: null });
  });

  it('forgets open tabs altogether only if nothing else is left', async () => {
    quota = 20_000;
    for (let tab = 1; tab <= 40; tab += 1) await applyEvent(tab, { type: 'request', url: clayUrl, at: noon + tab });
    expect(await readFlow(40)).toMatchObject({ requestUrl: clayUrl });
    expect((await tabs()).length).toBeLessThan(40);
  });

  it('rejects a flow that fits nowhere, and still applies the next event of the tab', async () => {
    await applyEvent(1, { type: 'request', url: clayUrl, at: noon });
    const snapshot = pageSnapshot({ paragraphs: ['a'.repeat(quota)] });
    await expect(applyEvent(1, { type: 'pageRead', snapshot, page: '' })).rejects.toThrow('quota');
    expect(await applyEvent(1, { type: 'pageRead', snapshot: pageSnapshot(), page: '' })).toMatchObject({ requestUrl: clayUrl });
  });
});

it('events of the same tab are applied one after the other', async () => {
  const first = applyEvent(1, { type: 'request', url: clayUrl, at: noon });
  const second = applyEvent(1, { type: 'selectionChanged', keep: ['a'], unlocked: [] });
  const third = applyEvent(1, { type: 'closed', at: noon });
  expect(await second).toMatchObject({ draftSelection: ['a'], startedAt: noon });
  expect((await first)?.draftSelection).toBeNull();
  expect(await third).toBeNull();
});

describe('D9: in the worker of private windows', () => {
  const inPrivate = (isPrivate: boolean) => Object.assign(fakeBrowser.extension, { inIncognitoContext: isPrivate });
  beforeEach(() => {
    // IndexedDB needs the real ones.
    vi.useRealTimers();
    // Vitest makes a text of it, and each text but this one is true.
    vi.stubEnv('FIREFOX', '');
    inPrivate(true);
  });
  afterEach(() => {
    inPrivate(false);
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  it('flows are never in the storage that normal windows share, which says nothing', async () => {
    const changes: object[] = [];
    fakeBrowser.storage.onChanged.addListener((change) => void changes.push(change));
    await applyEvent(1, { type: 'request', url: clayUrl, at: noon });
    expect(await readFlow(1)).toMatchObject({ requestUrl: clayUrl });
    expect(await tabsWithFlow()).toEqual([1]);
    expect(await closedFlows()).toEqual([]);
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
    expect(changes).toEqual([]);
  });

  it('panels and popups get a message after each change, whether or not one is open', async () => {
    notifyPanels();
    await applyEvent(1, { type: 'request', url: clayUrl, at: noon });
    const received = vi.fn<(message: unknown) => void>();
    fakeBrowser.runtime.onMessage.addListener(received);
    await applyEvent(1, { type: 'selectionChanged', keep: ['a'], unlocked: [] });
    expect(received.mock.calls.map(([message]) => message)).toEqual([{ type: 'flowChanged', data: {} }]);
  });

  it('flows are there after a restart, and end with their tab', async () => {
    await applyEvent(1, { type: 'request', url: clayUrl, at: noon });
    vi.resetModules();
    const restarted = await import('@/utils/flow/store');
    expect(await restarted.readFlow(1)).toMatchObject({ requestUrl: clayUrl });
    await restarted.applyEvent(1, { type: 'closed', at: noon });
    expect(await restarted.tabsWithFlow()).toEqual([]);
  });
});
