import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { hubspot } from '@/providers/hubspot';
import { onFlowChanged } from '@/utils/background/history-recorder';
import { nextConsentPage } from '@/utils/flow/consent-page';
import { parseDestination } from '@/utils/flow/destination';
import type { Flow, Outcome } from '@/utils/flow/flow';
import { applyEvent, closeFlow } from '@/utils/flow/store';
import { contentMessages, pageMessages } from '@/utils/messages/background-messages';
import { timelineOf } from '@/utils/review/app-timeline';
import { buildReview } from '@/utils/review/build-review';
import type { TabReview } from '@/utils/review/tab-review';

import { findAppHistory } from '@/utils/storage/app-history';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { listOutcomes } from '@/utils/storage/outcomes';
import { storeNames } from '@/utils/storage/schema';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';
import { approval, authorize, bridge } from '../../providers/salesforce/sample-urls';

/** Loads the module again, as a restarted worker does: what it kept in memory is lost. */
async function worker() {
  vi.resetModules();
  return (await import('@/utils/background/history-recorder')).recordFlow;
}
let recordFlow: Awaited<ReturnType<typeof worker>>;

beforeEach(async () => {
  await fakeBrowser.storage.managed.clear();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  recordFlow = await worker();
});

interface Scene {
  url?: string;
  consentRead?: boolean;
  restored?: boolean;
  startedAt?: number;
  outcome?: Outcome | null;
  headings?: string[];
  paragraphs?: string[];
  lineScopes?: string[];
  reissuedUrl?: string;
  storage?: TabReview['storage'];
}

function met({
  url = clayUrl,
  consentRead = true,
  restored = false,
  startedAt = 1,
  outcome = null,
  headings = [],
  paragraphs = [],
  lineScopes = [],
  reissuedUrl,
  storage = 'ok',
}: Scene = {}): TabReview {
  const parsed = hubspot.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  const smaller = reissuedUrl === undefined ? null : hubspot.requests.parseRequest(reissuedUrl);
  const snapshot = pageSnapshot({ headings, paragraphs, lineScopes });
  const request = parsed.value;
  const review = buildReview({
    provider: hubspot,
    isObserved: true,
    request,
    current: smaller?.ok && !restored ? smaller.value : null,
    snapshot,
    outcome,
  });
  const activeRequest = smaller && !restored ? 'narrowed' : 'original';
  const narrowedUrl = reissuedUrl ?? null;
  const flow = { startedAt, snapshot, activeRequest, narrowedUrl, consentRead, outcomeAt: outcome && startedAt + 5 } as unknown as Flow;
  return {
    review,
    provider: hubspot,
    request,
    flow,
    remembered: null,
    plans: null,
    storage,
    mayAskOrg: true,
    appOverride: null,
    history: null,
    cookieStore: undefined,
    onCustomerPage: false,
    shown: '',
    tabUrl: undefined,
  };
}
const loadOutcomes = async () => {
  const found = await listOutcomes();
  return found.ok ? found.value.items : [];
};
const loadHistory = async () => {
  const found = await findAppHistory('hubspot', '7f0d-CLIENT');
  return found.ok ? found.value : null;
};
const smallerUrl = clayUrl.replace('%20crm.objects.deals.write', '').replace('crm.objects.deals.write%20', '');
const code: Outcome = { kind: 'code' };
const denied: Outcome = { kind: 'error', error: 'access_denied', description: null };
const heading = 'Couldn\u2019t complete the connection';
const missing = 'Authorization failed because the provided scopes are missing [crm.objects.deals.read], which are required.';

