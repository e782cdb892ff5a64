import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clearHistory, findAppHistory, recordSighting } from '@/utils/storage/app-history';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { findLearnedScopes, saveRequiredScopes } from '@/utils/storage/learned-scopes';
import { countOutcomes, listOutcomes, type OutcomeSearch, recordOutcome, searchOutcomes } from '@/utils/storage/outcomes';
import { findPreference, savePreference } from '@/utils/storage/preferences';
import { loadSettings, saveRetention } from '@/utils/storage/pruning';
import type { StoredOutcome } from '@/utils/storage/schema';

const ended = (at: number, app = 'client'): StoredOutcome => ({
  ...{ id: `${at}-7`, at, provider: 'hubspot', app, appName: `App ${at}`, account: '', scopes: null },
  outcome: { kind: 'refused', rule: null },
});

async function fill(count: number): Promise<void> {
  await withDatabase(async (database) => {
    const { store, done } = database.transaction('outcomes', 'readwrite');
    for (let at = 0; at < count; at += 1) void store.put({ ...ended(at, at % 2 ? 'odd' : 'even'), decided: 0 });
    await done;
  });
}

const search = (given: Partial<OutcomeSearch>) =>
  searchOutcomes({ query: {}, after: null, matches: () => true, signal: new AbortController().signal, onProgress: () => {}, ...given });
const times = (found: Awaited<ReturnType<typeof search>>) => (found.ok ? found.value.items.map(({ at }) => at) : []);

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

describe('a search of outcomes', () => {
  it('finds a page of matches, goes on after it, and reports how many records it has read', async () => {
    await fill(1_000);
    const onProgress = vi.fn();
    const first = await search({ matches: ({ at }) => at % 5 === 0, onProgress });
    expect(times(first)).toEqual(Array.from({ length: 100 }, (_, at) => 995 - 5 * at));
    expect(onProgress.mock.calls.map(([read]) => read)).toEqual([100, 200, 300, 400, 500]);
    const second = await search({ matches: ({ at }) => at % 5 === 0, after: first.ok ? first.value.next : null });
    expect(times(second)).toHaveLength(100);
    expect(times(second)[0]).toBe(495);
    expect(second.ok && second.value.next).toBeNull();
  });

  it('ends after the page in which it is stopped, and can go on from there', async () => {
    await fill(500);
    const stop = new AbortController();
    const stopped = await search({ matches: ({ at }) => at === 7, signal: stop.signal, onProgress: (read) => read >= 200 && stop.abort() });
    expect(times(stopped)).toEqual([]);
    const rest = await search({ matches: ({ at }) => at === 7, after: stopped.ok ? stopped.value.next : null });
    expect(times(rest)).toEqual([7]);
  });

  it('reads only what is not older than a time, of all clients or of one', async () => {
    await fill(300);
    const onProgress = vi.fn();
    expect(times(await search({ query: { since: 150 }, onProgress }))).toEqual(Array.from({ length: 100 }, (_, at) => 299 - at));
    const page = await listOutcomes(null, { of: { provider: 'hubspot', app: 'odd' }, since: 290 });
    expect(times(page)).toEqual([299, 297, 295, 293, 291]);
    expect(await countOutcomes({ since: 150 })).toEqual({ ok: true, value: 150 });
    expect(await countOutcomes({ of: { provider: 'hubspot', app: 'even' }, since: 290 })).toEqual({ ok: true, value: 5 });
    expect(await countOutcomes()).toEqual({ ok: true, value: 300 });
  });

  it('says that storage is unavailable', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await search({})).toEqual({ ok: false, reason: 'unavailable' });
    vi.unstubAllGlobals();
  });
});

describe('a flow that ended in one account and goes on in another', () => {
  const connection = (account: string, kind: StoredOutcome['outcome']['kind'], at: number): StoredOutcome => ({
    ...{ ...ended(at), id: '1-7', app: 'client', account },
    outcome: { kind, rule: null },
  });
  const record = async (...all: StoredOutcome[]) => {
    for (const one of all) await recordOutcome(one, false);
    const found = await search({});
    return found.ok ? found.value.items.map(({ account, outcome }) => `${account} ${outcome.kind}`) : [];
  };

  it('has one record for each of the two', async () => {
    expect(await record(connection('1', 'refused', 10), connection('2', 'refused', 20), connection('2', 'connected', 30))).toEqual([
      '2 connected',
      '1 refused',
    ]);
    expect(await record(connection('1', 'connected', 40), connection('2', 'refused', 50))).toEqual(['1 connected', '2 connected']);
  });

  it('has one record if it only went through the first, or if either account is not known', async () => {
    expect(await record(connection('', 'refused', 10), connection('1', 'refused', 20))).toEqual(['1 refused']);
    expect(await record(connection('', 'connected', 30))).toEqual([' connected']);
  });

  it('has one record if it did not end in the first', async () => {
    expect(await record(connection('1', 'continued', 10), connection('2', 'connected', 20))).toEqual(['2 connected']);
  });

  it('is found by an ID that is not too long', async () => {
    const host = (letter: string) => `${letter.repeat(200)}.my.salesforce.com`;
    expect(await record(connection(host('a'), 'refused', 10), connection(host('b'), 'connected', 20))).toHaveLength(2);
  });
});

describe('the history of all apps', () => {
  it('is deleted with what errors have taught, and without what the user saved', async () => {
    const ids = { requested: ['a'], required: [], kept: ['a'], dropped: [] };
    await savePreference({ provider: 'hubspot', app: 'client', account: '', appName: '', at: 1, ...ids });
    await recordSighting('hubspot', 'client', {
      flow: '1',
      day: '2026-11-22',
      requested: ['a'],
      reduced: null,
      outcome: null,
      decided: false,
    });
    await saveRequiredScopes('hubspot', 'client', ['a'], 1);
    await fill(3);
    await saveRetention(90, 0);
    await clearHistory();
    expect(await countOutcomes()).toEqual({ ok: true, value: 0 });
    expect(await findAppHistory('hubspot', 'client')).toEqual({ ok: true, value: null });
    expect(await findLearnedScopes('hubspot', 'client')).toEqual({ ok: true, value: [] });
    expect(await findPreference({ provider: 'hubspot', app: 'client', account: '' })).toMatchObject({ value: { kept: ['a'] } });
    expect(await loadSettings()).toMatchObject({ value: { retentionDays: 90 } });
  });
});
