/**
 * Very many records of each kind in the browser's own IndexedDB: 100,000 in the fault runs. What is asserted is the work that is
 * done, not its time: `npm run bench` measures that.
 */
import { deleteDB } from 'idb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPlans, listPlans } from '@/utils/storage/accounts';
import { findAppHistory, listAppHistories } from '@/utils/storage/app-history';
import { findAppOverride, listAppOverrides } from '@/utils/storage/app-overrides';
import { findBaseline, listBaselines } from '@/utils/storage/baselines';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { findLearnedScopes } from '@/utils/storage/learned-scopes';
import { MAX_RECORDS } from '@/utils/storage/limits';
import { countOutcomes, listOutcomes, searchOutcomes } from '@/utils/storage/outcomes';
import { findOnlyPreference, findPreference, findPreferences, keepsAnything, listPreferences } from '@/utils/storage/preferences';
import { loadSettings, prune } from '@/utils/storage/pruning';
import { databaseName, type Stored } from '@/utils/storage/schema';
import { times } from '../counts';
import { fillStores, samples } from '../utils/storage/sample-records';

const FEW = 1_000;
const RECORDS = times(20_000, 100_000);
/** A tenth of the outcomes belongs to one client. */
const CLIENT = 'client-000500';
const outcomesOfClient = { outcomes: { ...samples.outcomes, app: CLIENT } };

/**
 * The records that the browser has handed over, the most of them at a time, and the most deleted in
 * one transaction.
 */
const work = { records: 0, atOnce: 0, deleted: 0 };
let deleted = 0;

/**
 * Counts what is read and deleted. `idb` takes the functions when it first opens a database, so it
 * comes first.
 */
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
  'the selection of an app': () => findPreference({ provider: 'hubspot', app: CLIENT, account: '' }),
  'the only selection of an app': () => findOnlyPreference('hubspot', CLIENT),
  'the history of an app': () => findAppHistory('hubspot', CLIENT),
  'the choice for an app': () => findAppOverride('hubspot', CLIENT),
  'the learned scopes of an app': () => findLearnedScopes('hubspot', CLIENT),
  'the plans of an account': () => findPlans('hubspot', CLIENT),
  'the baseline of an app': () => findBaseline({ provider: 'hubspot', app: CLIENT, account: '1' }),
  'the baseline of an app without an account': () => findBaseline({ provider: 'hubspot', app: CLIENT, account: '' }),
  'whether anything is stored': () => keepsAnything(),
  'the first page of selections': () => listPreferences(),
  'the first page of outcomes': () => listOutcomes(),
  'the outcomes of an app': () => listOutcomes(null, { of: { provider: 'hubspot', app: CLIENT } }),
  'the first page of baselines': () => listBaselines(),
  'the first page of histories': () => listAppHistories(),
  'the first page of choices of apps': () => listAppOverrides(),
  'the first page of plans': () => listPlans(),
  'how many connections there are': () => countOutcomes(),
  'the settings': () => loadSettings(),
} satisfies Record<string, () => Promise<Stored<unknown>>>;
const few = new Map<string, number>();

beforeAll(async () => {
  observe();
  await closeDatabase();
  await deleteDB(databaseName);
  await keepsAnything();
  await fillStores({ samples, from: 0, to: FEW });
  await fillStores({ samples: outcomesOfClient, from: 0, to: FEW / 10 });
  for (const [name, read] of Object.entries(reads)) few.set(name, (await cost<unknown>(read))[0]);
  await fillStores({ samples, from: FEW, to: RECORDS });
  await fillStores({ samples: outcomesOfClient, from: FEW, to: FEW + RECORDS / 10 });
}, 300_000);
afterAll(async () => {
  await closeDatabase();
  await deleteDB(databaseName);
});

describe('E9: with very many records of each kind', () => {
  it.each(Object.entries(reads))('reads no more records than with 1,000: %s', async (name, read) => {
    const [records] = await cost<unknown>(read);
    expect(records).toBe(few.get(name));
    expect(records).toBeLessThanOrEqual(100);
  });

  it('lists the newest selections first, and the next page on request', async () => {
    const [, first] = await cost(() => listPreferences());
    const [records, second] = await cost(() => listPreferences(first.next));
    expect([first.items.length, first.items[0]?.at, second.items.length, second.items[0]?.at]).toEqual([
      100,
      RECORDS - 1,
      100,
      RECORDS - 101,
    ]);
    expect(records).toBeLessThanOrEqual(102);
  });

  it('has at most 500 records in memory while it searches all of them', async () => {
    const [records, found] = await cost(() => findPreferences({}, 2, ({ appName }) => appName === 'App 017777'));
    expect([records, found.length, work.atOnce]).toEqual([RECORDS, 1, 500]);
  });

  it('has one page of connections in memory while all are searched, and answers in between', async () => {
    let read = 0;
    let turns = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      turns += 1;
      if (read < RECORDS) port2.postMessage(null);
    };
    port2.postMessage(null);
    const onProgress = (count: number) => {
      read = count;
    };
    const matches = ({ app }: { app: string }) => app === 'client-017777';
    const [, found] = await cost(() =>
      searchOutcomes({ query: {}, after: null, matches, signal: new AbortController().signal, onProgress }),
    );
    expect([read, found.items.length, found.next, work.atOnce]).toEqual([RECORDS, 1, null, 0]);
    // The page had at least one turn for each page of records.
    expect(turns).toBeGreaterThan(RECORDS / 100);
  }, 60_000);

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
  }, 60_000);
});