describe("recording a flow in the app's history", () => {
  it('F3: stores the requested scope ids and the day when the flow starts, and nothing else', async () => {
    await recordFlow(7, met());
    const found = await loadHistory();
    const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
    expect(found).toEqual({
      provider: 'hubspot',
      app: '7f0d-CLIENT',
      first: day,
      last: day,
      requested: [{ day, ids: expect.arrayContaining(['crm.lists.read']) }],
      reduced: [],
      outcomes: [],
    });
    expect(JSON.stringify(found)).not.toMatch(/CANARY|https?:|state/);
  });

  it('F3: stores how the flow ended without its time of day', async () => {
    const startedAt = Date.UTC(2026, 10, 22, 8, 15);
    await recordFlow(7, met({ startedAt, outcome: denied }));
    const [outcome] = (await loadHistory())?.outcomes ?? [];
    expect(Object.keys(outcome ?? {}).toSorted()).toEqual(['day', 'flow', 'kind', 'rule']);
    expect(outcome?.flow, 'the first digits of a time say the hour').not.toContain(String(startedAt).slice(0, 6));
  });

  it.each([
    ['connected', { outcome: { kind: 'code' } }, { kind: 'connected', rule: null }],
    ['denied', { outcome: denied }, { kind: 'denied', rule: 'oauth-access-denied' }],
    [
      'refused at the callback',
      { outcome: { kind: 'error', error: 'invalid_scope', description: null } },
      { kind: 'refused', rule: 'oauth-invalid-scope' },
    ],
    ['refused with an unknown error', { outcome: { kind: 'error', error: 'strange', description: null } }, { kind: 'refused', rule: null }],
    ['refused on the page', { headings: [heading], paragraphs: [missing] }, { kind: 'refused', rule: 'hubspot-scopes-missing' }],
  ] as [string, Scene, object][])('stores how the flow ended: %s', async (_, scene, expected) => {
    await recordFlow(7, met());
    await recordFlow(7, met(scene));
    expect((await loadHistory())?.outcomes).toMatchObject([expected]);
  });

  it('stores each flow once, even after a reload or a restart of the worker', async () => {
    for (let round = 0; round < 3; round += 1) {
      await recordFlow(7, met());
      await recordFlow(7, met({ outcome: denied }));
      recordFlow = await worker();
      await recordFlow(7, met({ outcome: denied }));
    }
    expect(await loadHistory()).toMatchObject({ requested: [{}], outcomes: [{ kind: 'denied' }] });
    expect((await loadHistory())?.requested).toHaveLength(1);
    expect((await loadHistory())?.outcomes).toHaveLength(1);
    await recordFlow(7, met({ startedAt: 2, outcome: denied }));
    await recordFlow(8, met({ startedAt: 2, outcome: denied }));
    expect((await loadHistory())?.outcomes).toHaveLength(3);
  });

  it("stores the app's original request, not the one that the user narrowed", async () => {
    expect(smallerUrl).not.toBe(clayUrl);
    await recordFlow(7, met({ reissuedUrl: smallerUrl }));
    // After a browser restart, only the narrowed request of the flow is left.
    await recordFlow(9, met({ url: smallerUrl, startedAt: 2 }));
    expect((await loadHistory())?.requested).toHaveLength(1);
  });
});

