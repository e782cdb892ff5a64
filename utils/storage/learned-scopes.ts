/**
 * Stores what was learned from errors: the scopes that the provider reported as missing, by
 * provider and client.
 */

import { tryParse } from '@/utils/text/lazy-object';
import { storeInDatabase, withDatabase } from './database';
import { prune } from './pruning';
import { learnedScopesSchema, type Stored } from './schema';

/**
 * Reads the scopes that errors reported as missing; empty if there are none or if the record is
 * damaged.
 */
export function findLearnedScopes(provider: string, app: string): Promise<Stored<readonly string[]>> {
  return withDatabase(async (database) => tryParse(learnedScopesSchema, await database.get('learnt', [provider, app]))?.required ?? []);
}

/**
 * Adds scopes to those that are stored; resolves to true if any of them is new. It uses one
 * transaction, so that two tabs cannot overwrite each other. `at`: milliseconds since the epoch.
 */
export async function saveRequiredScopes(provider: string, app: string, required: readonly string[], at: number): Promise<Stored<boolean>> {
  const saved = await storeInDatabase(async (database) => {
    const transaction = database.transaction('learnt', 'readwrite', { durability: 'strict' });
    const known = tryParse(learnedScopesSchema, await transaction.store.get([provider, app]))?.required ?? [];
    const all = [...new Set([...known, ...required])];
    if (all.length > known.length) await transaction.store.put(learnedScopesSchema().parse({ provider, app, at, required: all }));
    await transaction.done;
    return all.length > known.length;
  });
  if (saved.ok && saved.value) void prune('learnt');
  return saved;
}
