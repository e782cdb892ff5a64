/**
 * Stores saved selections: scope ids and a time, by provider, app and account. Never a URL, state,
 * code or login hint.
 */
import { put, withDatabase } from './database';
import { type Preference, type PreferenceKey, preferenceSchema, type Stored, storeNames } from './schema';

const keyOf = (key: PreferenceKey): [string, string, string] => [key.provider, key.app, key.account];

/**
 * Reads the selection of the account, else the one that was saved without an account; null if there
 * is neither. Ignores damaged records.
 */
export function findPreference(key: PreferenceKey): Promise<Stored<Preference | null>> {
  return withDatabase(async (database) => {
    const { store } = database.transaction('preferences');
    for (const account of new Set([key.account, ''])) {
      const parsed = preferenceSchema.safeParse(await store.get(keyOf({ ...key, account })));
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
  const saved = await listPreferences();
  if (!saved.ok) return saved;
  const ofClient = saved.value.filter((one) => one.provider === provider && one.app === app);
  const [first, ...others] = ofClient;
  return { ok: true, value: ofClient.find(({ account }) => account === '') ?? (others.length > 0 ? null : (first ?? null)) };
}

/** Stores a selection and replaces the one before for the same app and account. */
export function savePreference(preference: Preference): Promise<Stored<void>> {
  return withDatabase((database) => put(database, 'preferences', preferenceSchema.parse(preference)));
}

/** Lists the saved selections, newest first. Damaged records are left out. */
export function listPreferences(): Promise<Stored<Preference[]>> {
  return withDatabase(async (database) => {
    const records = await database.getAll('preferences');
    return records.flatMap((record) => preferenceSchema.safeParse(record).data ?? []).toSorted((left, right) => right.at - left.at);
  });
}

/** Deletes the selection of exactly this app and account. Does nothing if there is none. */
export function forgetPreference(key: PreferenceKey): Promise<Stored<void>> {
  return withDatabase((database) => database.delete('preferences', keyOf(key)));
}

/**
 * Deletes everything in the database, in one transaction: selections, plans, the user's choices for
 * apps, and what was learned.
 */
export function forgetAll(): Promise<Stored<void>> {
  return withDatabase(async (database) => {
    const transaction = database.transaction(storeNames, 'readwrite', { durability: 'strict' });
    await Promise.all([...storeNames.map((name) => transaction.objectStore(name).clear()), transaction.done]);
  });
}

/** Whether there is anything that `forgetAll` would delete, damaged records included. */
export function keepsAnything(): Promise<Stored<boolean>> {
  return withDatabase(async (database) => (await Promise.all(storeNames.map((name) => database.count(name)))).some((count) => count > 0));
}
