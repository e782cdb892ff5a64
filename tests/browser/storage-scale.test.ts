/**
 * 100,000 records of each kind in the browser's own IndexedDB. What is asserted is the work that is
 * done, not its time: `npm run bench` measures that.
 */
import { deleteDB } from 'idb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPlans } from '@/utils/storage/accounts';
import { findAppHistory, listAppHistories } from '@/utils/storage/app-history';
import { findAppOverride } from '@/utils/storage/app-overrides';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { findLearnedScopes } from '@/utils/storage/learned-scopes';
import { MAX_RECORDS } from '@/utils/storage/limits';
import { listOutcomes } from '@/utils/storage/outcomes';
import { findOnlyPreference, findPreference, findPreferences, keepsAnything, listPreferences } from '@/utils/storage/preferences';
import { type PrunedStore, prune } from '@/utils/storage/pruning';
import { databaseName, type Stored } from '@/utils/storage/schema';

const FEW = 1_000;
const RECORDS = 100_000;
const ids = ['crm.lists.read', 'crm.objects.contacts.read', 'crm.objects.deals.read', 'tickets'];
const preference = (at: number) => ({
  provider: 'hubspot',
  app: `client-${at}`,
  account: '',
  appName: `App ${at}`,
  at,
  requested: ids,
  required: ids.slice(0, 2),
  kept: ids.slice(0, 3),
  dropped: ids.slice(3),
});
const day = (at: number) => new Date(at * 86_400_000).toISOString().slice(0, 10);

/** A record of each store; a higher `at` is newer. */
const records: Record<PrunedStore, (at: number) => object> = {
  preferences: preference,
  learnt: (at) => ({ provider: 'hubspot', app: `client-${at}`, at, required: ids }),
  plans: (at) => ({ provider: 'hubspot', account: `account-${at}`, at, plans: { sales: 'starter' } }),
  corrections: (at) => ({ provider: 'hubspot', app: `client-${at}`, at, profile: 'clay' }),
  seen: (at) => ({
    provider: 'hubspot',
    app: `client-${at}`,
    first: day(at % 20_000),
    last: day(at % 20_000),
    requested: [{ day: day(at % 20_000), ids }],
    reduced: [],
    outcomes: [],
    decided: 0,
  }),
  outcomes: (at) => ({
    id: `${at}-7`,
    at,
    provider: 'hubspot',
    app: at % 10 === 0 ? 'client-500' : `client-${at}`,
    appName: '',
    account: '',
    scopes: null,
    outcome: { kind: 'connected', rule: null },
    decided: 1,
  }),
};
const names = Object.keys(records) as PrunedStore[];

/** Writes the records from..to of each store, thousands in one transaction. */
async function fill(from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += 5_000) {
    await withDatabase(async (database) => {
      const transaction = database.transaction(names, 'readwrite', { durability: 'relaxed' });
      for (const name of names) {
        const store = transaction.objectStore(name);
        for (let at = start; at < Math.min(to, start + 5_000); at += 1) void store.put(records[name](at) as never);
      }
      await transaction.done;
    });
  }
}

/** The records that the browser has handed over, the most of them at a time, and the most deleted in one transaction. */
const work = { records: 0, atOnce: 0, deleted: 0 };
let deleted = 0;

/** Counts what is read and deleted. `idb` takes the functions when it first opens a database, so it comes first. */
function observe(): void {
  const { continue: moveOn } = IDBCursor.prototype;
  IDBCursor.prototype.continue = function (this: IDBCursor, ...given) {
    work.records += 1;
    moveOn.apply(this, given);
  };
  const { getAll } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.getAll = function (this: IDBObjectStore, ...given) {
    const request = getAll.apply(this, given);
    request.addEventListener('success', () => {
      work.records += request.result.length;
      work.atOnce = Math.max(work.atOnce, request.result.length);
    });
    return request;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given) {
    deleted = 0;
    return transaction.apply(this, given);
  };
  const { delete: remove } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.delete = function (this: IDBObjectStore, ...given) {
    deleted += 1;
    work.deleted = Math.max(work.deleted, deleted);
    return remove.apply(this, given);
  };
}

/** Resolves to how many records `read` took from the browser, and to its value. */
async function cost<T>(read: () => Promise<Stored<T>>): Promise<[number, T]> {
  Object.assign(work, { records: 0, atOnce: 0, deleted: 0 });
  const found = await read();
  if (!found.ok) throw new Error(found.reason);
  return [work.records, found.value];
}

/** What a review and the lists read. */
const reads = {
  'the selection of an app': () => findPreference({ provider: 'hubspot', app: 'client-500', account: '' }),
  'the only selection of an app': () => findOnlyPreference('hubspot', 'client-500'),
  'the history of an app': () => findAppHistory('hubspot', 'client-500'),
  'the choice for an app': () => findAppOverride('hubspot', 'client-500'),
  'the learned scopes of an app': () => findLearnedScopes('hubspot', 'client-500'),
  'the plans of an account': () => findPlans('hubspot', 'account-500'),
  'whether anything is stored': () => keepsAnything(),
  'the first page of selections': () => listPreferences(),
  'the first page of outcomes': () => listOutcomes(),
  'the outcomes of an app': () => listOutcomes(null, { provider: 'hubspot', app: 'client-500' }),
  'the first page of histories': () => listAppHistories(),
} satisfies Record<string, () => Promise<Stored<unknown>>>;
const few = new Map<string, number>();

beforeAll(async () => {
  observe();
  await closeDatabase();
  await deleteDB(databaseName);
  await fill(0, FEW);
  for (const [name, read] of Object.entries(reads)) few.set(name, (await cost<unknown>(read))[0]);
  await fill(FEW, RECORDS);
}, 300_000);
afterAll(async () => {
  await closeDatabase();
  await deleteDB(databaseName);
});

describe('E9: with 100,000 records of each kind', () => {
  it.each(Object.entries(reads))('reads no more records than with 1,000: %s', async (name, read) => {
    const [records] = await cost<unknown>(read);
    expect(records).toBe(few.get(name));
    expect(records).toBeLessThanOrEqual(100);
  });

  it('lists the newest selections first, and the next page on request', async () => {
    const [, first] = await cost(() => listPreferences());
    const [records, second] = await cost(() => listPreferences(first.next));
    expect([first.items.length, first.items[0]?.at, second.items.length, second.items[0]?.at]).toEqual([100, 99_999, 100, 99_899]);
    expect(records).toBeLessThanOrEqual(102);
  });

  it('has at most 500 records in memory while it searches all of them', async () => {
    const [records, found] = await cost(() => findPreferences({}, 2, ({ appName }) => appName === 'App 77777'));
    expect([records, found.length, work.atOnce]).toEqual([RECORDS, 1, 500]);
  });

  it('prunes at most 200 records in one transaction, and answers other requests in between', async () => {
    let isDone = false;
    const pruning = prune('outcomes').then(() => {
      isDone = true;
    });
    for (let turn = 0; turn < 3; turn += 1) await cost(() => listOutcomes());
    expect(isDone).toBe(false);
    Object.assign(work, { deleted: 0 });
    await pruning;
    const most = work.deleted;
    const [, kept] = await cost(() => withDatabase((database) => database.count('outcomes')));
    expect([kept, most]).toEqual([MAX_RECORDS.outcomes, 200]);
  });
});
