/** What a user says of a client: which app it is, or that it is none that we know. By provider and client. */
import { put, withDatabase } from './database';
import { appOverrideSchema, type Stored, type StoredAppOverride } from './schema';

export function findAppOverride(provider: string, app: string): Promise<Stored<StoredAppOverride | null>> {
  return withDatabase(async (database) => appOverrideSchema.safeParse(await database.get('corrections', [provider, app])).data ?? null);
}

export function saveAppOverride(correction: StoredAppOverride): Promise<Stored<void>> {
  return withDatabase((database) => put(database, 'corrections', appOverrideSchema.parse(correction)));
}

export function removeAppOverride(provider: string, app: string): Promise<Stored<void>> {
  return withDatabase((database) => database.delete('corrections', [provider, app]));
}
