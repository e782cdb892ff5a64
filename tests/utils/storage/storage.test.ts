import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB, unwrap } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findPlans, savePlans } from '@/utils/storage/accounts';
import { closeDatabase, hasLostData, withDatabase } from '@/utils/storage/database';
import { findLearnedScopes, saveRequiredScopes } from '@/utils/storage/learned-scopes';
import { first } from '@/utils/storage/migrations/01-first';
import { corrections } from '@/utils/storage/migrations/02-corrections';
import { outcomes } from '@/utils/storage/migrations/03-outcomes';
import { migrations } from '@/utils/storage/migrations/chain';
import {
  changePreference,
  findPreference,
  forgetAll,
  forgetApplying,
  forgetPreference,
  listPreferences,
  savePreference,
} from '@/utils/storage/preferences';
import { databaseName, type Preference } from '@/utils/storage/schema';

const sample: Preference = {
  provider: 'hubspot',
  app: 'client',
  account: '',
  appName: 'Clay',
  at: 10,
  requested: ['a', 'b'],
  required: ['a'],
  kept: ['a'],
  dropped: ['b'],
};
const key = { provider: 'hubspot', app: 'client', account: '' };

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

describe('saved selections', () => {
  it('are read back as they were saved', async () => {
    expect(await savePreference(sample)).toEqual({ ok: true, value: undefined });
    expect(await findPreference(key)).toEqual({ ok: true, value: sample });
  });

  it('are stored by account, and one without an account applies to all others', async () => {
    await savePreference(sample);
    await savePreference({ ...sample, account: '42', kept: ['a', 'b'], dropped: [] });
    expect(await findPreference({ ...key, account: '42' })).toMatchObject({ value: { account: '42' } });
    expect(await findPreference({ ...key, account: '7' })).toMatchObject({ value: { account: '' } });
    expect(await findPreference({ ...key, app: 'other' })).toEqual({ ok: true, value: null });
  });

  it('are forgotten together with the one that would take their place', async () => {
    await savePreference(sample);
    await savePreference({ ...sample, account: '42' });
    await savePreference({ ...sample, account: '7' });
    await forgetApplying({ ...key, account: '42' });
    expect(await findPreference({ ...key, account: '42' })).toEqual({ ok: true, value: null });
    expect(await findPreference({ ...key, account: '7' })).toMatchObject({ value: { account: '7' } });
  });

  it('are listed newest first, and deleted one by one or all at once', async () => {
    await savePreference(sample);
    await savePreference({ ...sample, app: 'newer', at: 20 });
    expect(await listPreferences()).toMatchObject({ value: { items: [{ app: 'newer' }, { app: 'client' }] } });
    await forgetPreference(key);
    expect(await listPreferences()).toMatchObject({ value: { items: [{ app: 'newer' }] } });
    await saveRequiredScopes('hubspot', 'newer', ['a'], 1);
    await savePlans('hubspot', '', { sales: 'starter' }, 1);
    await forgetAll();
    expect(await listPreferences()).toMatchObject({ value: { items: [] } });
    expect(await findLearnedScopes('hubspot', 'newer')).toMatchObject({ value: [] });
    expect(await findPlans('hubspot', '')).toMatchObject({ value: null });
  });

  it('E6: are listed without corrupted records', async () => {
    await savePreference(sample);
    await withDatabase((database) =>
      database.put('preferences', { provider: 'hubspot', app: 'bad', account: '', kept: 'no list' } as never),
    );
    expect(await listPreferences()).toEqual({ ok: true, value: { items: [sample], next: null } });
    expect(await findPreference({ ...key, app: 'bad' })).toEqual({ ok: true, value: null });
  });

  it.each([
    ['1,001 scopes', { requested: Array.from({ length: 1001 }, (_, at) => `s${at}`) }],
    ['a scope of 201 characters', { kept: ['s'.repeat(201)] }],
    ['scopes of 20,200 characters together', { dropped: Array.from({ length: 101 }, (_, at) => String(at).padStart(200, 's')) }],
    ['a client of 2,001 characters', { app: 'c'.repeat(2_001) }],
  ])('E6: are not stored in part: %s', async (_, change) => {
    await savePreference(sample);
    expect(await savePreference({ ...sample, ...change })).toEqual({ ok: false, reason: 'too-large' });
    expect(await listPreferences()).toEqual({ ok: true, value: { items: [sample], next: null } });
  });

  it('are stored with the longest name that fits', async () => {
    await savePreference({ ...sample, appName: 'x'.repeat(201) });
    expect(await findPreference(key)).toMatchObject({ value: { appName: 'x'.repeat(200) } });
  });

  it('keep no field outside their schema', async () => {
    await savePreference({ ...sample, state: 'CANARY' } as never);
    expect(JSON.stringify(await listPreferences())).not.toContain('CANARY');
  });
});

describe('changing a saved selection', () => {
  it('keeps the given scopes in the order of the request, and drops the others', async () => {
    await savePreference(sample);
    expect(await changePreference(sample, ['b', 'a', 'not requested'], 30)).toEqual({ ok: true, value: true });
    expect(await findPreference(key)).toEqual({ ok: true, value: { ...sample, at: 30, kept: ['a', 'b'], dropped: [] } });
  });

  it.each([
    ['was saved again meanwhile', () => savePreference({ ...sample, at: 20 })],
    ['was forgotten meanwhile', () => forgetPreference(key)],
  ])('changes nothing if it %s', async (_, meanwhile) => {
    await savePreference(sample);
    await meanwhile();
    const before = await findPreference(key);
    expect(await changePreference(sample, ['a', 'b'], 30)).toEqual({ ok: true, value: false });
    expect(await findPreference(key)).toEqual(before);
  });
});

