import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findPlans, savePlans } from '@/utils/storage/accounts';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { findLearnedScopes, saveRequiredScopes } from '@/utils/storage/learned-scopes';
import { migrations } from '@/utils/storage/migrations/chain';
import { findPreference, forgetAll, forgetPreference, listPreferences, savePreference } from '@/utils/storage/preferences';
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

  it('keep no field outside their schema', async () => {
    await savePreference({ ...sample, state: 'CANARY' } as never);
    expect(JSON.stringify(await listPreferences())).not.toContain('CANARY');
  });
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
