/**
 * Stores saved selections: scope ids and a time, by provider, app and account. Never a URL, state,
 * code or login hint.
 */
import { tryParse } from '@/utils/text/lazy-object';
import { changeInDatabase, markStored, withDatabase } from './database';
import { MAX_IN_RECORD } from './limits';
import { type Page, readPage } from './paging';
import { tellPolicyChange } from './policy-signal';
import { replaceRecord, save } from './pruning';
import { type Preference, type PreferenceKey, preferenceSchema, type Stored, type StoreName, storeNames } from './schema';

const keyOf = (key: PreferenceKey): [string, string, string] => [key.provider, key.app, key.account];

/**
 * Reads the selection of the account, else the one that was saved without an account; null if there
 * is neither. Ignores damaged records.
 */
export function findPreference(key: PreferenceKey): Promise<Stored<Preference | null>> {
  return withDatabase(async (database) => {
    const { store } = database.transaction('preferences');
    for (const account of new Set([key.account, ''])) {
      const parsed = preferenceSchema().safeParse(await store.get(keyOf({ ...key, account })));
      if (parsed.success) return parsed.data;
    }
    return null;
  });
}

/**
 * Reads the selection of a client that was saved without an account, else the one of the only
 * account that has one; null if there is none, or if several accounts have one.
 */
export async function findOnlyPreference(provider: string, app: string): Promise<Stored<Preference | null>> {
  // The one without an account has the lowest key, so it comes first.
  const found = await findPreferences({ provider, app }, 2, () => true);
  if (!found.ok) return found;
  const [first, second] = found.value;
  return { ok: true, value: first && (first.account === '' || !second) ? first : null };
}

/** How many records are in memory at a time while selections are searched. */
const SEARCH_BATCH = 500;

/**
 * Finds the first `limit` selections that match, in the order of their keys, among those of a
 * provider, of one of its clients, or of all. Damaged records are left out.
 */
export function findPreferences(
  of: { provider?: string; app?: string },
  limit: number,
  matches: (preference: Preference) => boolean,
): Promise<Stored<Preference[]>> {
  return withDatabase(async (database) => {
    const prefix = [of.provider, of.app].filter((part) => part !== undefined);
    const found: Preference[] = [];
    for (let start: IDBValidKey | null = prefix; start !== null && found.length < limit; ) {
      const range = IDBKeyRange.bound(start, [...prefix, []], start !== prefix);
      const records: Preference[] = await database.getAll('preferences', range, SEARCH_BATCH);
      found.push(...records.flatMap((record) => tryParse(preferenceSchema, record) ?? []).filter(matches));
      const last = records.length === SEARCH_BATCH ? records.at(-1) : undefined;
      start = last ? keyOf(last) : null;
    }
    return found.slice(0, limit);
  });
}

/**
 * Stores a selection and replaces the one before for the same app and account. A long name of the
 * app is cut; a selection with more scopes than a record can contain is not stored (`too-large`).
 */
export function savePreference({ appName, ...preference }: Preference): Promise<Stored<void>> {
  return save('preferences', () => preferenceSchema().parse({ ...preference, appName: appName.slice(0, MAX_IN_RECORD.appName) }));
}

/**
 * Changes which scopes a saved selection keeps; resolves to false if the selection is not the given
 * one any more, for example because the user continued in another tab. `at`: milliseconds since the
 * epoch.
 */
export function changePreference(before: Preference, kept: readonly string[], at: number): Promise<Stored<boolean>> {
  const keeps = new Set(kept);
  return replaceRecord('preferences', keyOf(before), preferenceSchema, before, () =>
    preferenceSchema().parse({
      ...before,
      at,
      kept: before.requested.filter((id) => keeps.has(id)),
      dropped: before.requested.filter((id) => !keeps.has(id)),
    }),
  );
}

/**
 * Lists the saved selections, newest first, one page at a time. `after`: the `next` of the page
 * before. Damaged records are left out.
 */
export function listPreferences(after: string | null = null): Promise<Stored<Page<Preference>>> {
  return withDatabase((database) => readPage(database, { store: 'preferences', index: 'at', schema: preferenceSchema, after }));
}

/** Deletes the selection of exactly this app and account. Does nothing if there is none. */
export function forgetPreference(key: PreferenceKey): Promise<Stored<void>> {
  return changeInDatabase((database) => database.delete('preferences', keyOf(key)));
}

/**
 * Deletes the selections that apply to this app and account: the account's own, and the one that
 * was saved without an account. Otherwise the second one would take the place of the first.
 */
export function forgetApplying(key: PreferenceKey): Promise<Stored<void>> {
  return changeInDatabase(async (database) => {
    const transaction = database.transaction('preferences', 'readwrite', { durability: 'strict' });
    for (const account of new Set([key.account, ''])) void transaction.store.delete(keyOf({ ...key, account }));
    await transaction.done;
  });
}

/**
 * Puts `before` in the place of the selection `now`, or deletes it if `before` is null or was saved
 * for another account. Resolves to false, and changes nothing, if `now` was deleted or replaced
 * since, maybe in another tab.
 */
export function takeBackPreference(now: Preference, before: Preference | null): Promise<Stored<boolean>> {
  return changeInDatabase(async (database) => {
    const transaction = database.transaction('preferences', 'readwrite', { durability: 'strict' });
    const { store } = transaction;
    const isOwn = (await store.get(keyOf(now)))?.at === now.at;
    if (isOwn) await (before?.account === now.account ? store.put(before) : store.delete(keyOf(now)));
    await transaction.done;
    return isOwn;
  });
}

/**
 * Deletes everything that is stored, in one transaction: selections, plans, the user's choices for
 * apps, histories, and what was learned. Only the settings stay.
 */
export async function forgetAll(): Promise<Stored<void>> {
  const done = await changeInDatabase(async (database) => {
    const transaction = database.transaction(storeNames, 'readwrite', { durability: 'strict' });
    await Promise.all([...storeNames.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    // A policy and the settings stay, and can still be lost.
    if ((await database.count('settings')) === 0) await markStored(false);
  });
  if (done.ok) await tellPolicyChange();
  return done;
}

/** Whether there is anything that `forgetAll` would delete, damaged records included. */
export function keepsAnything(): Promise<Stored<boolean>> {
  return withDatabase(async (database) => {
    const keys = await Promise.all(storeNames.map((name) => database.getAllKeys(name, null, 1)));
    return keys.some(({ length }) => length > 0);
  });
}

/** Counts the records of these stores, damaged ones included, one store after the other. */
export function countRecords(names: readonly StoreName[]): Promise<Stored<number>> {
  return withDatabase(async (database) => {
    let count = 0;
    for (const name of names) count += await database.count(name);
    return count;
  });
}