it('E6: plans with more than 20 products are not stored', async () => {
  const plans = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`p${at}`, 'starter']));
  expect(await savePlans('hubspot', '', plans, 1)).toEqual({ ok: false, reason: 'too-large' });
});

describe('the storage', () => {
  it('E1: returns a failure instead of throwing when IndexedDB is missing or throws', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await findPreference(key)).toEqual({ ok: false, reason: 'unavailable' });
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
    expect(await savePreference(sample)).toEqual({ ok: false, reason: 'unavailable' });
    vi.unstubAllGlobals();
    expect(await savePreference(sample)).toMatchObject({ ok: true });
  });

  it('D5: leaves data of a newer version in place', async () => {
    (await openDB(databaseName, 99)).close();
    expect(await savePreference(sample)).toEqual({ ok: false, reason: 'newer' });
    const database = await openDB(databaseName);
    expect(database.version).toBe(99);
    database.close();
  });

  it('E4: closes the database when another context upgrades it', async () => {
    await savePreference(sample);
    const other = await openDB(databaseName, migrations.version + 1);
    other.close();
    expect(await savePreference(sample)).toEqual({ ok: false, reason: 'newer' });
  });

  it('E4: is unavailable after two seconds while an old connection blocks the upgrade, and works once that is closed', async () => {
    const old = await openDB(databaseName, migrations.version - 1, {
      upgrade: (database, _from, _to, transaction) => {
        for (const step of [first, corrections, outcomes]) step.run(unwrap(database), unwrap(transaction));
      },
    });
    await old.put('preferences', sample);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reading = findPreference(key);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await reading).toEqual({ ok: false, reason: 'unavailable' });
    vi.useRealTimers();
    // The next review does not wait again.
    expect(await findPreference(key)).toEqual({ ok: false, reason: 'unavailable' });
    old.close();
    await vi.waitFor(async () => expect(await findPreference(key)).toEqual({ ok: true, value: sample }));
  });

  it('E2: says that data was lost until the user dismisses that, whatever is stored and after each restart', async () => {
    /** Loads the modules again, as a restarted worker does, and opens the database. */
    const restart = async () => {
      vi.resetModules();
      const { dismissLoss, hasLostData } = await import('@/utils/storage/database');
      const { forgetAll, savePreference } = await import('@/utils/storage/preferences');
      return { dismissLoss, hasLostData, forgetAll, savePreference };
    };
    // Chromium's own property; the stand-in for IndexedDB has none.
    Object.defineProperty(IDBVersionChangeEvent.prototype, 'dataLoss', { value: 'total', configurable: true });
    expect(await (await restart()).hasLostData()).toBe(true);
    Reflect.deleteProperty(IDBVersionChangeEvent.prototype, 'dataLoss');
    const worker = await restart();
    await worker.savePreference(sample);
    await worker.forgetAll();
    expect(await worker.hasLostData()).toBe(true);
    await (await restart()).dismissLoss();
    // The dismissal counts for every context that is open.
    expect(await worker.hasLostData()).toBe(false);
    expect(await (await restart()).hasLostData()).toBe(false);
  });

  it('E2: says that data was lost if the database is gone although something was stored, but not after Forget all', async () => {
    fakeBrowser.reset();
    const { local } = fakeBrowser.storage;
    vi.stubGlobal('browser', { extension: { inIncognitoContext: false }, storage: { local } });
    const evict = async () => {
      await closeDatabase();
      globalThis.indexedDB = new IDBFactory();
    };
    expect(await findPreference(key)).toMatchObject({ ok: true });
    await evict();
    expect(await hasLostData()).toBe(false);
    await savePreference(sample);
    await evict();
    // The database of a private window is another one.
    vi.stubGlobal('browser', { extension: { inIncognitoContext: true }, storage: { local } });
    expect(await hasLostData()).toBe(false);
    await evict();
    vi.stubGlobal('browser', { extension: { inIncognitoContext: false }, storage: { local } });
    expect(await hasLostData()).toBe(true);
    // What was lost twice is still lost.
    await evict();
    expect(await hasLostData()).toBe(true);
    await forgetAll();
    await evict();
    expect(await hasLostData()).toBe(true);
    await evict();
    await local.clear();
    await savePreference(sample);
    await forgetAll();
    expect(await local.get()).toEqual({});
    vi.unstubAllGlobals();
  });

  it('E10: opens the database again after the browser has deleted it', async () => {
    await savePreference(sample);
    await deleteDB(databaseName);
    expect(await findPreference(key)).toEqual({ ok: true, value: null });
    expect(await savePreference(sample)).toMatchObject({ ok: true });
  });

  it('E7: loses no learned scope when many are saved concurrently', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => saveRequiredScopes('hubspot', 'client', [`scope-${index}`], index)));
    const learnt = await findLearnedScopes('hubspot', 'client');
    expect(learnt.ok && learnt.value).toHaveLength(50);
  });

  it('reports whether a learned scope is new', async () => {
    expect(await saveRequiredScopes('hubspot', 'client', ['a'], 1)).toEqual({ ok: true, value: true });
    expect(await saveRequiredScopes('hubspot', 'client', ['a'], 2)).toEqual({ ok: true, value: false });
  });
});
