/** What is deleted when a store is full, or when the user wants histories to expire. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { savePlans } from '@/utils/storage/accounts';
import { findAppHistory, recordSighting } from '@/utils/storage/app-history';
import { saveAppOverride } from '@/utils/storage/app-overrides';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { saveRequiredScopes } from '@/utils/storage/learned-scopes';
import { MAX_RECORDS } from '@/utils/storage/limits';
import { recordOutcome } from '@/utils/storage/outcomes';
import { findPreference, forgetAll, keepsAnything, savePreference } from '@/utils/storage/preferences';
import { countExpired, deleteExpired, type PrunedStore, prune, saveRetention } from '@/utils/storage/pruning';
import type { StoredOutcome } from '@/utils/storage/schema';
import { fillStores, numbered, samples } from './sample-records';

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

const key = { provider: 'hubspot', app: 'client', account: '' };
const scopes = { requested: ['a'], required: [], kept: ['a'], dropped: [] };
const sighting = { flow: '7-1', day: '2026-11-22', requested: ['a'], reduced: null, outcome: null, decided: false };
const outcome = (id: string, at: number): StoredOutcome => ({
  ...key,
  id,
  at,
  appName: '',
  scopes: null,
  outcome: { kind: 'refused', rule: null },
});

const names = Object.keys(samples) as PrunedStore[];

/** Writes so many records, the oldest first. */
async function fill(name: PrunedStore, count: number, more: object = {}): Promise<void> {
  await keepsAnything();
  await fillStores({ samples: { [name]: { ...samples[name], ...more } }, from: 0, to: count });
}
const client = (number: number) => `client-${numbered(number)}`;

/** The clients or accounts of the records that are left. */
const left = async (name: PrunedStore): Promise<Set<string>> => {
  const all = await withDatabase((database) => database.getAll(name));
  return new Set(all.ok ? all.value.map((record) => ('app' in record ? record.app : record.account)) : []);
};

describe('E9: a store with more records than its cap', () => {
  it.each(names)('loses the oldest ones, and only those: %s', async (name) => {
    const cap = MAX_RECORDS[name];
    await fill(name, cap + 450);
    await prune(name);
    const kept = await left(name);
    expect(kept.size).toBe(cap);
    expect([kept.has(client(449)), kept.has(client(450))]).toEqual([false, true]);
    await prune(name);
    expect((await left(name)).size).toBe(cap);
  });

  it('is pruned in transactions of at most 200 records, between which others can read', async () => {
    await fill('outcomes', MAX_RECORDS.outcomes + 1_000);
    const events: string[] = [];
    const { transaction } = IDBDatabase.prototype;
    const { delete: remove } = IDBObjectStore.prototype;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...given) {
      events.push('begin');
      return transaction.apply(this, given);
    });
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, ...given) {
      events.push('delete');
      return remove.apply(this, given);
    });
    await prune('outcomes');
    vi.restoreAllMocks();
    const perTransaction = events
      .join()
      .split('begin')
      .map((part) => part.split('delete').length - 1);
    expect(perTransaction.filter((count) => count > 0)).toEqual([200, 200, 200, 200, 200]);
    expect((await left('outcomes')).size).toBe(MAX_RECORDS.outcomes);
  });

  it.each([
    ['preferences', () => savePreference({ ...key, ...scopes, appName: '', at: 1e9 })],
    ['plans', () => savePlans('hubspot', 'one more', {}, 1e9)],
    ['corrections', () => saveAppOverride({ provider: 'hubspot', app: 'one more', profile: null, at: 1e9 })],
    ['learnt', () => saveRequiredScopes('hubspot', 'one more', ['a'], 1e9)],
    ['seen', () => recordSighting('hubspot', 'one more', sighting)],
    ['outcomes', () => recordOutcome({ ...outcome('one more', 1e9), app: 'one more' }, false)],
  ] as [PrunedStore, () => Promise<unknown>][])('is pruned after a write: %s', async (name, write) => {
    await fill(name, MAX_RECORDS[name]);
    await write();
    await vi.waitFor(async () => {
      const kept = await left(name);
      expect([kept.size, kept.has(client(0))]).toEqual([MAX_RECORDS[name], false]);
    }, 20_000);
  });
});

