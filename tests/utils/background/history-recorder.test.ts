import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import type { Flow, Outcome } from '@/utils/flow/flow';
import { buildReview } from '@/utils/review/build-review';
import type { TabReview } from '@/utils/review/tab-review';

import { findAppHistory } from '@/utils/storage/app-history';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl } from '../../providers/hubspot/sample-urls';

/** Loads the module again, as a restarted worker does: what it kept in memory is lost. */
async function worker() {
  vi.resetModules();
  return (await import('@/utils/background/history-recorder')).recordFlow;
}
let recordFlow: Awaited<ReturnType<typeof worker>>;

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  recordFlow = await worker();
});

interface Scene {
  url?: string;
  startedAt?: number;
  outcome?: Outcome | null;
  headings?: string[];
  paragraphs?: string[];
  reissuedUrl?: string;
  storage?: TabReview['storage'];
}

function met({
  url = clayUrl,
  startedAt = 1,
  outcome = null,
  headings = [],
  paragraphs = [],
  reissuedUrl,
  storage = 'ok',
}: Scene = {}): TabReview {
  const parsed = hubspot.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  const smaller = reissuedUrl === undefined ? null : hubspot.requests.parseRequest(reissuedUrl);
  const snapshot = pageSnapshot({ headings, paragraphs });
  const request = parsed.value;
  const review = buildReview({ provider: hubspot, request, current: smaller?.ok ? smaller.value : null, snapshot, outcome });
  const flow = { startedAt, snapshot, activeRequest: smaller ? 'narrowed' : 'original' } as unknown as Flow;
  return {
    review,
    provider: hubspot,
    request,
    flow,
    remembered: null,
    plans: null,
    storage,
    appOverride: null,
    history: null,
    cookieStore: undefined,
    onCustomerPage: false,
  };
}
const loadHistory = async () => {
  const found = await findAppHistory('hubspot', '7f0d-CLIENT');
  return found.ok ? found.value : null;
};
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
    const reissuedUrl = clayUrl.replace('%20crm.objects.deals.write', '').replace('crm.objects.deals.write%20', '');
    expect(reissuedUrl).not.toBe(clayUrl);
    await recordFlow(7, met({ reissuedUrl }));
    // After a browser restart, only the narrowed request of the flow is left.
    await recordFlow(9, met({ url: reissuedUrl, startedAt: 2 }));
    expect((await loadHistory())?.requested).toHaveLength(1);
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

  it('when its link is damaged, or as refused when a page only quotes an error', async () => {
    await recordFlow(7, met({ url: `${clayUrl}&scope=oauth`, paragraphs: [missing] }));
    expect(await loadHistory()).toMatchObject({ requested: [], outcomes: [] });
  });
});