describe('recording how a flow ended', () => {
  it('is one entry of the timeline, whatever the browser reports as its start', async () => {
    // Chromium reports fractions of milliseconds.
    await recordFlow(7, met({ startedAt: Date.now() + 0.25, outcome: denied }));
    expect(timelineOf(await loadHistory(), await loadOutcomes(), true)).toHaveLength(1);
  });

  it('F3: stores provider, client, redirect host, account, scope ids, outcome and time, and nothing else', async () => {
    const startedAt = 1_790_000_000_000;
    await recordFlow(7, met({ startedAt, reissuedUrl: smallerUrl, outcome: denied }));
    const [record, ...others] = await loadOutcomes();
    expect(others).toEqual([]);
    expect(record).toEqual({
      id: `${startedAt}-7`,
      at: startedAt + 5,
      provider: 'hubspot',
      app: '7f0d-CLIENT',
      appName: 'Clay',
      account: '',
      scopes: {
        requested: expect.arrayContaining(['crm.lists.read', 'crm.objects.deals.write']),
        kept: expect.arrayContaining(['crm.lists.read']),
        dropped: ['crm.objects.deals.write'],
      },
      outcome: { kind: 'denied', rule: 'oauth-access-denied' },
      redirectHost: 'app.clay.com',
    });
    expect(JSON.stringify(record)).not.toMatch(/CANARY|https?:|state/);
  });

  it('stores one record for each flow, even if the worker is restarted: first the decision, then the outcome', async () => {
    await recordFlow(7, met());
    expect(await loadOutcomes()).toEqual([]);
    for (const scene of [{}, { outcome: denied }, { outcome: code }, { outcome: denied }]) {
      recordFlow = await worker();
      await recordFlow(7, met({ reissuedUrl: smallerUrl, ...scene }));
      recordFlow = await worker();
      await recordFlow(7, met({ reissuedUrl: smallerUrl, ...scene }));
    }
    expect(await loadOutcomes()).toMatchObject([{ outcome: { kind: 'connected' }, scopes: { dropped: ['crm.objects.deals.write'] } }]);
    await recordFlow(8, met({ reissuedUrl: smallerUrl }));
    expect(await loadOutcomes()).toHaveLength(2);
  });

  it('stores that the user took a smaller request back', async () => {
    await recordFlow(7, met({ reissuedUrl: smallerUrl }));
    expect(await loadOutcomes()).toMatchObject([{ outcome: { kind: 'continued' }, scopes: { dropped: ['crm.objects.deals.write'] } }]);
    await recordFlow(7, met({ reissuedUrl: smallerUrl, restored: true }));
    expect(await loadOutcomes()).toMatchObject([{ outcome: { kind: 'undone' }, scopes: { dropped: [] } }]);
    await recordFlow(7, met({ reissuedUrl: smallerUrl }));
    expect(await loadOutcomes()).toMatchObject([{ outcome: { kind: 'continued' }, scopes: { dropped: ['crm.objects.deals.write'] } }]);
  });

  it.each([true, false])('keeps a denial, although the user goes back to the page after it: %s', async (restored) => {
    await recordFlow(7, met({ reissuedUrl: smallerUrl, outcome: denied }));
    await recordFlow(7, met({ reissuedUrl: smallerUrl, restored }));
    expect(await loadOutcomes()).toMatchObject([{ outcome: { kind: 'denied' }, scopes: { dropped: ['crm.objects.deals.write'] } }]);
  });

  it('stores no list of a request of which the page grants more', async () => {
    await recordFlow(7, met({ lineScopes: ['crm.objects.quotes.read'] }));
    expect((await loadHistory())?.requested).toEqual([]);
  });

  it('stores no part of a list that is too long or may be incomplete', async () => {
    const many = Array.from({ length: 1001 }, (_, at) => `s${at}`);
    await recordFlow(7, met({ url: hubspotUrl(['oauth'], many), outcome: code }));
    await recordFlow(8, met({ url: `${clayUrl}&scope=oauth`, outcome: code }));
    expect(await loadOutcomes()).toMatchObject([
      { scopes: null, outcome: { kind: 'connected' } },
      { scopes: null, outcome: { kind: 'connected' } },
    ]);
    expect((await loadHistory())?.requested).toEqual([]);
  });
});

