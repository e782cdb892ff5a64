import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { applyEvent, readFlow } from '@/utils/flow/store';
import { loadTabReview, syncAndLoadReview } from '@/utils/review/tab-review';
import { saveBaseline } from '@/utils/storage/baselines';
import { closeDatabase } from '@/utils/storage/database';
import { storeNames } from '@/utils/storage/schema';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';
import { storeReads } from '../storage/store-reads';

vi.mock('@/utils/flow/store', { spy: true });
const restored = clayUrl.replace('CANARY-state', 'other');

beforeEach(async () => {
  fakeBrowser.reset();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  for (const url of [restored, clayUrl]) await applyEvent(7, { type: 'request', url, at: Date.now() - 1_000 });
  vi.mocked(applyEvent).mockClear();
  vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 7, url: restored, status: 'complete', incognito: false } as never);
});

describe('loadTabReview', () => {
  it('dispatches no event and writes no flow, even if the tab shows another request', async () => {
    const before = await readFlow(7);
    const write = vi.spyOn(browser.storage.session, 'set');
    expect(await loadTabReview(7)).toMatchObject({ flow: before, review: { provider: { id: 'hubspot' } } });
    expect(applyEvent).not.toHaveBeenCalled();
    expect(write).not.toHaveBeenCalled();
  });

  it('reads each store once', async () => {
    const reads = storeReads();
    await loadTabReview(7);
    expect(reads()).toEqual(Object.fromEntries(storeNames.map((name) => [name, 1])));
  });
});

it('compares the request with the baseline of its app and account, also in a private window', async () => {
  const load = async () => (await loadTabReview(7))?.review.approval;
  expect(await load()).toBeNull();
  const tabReview = await loadTabReview(7);
  const { clientId, scopes, account } = tabReview?.review ?? {};
  const [first, ...rest] = scopes ?? [];
  const baseline = { appName: 'Clay', at: 1, askedBy: 'Ada', reason: 'CRM', reviewedBy: 'IT', until: null, scopes: rest };
  await saveBaseline({ ...baseline, provider: 'hubspot', app: clientId ?? '', account: account ?? '' });
  expect(await load()).toMatchObject({ reviewedBy: 'IT', drift: { added: [first?.id], removed: [] } });
  vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 7, url: restored, status: 'complete', incognito: true } as never);
  expect(await load()).toMatchObject({ drift: { added: [first?.id] } });
  // What the organization approved goes before what this device has.
  const handedOut = { ...baseline, provider: 'hubspot', app: clientId ?? '', account: '', reviewedBy: 'Security', scopes: scopes ?? [] };
  const listed = (scopes ?? []).map(({ id, requirement }) => ({ id, requirement }));
  await fakeBrowser.storage.managed.set({ policy: { ...samplePolicy([]), baselines: [{ ...handedOut, scopes: listed }] } });
  expect(await load()).toMatchObject({ reviewedBy: 'Security', drift: { added: [] } });
});

it('says that it is unknown whether a policy applies if the database or the organization’s policy can’t be read', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const found = async () => (await loadTabReview(7))?.review.findings.map(({ id }) => id);
  expect(await found()).toContain('policy-unread');
  vi.unstubAllGlobals();
  expect(await found()).not.toContain('policy-unread');
  // A policy of the organization with a fault is one whose rules nobody knows.
  await fakeBrowser.storage.managed.set({ policy: JSON.stringify({ ...samplePolicy([]), mode: 'enforced' }) });
  expect(await found()).toContain('policy-unread');
});

it('syncAndLoadReview reviews the request that the tab shows', async () => {
  expect(await syncAndLoadReview(7)).toMatchObject({ flow: { requestUrl: restored }, request: { url: restored } });
  expect(applyEvent).toHaveBeenCalledOnce();
});

it('syncAndLoadReview says that a URL is too long, and stores nothing of it', async () => {
  const url = `${clayUrl}&${'a'.repeat(300_000)}`;
  vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 7, url, status: 'complete', incognito: false } as never);
  expect(await syncAndLoadReview(7)).toMatchObject({ review: { editable: false, readOnlyReason: 'too-long', scopes: [] } });
  const flow = await readFlow(7);
  expect(JSON.stringify(flow).length).toBeLessThan(5_000);
  expect((await syncAndLoadReview(7))?.flow).toEqual(flow);
});

it('takes what an org answered as said only of the request that it was asked about', async () => {
  const at = Date.now() - 1_000;
  const requestOf = (org: string, state = '1') =>
    `https://${org}.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=c&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&scope=api&state=${state}`;
  const open = async (url: string) => {
    vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 8, url, status: 'complete', incognito: false } as never);
    await applyEvent(8, { type: 'request', url, at });
    const found = await loadTabReview(8);
    if (!found) throw new Error('no review');
    return found.shown;
  };
  const acme = await open(requestOf('acme'));
  const org = { shown: acme, facts: { user: { username: 'ada@acme.example', integrationUser: true } } };
  const isApplied = async () => {
    const [found, without] = [await loadTabReview(8, { org }), await loadTabReview(8)];
    return JSON.stringify(found?.review.findings) !== JSON.stringify(without?.review.findings);
  };
  expect(await isApplied()).toBe(true);
  // Another account, or a new request to the same one, which another user may answer.
  for (const url of [requestOf('globex'), requestOf('acme', '2')]) {
    expect(await open(url)).not.toBe(acme);
    expect(await isApplied()).toBe(false);
  }
});