describe('E9: what a link alone can cause', () => {
  it('never displaces a client that the user decided about, nor a decision', async () => {
    await fill('seen', MAX_RECORDS.seen, { decided: 1 });
    await fill('outcomes', MAX_RECORDS.outcomes, { decided: 1 });
    await recordSighting('hubspot', 'drive-by', sighting);
    await recordOutcome({ ...outcome('drive-by', 1e12), app: 'drive-by' }, false);
    await Promise.all([prune('seen'), prune('outcomes')]);
    for (const name of ['seen', 'outcomes'] as const) {
      const kept = await left(name);
      expect([kept.size, kept.has('drive-by'), kept.has(client(0))], name).toEqual([MAX_RECORDS[name], false, true]);
    }
  });

  it('never displaces anything else if only a page of a customer shows it', async () => {
    await fill('outcomes', MAX_RECORDS.outcomes);
    await recordOutcome({ ...outcome('feigned', 1e12), app: 'feigned', onCustomerPage: true }, false);
    await prune('outcomes');
    const kept = await left('outcomes');
    expect([kept.size, kept.has('feigned'), kept.has(client(0))]).toEqual([MAX_RECORDS.outcomes, false, true]);
  });

  it('is displaced by the next decision', async () => {
    await fill('seen', MAX_RECORDS.seen - 1, { decided: 1 });
    await recordSighting('hubspot', 'drive-by', sighting);
    await recordSighting('hubspot', 'decided', { ...sighting, reduced: ['a'], decided: true });
    await prune('seen');
    const kept = await left('seen');
    expect([kept.has('drive-by'), kept.has('decided'), kept.has(client(0))]).toEqual([false, true, true]);
  });

  it.each([
    ['a reduced request', { reduced: ['a'] }],
    ['a connection', { outcome: { kind: 'connected', rule: null } }],
  ] as const)('is kept once there was %s', async (_, more) => {
    await recordSighting('hubspot', 'client', { ...sighting, ...more, day: '1960-01-01' });
    await fill('seen', MAX_RECORDS.seen);
    await prune('seen');
    expect(await findAppHistory('hubspot', 'client')).toMatchObject({ value: { app: 'client' } });
  });
});

describe('the retention time', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const hours = 3_600_000;
  const write = async () => {
    for (const [app, ago] of [
      ['old', 72],
      ['recent', 24],
    ] as const) {
      await recordOutcome({ ...outcome(app, now - ago * hours), app }, true);
      await recordSighting('hubspot', app, { ...sighting, day: new Date(now - ago * hours).toISOString().slice(0, 10), decided: true });
    }
    await savePreference({ ...key, ...scopes, appName: '', at: now - 72 * hours });
  };

  it('deletes older outcomes and histories, when it is set and later, and no selection', async () => {
    await write();
    await deleteExpired(now);
    expect(await left('outcomes')).toEqual(new Set(['old', 'recent']));
    expect(await countExpired(2, now)).toEqual({ ok: true, value: { outcomes: 1, seen: 1, trimmed: 0 } });
    await saveRetention(2, now);
    expect(await countExpired(2, now)).toEqual({ ok: true, value: { outcomes: 0, seen: 0, trimmed: 0 } });
    expect([await left('outcomes'), await left('seen')]).toEqual([new Set(['recent']), new Set(['recent'])]);
    await deleteExpired(now + 25 * hours);
    expect(await left('outcomes')).toEqual(new Set());
    expect(await findPreference(key)).toMatchObject({ value: { app: 'client' } });
  });

  it('deletes how older flows ended in the history of an app that is still used, and keeps its requests', async () => {
    const day = (ago: number) => new Date(now - ago * hours).toISOString().slice(0, 10);
    const ended = { outcome: { kind: 'connected', rule: null }, decided: true } as const;
    await recordSighting('hubspot', 'app', { ...sighting, ...ended, flow: 'a', day: day(72), requested: ['one'] });
    await recordSighting('hubspot', 'app', { ...sighting, ...ended, flow: 'b', day: day(24), requested: ['one', 'two'] });
    expect(await countExpired(2, now)).toMatchObject({ value: { trimmed: 1 } });
    await saveRetention(2, now);
    expect(await countExpired(2, now)).toMatchObject({ value: { trimmed: 0 } });
    const history = await findAppHistory('hubspot', 'app');
    expect(history).toMatchObject({
      value: { first: day(72), requested: [{ ids: ['one'] }, { ids: ['one', 'two'] }], outcomes: [{ day: day(24) }] },
    });
    await deleteExpired(now);
    expect(await findAppHistory('hubspot', 'app')).toEqual(history);
  });

  it('stays set after everything was forgotten, until it is removed', async () => {
    await saveRetention(2, now);
    await forgetAll();
    await write();
    await deleteExpired(now);
    expect(await left('outcomes')).toEqual(new Set(['recent']));
    await saveRetention(null, now);
    await deleteExpired(now + 1e12);
    expect(await left('outcomes')).toEqual(new Set(['recent']));
  });

  it.each([0, 3651, 1.5])('is refused: %d days', async (days) => {
    expect(await saveRetention(days, now)).toMatchObject({ ok: false });
  });
});