describe('a link alone', () => {
  const crafted = (at: number) => clayUrl.replace('crm.lists.read', `crm.objects.custom-${at}.read`);
  const stored = async () => {
    const all = await withDatabase((database) => Promise.all(storeNames.map((name) => database.getAll(name))));
    return all.ok ? all.value.flat() : all.reason;
  };

  beforeEach(() => {
    fakeBrowser.reset();
    vi.spyOn(browser.permissions, 'contains').mockResolvedValue(true as never);
  });

  const visit = async (url: string) => {
    vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 7, url, status: 'complete', incognito: false } as never);
    await applyEvent(7, { type: 'request', url, at: Date.now() });
    await onFlowChanged(7);
  };
  const callback = { originAndPath: 'https://app.clay.com/callback', description: null };

  it('changes nothing that is stored, however often it is opened and whatever the app answers', async () => {
    for (let at = 0; at < 12; at += 1) await visit(crafted(at));
    await applyEvent(7, { type: 'redirected', from: clayUrl, to: { ...callback, codes: 1, error: null }, at: Date.now() });
    await onFlowChanged(7);
    await visit(crafted(13));
    await applyEvent(7, { type: 'redirected', from: clayUrl, to: { ...callback, codes: 0, error: 'invalid_scope' }, at: Date.now() });
    await onFlowChanged(7);
    await pageMessages.getReview.handle({}, 7);
    expect(await stored()).toEqual([]);
  });

  it('is recorded once the page that asks for consent was read', async () => {
    await visit(clayUrl);
    await contentMessages.pageRead.handle(
      { snapshot: pageSnapshot({ lines: ['View contacts'] }) as never, page: 'https://app.hubspot.com/oauth/authorize' },
      7,
    );
    await vi.waitFor(async () => expect(await loadHistory()).toMatchObject({ requested: [{}], outcomes: [] }));
  });

  it('is recorded as connected, although the window is closed before the flow is read again', async () => {
    await visit(clayUrl);
    const page = 'https://app.hubspot.com/oauth/authorize';
    await contentMessages.pageRead.handle({ snapshot: pageSnapshot({ lines: ['View contacts'] }) as never, page }, 7);
    const at = Date.now();
    const ended = await applyEvent(7, { type: 'redirected', from: clayUrl, to: { ...callback, codes: 1, error: null }, at });
    await applyEvent(7, { type: 'closed', at });
    vi.spyOn(browser.tabs, 'get').mockRejectedValue(new Error('No tab with id: 7.'));
    await onFlowChanged(7, ended ?? undefined);
    expect(await loadOutcomes()).toMatchObject([{ outcome: { kind: 'connected' } }]);
  });

  it('is recorded as continued when its tab closes, although the worker was stopped before it had recorded that', async () => {
    await visit(clayUrl);
    await applyEvent(7, { type: 'narrowed', url: clayUrl, at: Date.now() });
    const last = await closeFlow(7, Date.now());
    vi.spyOn(browser.tabs, 'get').mockRejectedValue(new Error('No tab with id: 7.'));
    await onFlowChanged(7, last ?? undefined);
    expect(await loadOutcomes()).toMatchObject([{ outcome: { kind: 'continued' } }]);
  });

  it('is recorded as refused once the user opens the popup about it', async () => {
    await visit(clayUrl);
    await applyEvent(7, { type: 'redirected', from: clayUrl, to: { ...callback, codes: 0, error: 'invalid_scope' }, at: Date.now() });
    await pageMessages.getReview.handle({ tabId: 7 }, 7);
    await vi.waitFor(async () =>
      expect(await loadOutcomes()).toMatchObject([{ outcome: { kind: 'refused', rule: 'oauth-invalid-scope' } }]),
    );
  });
});

