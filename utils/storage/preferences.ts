/** Remembered selections: scope ids and a time, by provider, app and account. Never a URL, state, code or login hint. */
import { put, withDatabase } from './database';
import { type Preference, type PreferenceKey, preferenceSchema, type Stored, storeNames } from './schema';

const keyOf = (key: PreferenceKey): [string, string, string] => [key.provider, key.app, key.account];

/** The record of this very account, else the one that was kept without an account. A record that does not fit the schema is none. */
export function findPreference(key: PreferenceKey): Promise<Stored<Preference | null>> {
  return withDatabase(async (database) => {
    const { store } = database.transaction('preferences');
    for (const account of new Set([key.account, ''])) {
      const found = preferenceSchema.safeParse(await store.get(keyOf({ ...key, account })));
      if (found.success) return found.data;
    }
    return null;
  });
}

export function savePreference(preference: Preference): Promise<Stored<void>> {
  return withDatabase((database) => put(database, 'preferences', preferenceSchema.parse(preference)));
}

/** Newest first; damaged records are left out. */
export function listPreferences(): Promise<Stored<Preference[]>> {
  return withDatabase(async (database) => {
    const records = await database.getAll('preferences');
    return records.flatMap((record) => preferenceSchema.safeParse(record).data ?? []).toSorted((left, right) => right.at - left.at);
  });
}

export function forgetPreference(key: PreferenceKey): Promise<Stored<void>> {
  return withDatabase((database) => database.delete('preferences', keyOf(key)));
}

/** Everything that is remembered: selections, stated plans, what a user said of apps and what was learnt of them. One transaction. */
export function forgetAll(): Promise<Stored<void>> {
  return withDatabase(async (database) => {
    const transaction = database.transaction(storeNames, 'readwrite', { durability: 'strict' });
    await Promise.all([...storeNames.map((name) => transaction.objectStore(name).clear()), transaction.done]);
  });
}

/** Whether there is anything that `forgetAll` would forget. */
export function keepsAnything(): Promise<Stored<boolean>> {
  return withDatabase(async (database) => (await Promise.all(storeNames.map((name) => database.count(name)))).some((count) => count > 0));
}
