/**
 * Stores the user's choice of which app a client is, by provider and client. The store has been
 * called `corrections` on users' disks, so it keeps that name. `clientKey` is the record's `app`:
 * the key that `trustedClientKey` returns.
 */
import { tryParse } from '@/utils/text/lazy-object';
import { changeInDatabase, withDatabase } from './database';
import { type Page, readPage } from './paging';
import { replaceRecord, save } from './pruning';
import { appOverrideSchema, type Stored, type StoredAppOverride } from './schema';

/** Reads the choice for a client; null if there is none or if the record is damaged. */
export function findAppOverride(provider: string, clientKey: string): Promise<Stored<StoredAppOverride | null>> {
  return withDatabase(async (database) => tryParse(appOverrideSchema, await database.get('corrections', [provider, clientKey])) ?? null);
}

/** Lists the choices, newest first, one page at a time. `after`: the `next` of the page before. */
export function listAppOverrides(after: string | null = null): Promise<Stored<Page<StoredAppOverride>>> {
  return withDatabase((database) => readPage(database, { store: 'corrections', index: 'at', schema: appOverrideSchema, after }));
}

/**
 * Stores the choice for a client and replaces the one before. A null `profile` means that it is
 * none of the listed apps.
 */
export function saveAppOverride(override: StoredAppOverride): Promise<Stored<void>> {
  return save('corrections', () => appOverrideSchema().parse(override));
}

/**
 * Changes the choice for a client; resolves to false if it is not the given one any more. A null
 * `profile` means that it is none of the listed apps. `at`: milliseconds since the epoch.
 */
export function changeAppOverride(before: StoredAppOverride, profile: string | null, at: number): Promise<Stored<boolean>> {
  const { provider, app } = before;
  return replaceRecord('corrections', [provider, app], appOverrideSchema, before, () =>
    appOverrideSchema().parse({ ...before, profile, at }),
  );
}

/** Deletes the choice for a client, so that its app is detected automatically again. */
export function removeAppOverride(provider: string, clientKey: string): Promise<Stored<void>> {
  return changeInDatabase((database) => database.delete('corrections', [provider, clientKey]));
}