describe('a page that a customer of the provider publishes', () => {
  const app = '3MVG9ledgerly';
  const [org, site] = ['https://acme.my.salesforce.com', 'https://evil.my.site.com'];
  const history = async () => {
    const found = await findAppHistory('salesforce', app);
    return found.ok ? found.value : null;
  };
  let ended = 0;

  /** Requests the scopes, shows them, and sends the tab to the app with a code, as both hosts can. */
  async function connect(host: string, scope: string, { client = app, through = '', line = '' } = {}) {
    const tab = 100 + ended++;
    const url = authorize(host, { scope }).replace(app, client);
    const page = `${host}${approval}${ended}`;
    vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: tab, url: page, status: 'complete', incognito: false } as never);
    const at = Date.now() + ended;
    await applyEvent(tab, { type: 'request', url, at });
    const [consent, callback] = [parseDestination(page), parseDestination('https://hooks.ledgerly.example/cb?code=CANARY')];
    if (!consent || !callback) throw new Error('the samples are URLs');
    await applyEvent(tab, { type: 'redirected', from: url, to: consent, page: nextConsentPage(page), at });
    await applyEvent(tab, { type: 'request', url: page, at });
    const label = scope.startsWith('full') ? 'Full access' : 'Manage user data via APIs';
    const snapshot = pageSnapshot({ lines: [line || label] }) as never;
    await contentMessages.pageRead.handle({ snapshot, page: consent.originAndPath }, tab, page);
    if (through) await applyEvent(tab, { type: 'request', url: through, at });
    await applyEvent(tab, { type: 'redirected', from: page, to: callback, at });
    await onFlowChanged(tab);
  }

  beforeEach(() => {
    fakeBrowser.reset();
    vi.spyOn(browser.permissions, 'contains').mockResolvedValue(true as never);
  });

  it('keeps what the user decided there as long as any other decision', async () => {
    const url = authorize(site, { scope: 'api+full' });
    vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 99, url, status: 'complete', incognito: false } as never);
    await applyEvent(99, { type: 'request', url, at: Date.now() });
    await applyEvent(99, { type: 'narrowed', url: authorize(site, { scope: 'api' }), at: Date.now() });
    await onFlowChanged(99);
    const stored = await withDatabase((database) => database.getAll('outcomes'));
    expect(stored).toMatchObject({
      value: [{ decided: 1, onCustomerPage: true, outcome: { kind: 'continued' }, scopes: { dropped: ['full'] } }],
    });
  });

  it('adds nothing to the history that the client has on other accounts, and displaces nothing of it', async () => {
    await connect(org, 'api+refresh_token');
    const before = await history();
    expect(before).toMatchObject({ requested: [{ ids: ['api', 'refresh_token'], decided: true }], outcomes: [{ kind: 'connected' }] });
    for (let at = 0; at < 22; at += 1) await connect(site, `full+x${at}`);
    expect(await history()).toEqual(before);
  });

  it('stores no list of a request whose page listed another scope before the app was connected', async () => {
    await connect(org, 'api', { line: 'Full access' });
    expect(await history()).toMatchObject({ requested: [], outcomes: [{ kind: 'connected' }] });
    expect(await loadOutcomes()).toMatchObject([{ scopes: null }]);
  });

  it('is recorded for its own account as such, ranked below everything else, and its last 20 outcomes only', async () => {
    await connect(org, 'api+refresh_token');
    await connect('https://help.acme.my.site.com', 'api');
    for (let at = 0; at < 22; at += 1) await connect(site, 'full', { client: at % 2 ? app : `other-${at}` });
    const ofSite = (await loadOutcomes()).filter(({ account }) => account === 'evil.my.site.com');
    expect(ofSite).toHaveLength(20);
    expect(ofSite.every(({ outcome, onCustomerPage }) => outcome.kind === 'connected' && onCustomerPage)).toBe(true);
    const ranks = await withDatabase((database) => database.getAllFromIndex('outcomes', 'pruning'));
    expect(ranks.ok && ranks.value.map(({ decided, account }) => `${decided} ${account}`).toSorted()).toEqual([
      ...Array.from({ length: 20 }, () => '-1 evil.my.site.com'),
      '-1 help.acme.my.site.com',
      '1 acme.my.salesforce.com',
    ]);
  });

  it('is not recorded as another account through whose host it leads the tab', async () => {
    await connect(site, 'api', { through: `${org}${bridge}` });
    expect(await loadOutcomes()).toMatchObject([{ account: 'evil.my.site.com', outcome: { kind: 'connected' } }]);
  });
});

describe('a flow is not recorded', () => {
  it.each([
    ['from a private window', { storage: 'private' }],
    ['with a repeated client ID', { url: `${clayUrl}&client_id=other` }],
  ] as [string, Scene][])('when the request comes %s', async (_, scene) => {
    await recordFlow(7, met({ outcome: { kind: 'code' }, ...scene }));
    expect(await withDatabase((database) => database.count('seen'))).toEqual({ ok: true, value: 0 });
  });

  it('where the organization turned histories off', async () => {
    await fakeBrowser.storage.managed.set({ history: false });
    await recordFlow(7, met({ outcome: { kind: 'code' } }));
    expect(await withDatabase((database) => database.count('seen'))).toEqual({ ok: true, value: 0 });
  });

  it('when its link is damaged, or as refused when a page only quotes an error', async () => {
    await recordFlow(7, met({ url: `${clayUrl}&scope=oauth`, paragraphs: [missing] }));
    expect(await loadHistory()).toMatchObject({ requested: [], outcomes: [] });
  });
});
