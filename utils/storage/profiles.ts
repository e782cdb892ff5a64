/** App profiles of the user's own, by provider and id. */

import { withDatabase } from './database';
import type { ProfileFile } from './profile-file';
import { type CustomProfile, customProfileSchema, type ProfileKey, type StorageFault, type Stored } from './schema';

/** Each review of the provider reads them all. */
const MAX_PROFILES = 50;

/** Newest first; damaged records are left out. All, or those of one provider. */
export function listProfiles(provider?: string): Promise<Stored<CustomProfile[]>> {
  return withDatabase(async (database) => {
    const range = provider === undefined ? undefined : IDBKeyRange.bound([provider], [provider, []]);
    const records = await database.getAll('profiles', range);
    return records.flatMap((record) => customProfileSchema.safeParse(record).data ?? []).toSorted((left, right) => right.at - left.at);
  });
}

/** One with the same id is replaced. */
export async function saveProfile(
  profile: ProfileFile,
  at: number,
): Promise<{ ok: true } | { ok: false; reason: StorageFault | 'too-many' }> {
  const { provider, id } = profile;
  const stored = await withDatabase(async (database) => {
    const transaction = database.transaction('profiles', 'readwrite', { durability: 'strict' });
    const kept = await transaction.store.getAllKeys();
    const fits = kept.length < MAX_PROFILES || kept.some((key) => key[0] === provider && key[1] === id);
    if (fits) await transaction.store.put(customProfileSchema.parse({ provider, id, at, profile }));
    await transaction.done;
    return fits;
  });
  if (!stored.ok) return stored;
  return stored.value ? { ok: true } : { ok: false, reason: 'too-many' };
}

/** With what the user said by it, unless a published profile of the same id (`published`) stands behind it. One transaction. */
export function forgetProfile({ provider, id }: ProfileKey, published: boolean): Promise<Stored<void>> {
  return withDatabase(async (database) => {
    const transaction = database.transaction(['profiles', 'corrections'], 'readwrite', { durability: 'strict' });
    await transaction.objectStore('profiles').delete([provider, id]);
    let said = published ? null : await transaction.objectStore('corrections').openCursor(IDBKeyRange.bound([provider], [provider, []]));
    while (said) {
      if (said.value.profile === id) await said.delete();
      said = await said.continue();
    }
    await transaction.done;
  });
}
