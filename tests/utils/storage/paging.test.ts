/** Lists that are read in pages. */
import 'fake-indexeddb/auto';
import { IDBCursor, IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listAppHistories, recordSighting } from '@/utils/storage/app-history';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { listOutcomes, recordOutcome } from '@/utils/storage/outcomes';
import type { Page } from '@/utils/storage/paging';
import { findOnlyPreference, forgetPreference, listPreferences, savePreference } from '@/utils/storage/preferences';
import type { Preference, Stored } from '@/utils/storage/schema';

/**
 * How often a cursor moved on. `idb` takes this function when it first opens a database, so a spy
 * would come too late.
 */
let steps = 0;
const { continue: moveOn } = IDBCursor.prototype;
IDBCursor.prototype.continue = function (this: IDBCursor, ...given) {
  steps += 1;
  moveOn.apply(this, given);
};

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

const preference = (at: number, app = `client-${at}`): Preference => ({
  provider: 'hubspot',
  app,
  account: '',
  appName: '',
  at,
  requested: ['a'],
  required: [],
  kept: ['a'],
  dropped: [],
});
const fill = (records: Preference[]) =>
  withDatabase(async (database) => {
    const { store, done } = database.transaction('preferences', 'readwrite');
    await Promise.all([...records.map((record) => store.put(record)), done]);
  });
const range = (length: number, from = 0) => Array.from({ length }, (_, at) => at + from);

/** Reads all pages, and what `between` does after each. */
async function pages<Item>(list: (after: string | null) => Promise<Stored<Page<Item>>>, between = async () => {}): Promise<Item[][]> {
  const found: Item[][] = [];
  let after: string | null = null;
  do {
    const page: Stored<Page<Item>> = await list(after);
    if (!page.ok) throw new Error(page.reason);
    found.push(page.value.items);
    after = page.value.next;
    await between();
  } while (after !== null);
  return found;
}

describe('a list of saved selections', () => {
  it('has pages of 100, newest first, and no empty last page', async () => {
    await fill(range(200).map((at) => preference(at)));
    const all = await pages(listPreferences);
    expect(all.map(({ length }) => length)).toEqual([100, 100]);
    expect(all.flat().map(({ at }) => at)).toEqual(range(200).toReversed());
  });

  it('lists each record once if many have the same time, and if others are added and deleted meanwhile', async () => {
    await fill(range(250).map((at) => preference(7, `client-${at}`)));
    let turn = 0;
    const all = await pages(listPreferences, async () => {
      turn += 1;
      await savePreference(preference(1_000 + turn));
      // The last record of a page that was read, and one of a later page.
      if (turn === 1) for (const app of ['client-234', 'client-1']) await forgetPreference({ provider: 'hubspot', app, account: '' });
    });
    const apps = all.flat().map(({ app }) => app);
    expect(new Set(apps).size).toBe(apps.length);
    expect(apps).toHaveLength(249);
  });

  it('E6: leaves out damaged records without losing the records after them', async () => {
    await fill(range(150).map((at) => (at % 2 ? preference(at) : ({ ...preference(at), kept: 'none' } as never))));
    expect((await pages(listPreferences)).flat()).toHaveLength(75);
  });

  it('returns a failure for a position that is none', async () => {
    await fill([preference(1)]);
    for (const after of ['{', '{}', '{"order":{}}']) expect(await listPreferences(after)).toEqual({ ok: false, reason: 'unavailable' });
  });

  it('E9: touches the records of one page only, whether there are 200 or 2,000', async () => {
    const touched = async () => {
      steps = 0;
      const read = vi.spyOn(IDBObjectStore.prototype, 'getAll');
      await listPreferences();
      await findOnlyPreference('hubspot', 'client-7');
      const counts = [steps, read.mock.calls.length];
      vi.restoreAllMocks();
      return counts;
    };
    await fill(range(200).map((at) => preference(at)));
    const few = await touched();
    await fill(range(1_800, 200).map((at) => preference(at)));
    expect(await touched()).toEqual(few);
    expect(few).toEqual([100, 1]);
  });
});

describe('finding the only selection of a client', () => {
  it.each([
    ['the one without an account', ['', '1'], ''],
    ['the one of the only account', ['1'], '1'],
    ['none of several accounts', ['1', '2'], undefined],
    ['none of another client', [], undefined],
  ])('finds %s', async (_, accounts, expected) => {
    await fill(['b', 'ba', 'a'].map((app) => preference(1, app)));
    await fill(accounts.map((account) => ({ ...preference(1, 'aa'), account })));
    const found = await findOnlyPreference('hubspot', 'aa');
    expect(found.ok && found.value?.account).toBe(expected);
  });
});

describe('other lists', () => {
  const ended = (at: number, app: string) => ({
    id: `${at}-7`,
    at,
    provider: 'hubspot',
    app,
    appName: 'Acme'.padEnd(300, '!'),
    account: '',
    scopes: { requested: ['a'], kept: ['a'], dropped: [] },
    outcome: { kind: 'connected' as const, rule: null },
  });

  it('of outcomes can be limited to one client, page by page, with names that are cut', async () => {
    for (const at of range(240)) await recordOutcome(ended(at, at % 2 ? 'odd' : 'even'), true);
    await recordOutcome(ended(999, 'od'), true);
    const odd = (await pages((after) => listOutcomes(after, { of: { provider: 'hubspot', app: 'odd' } }))).map((page) =>
      page.map(({ at }) => at),
    );
    expect(odd.map(({ length }) => length)).toEqual([100, 20]);
    expect(odd.flat()).toEqual(range(120).map((at) => 239 - 2 * at));
    const [first] = (await pages(listOutcomes)).flat();
    expect(first).toEqual({ ...ended(999, 'od'), appName: 'Acme'.padEnd(200, '!') });
  });

  it('of histories begin with the client that made the last request', async () => {
    for (const day of [1, 3, 2]) {
      const sighting = { flow: '7-1', day: `2026-11-0${day}`, requested: ['a'], reduced: null, outcome: null, decided: false };
      await recordSighting('hubspot', `met-${day}`, sighting);
    }
    expect((await pages(listAppHistories)).flat().map(({ app }) => app)).toEqual(['met-3', 'met-2', 'met-1']);
  });
});
