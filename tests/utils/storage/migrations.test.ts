import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB, unwrap } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, databaseName } from '@/utils/storage/database';
import { first } from '@/utils/storage/migrations/01-first';
import { type Migration, migrations } from '@/utils/storage/migrations/chain';
import { findPreference } from '@/utils/storage/preferences';

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

/** A record as version 1 wrote it. Never change it: a later version must still read it. */
const golden1 = {
  provider: 'hubspot',
  app: '7f0d-CLIENT',
  account: '4521873',
  appName: 'Clay',
  at: 1_790_000_000_000,
  requested: ['crm.lists.read', 'crm.objects.deals.write'],
  required: ['crm.lists.read'],
  kept: ['crm.lists.read'],
  dropped: ['crm.objects.deals.write'],
};

describe('the migration chain', () => {
  it('E8 a record of version 1 is read as it was written', async () => {
    const old = await openDB(databaseName, 1, {
      upgrade: (database, _from, _to, transaction) => first.run(unwrap(database), unwrap(transaction)),
    });
    await old.put('preferences', golden1);
    old.close();
    const { provider, app, account } = golden1;
    expect(await findPreference({ provider, app, account })).toEqual({ ok: true, value: golden1 });
  });

  it('makes the stores of today from nothing', async () => {
    await findPreference({ provider: 'a', app: 'b', account: '' });
    const database = await openDB(databaseName);
    expect([database.version, [...database.objectStoreNames]]).toEqual([migrations.version, ['learnt', 'plans', 'preferences']]);
    database.close();
  });

  it('takes no step out of order', () => {
    const next: Migration<1, 2> = { from: 1, to: 2, run: () => {} };
    const gap: Migration<3, 4> = { from: 3, to: 4, run: () => {} };
    expect(migrations.with(next).version).toBe(2);
    // @ts-expect-error: a gap in the chain does not compile
    expect(migrations.with(gap)).toBeDefined();
  });

  it('E5 a step that fails leaves nothing half done', async () => {
    const broken = new Promise((resolve, reject) => {
      const request = indexedDB.open(databaseName, 1);
      request.onupgradeneeded = () => {
        first.run(request.result, request.transaction as IDBTransaction);
        request.transaction?.abort();
      };
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
    await expect(broken).rejects.toThrow();
    expect(await findPreference({ provider: 'a', app: 'b', account: '' })).toEqual({ ok: true, value: null });
  });
});
