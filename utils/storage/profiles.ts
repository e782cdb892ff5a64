/** Stores custom app profiles, by provider and id. */

import { tryParse } from '@/utils/text/lazy-object';
import { changeInDatabase, storeInDatabase, withDatabase } from './database';
import type { ProfileFile } from './profile-file';
import { type CustomProfile, customProfileSchema, type ProfileKey, type StorageFault, type Stored } from './schema';

/** Limits the stored profiles, because each review of a provider reads all of its profiles. */
const MAX_PROFILES = 50;

/**
 * Lists the profiles of a provider, or of all providers, newest first. Damaged records are left
 * out.
 */
export function listProfiles(provider?: string): Promise<Stored<CustomProfile[]>> {
  return withDatabase(async (database) => {
    const range = provider === undefined ? undefined : IDBKeyRange.bound([provider], [provider, []]);
    const records = await database.getAll('profiles', range);
    return records.flatMap((record) => tryParse(customProfileSchema, record) ?? []).toSorted((left, right) => right.at - left.at);
  });
}

/**
 * Stores a profile and replaces the one with the same id. `at`: milliseconds since the epoch.
 * Reason `too-many`: the store is full.
 */
export async function saveProfile(
  profile: ProfileFile,
  at: number,
): Promise<{ ok: true } | { ok: false; reason: StorageFault | 'too-many' }> {
  const { provider, id } = profile;
  const stored = await storeInDatabase(async (database) => {
    const transaction = database.transaction('profiles', 'readwrite', { durability: 'strict' });
    const kept = await transaction.store.getAllKeys();
    const fits = kept.length < MAX_PROFILES || kept.some((key) => key[0] === provider && key[1] === id);
    if (fits) await transaction.store.put(customProfileSchema().parse({ provider, id, at, profile }));
    await transaction.done;
    return fits;
  });
  if (!stored.ok) return stored;
  return stored.value ? { ok: true } : { ok: false, reason: 'too-many' };
}

/**
 * Deletes a profile and, in the same transaction, the user's choices of it. The choices stay if a
 * published profile has the same id (`isPublished`), because they then mean that one.
 */
export function forgetProfile({ provider, id }: ProfileKey, isPublished: boolean): Promise<Stored<void>> {
  return changeInDatabase(async (database) => {
    const transaction = database.transaction(['profiles', 'corrections'], 'readwrite', { durability: 'strict' });
    await transaction.objectStore('profiles').delete([provider, id]);
    const ofProvider = IDBKeyRange.bound([provider], [provider, []]);
    let override = isPublished ? null : await transaction.objectStore('corrections').openCursor(ofProvider);
    while (override) {
      if (override.value.profile === id) await override.delete();
      override = await override.continue();
    }
    await transaction.done;
  });
}
