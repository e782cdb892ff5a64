/** What errors taught about a client: the ids that the provider called missing. */

import { withDatabase } from './database';
import { learnedScopesSchema, type Stored } from './schema';

export function findLearnedScopes(provider: string, app: string): Promise<Stored<readonly string[]>> {
  return withDatabase(
    async (database) => learnedScopesSchema.safeParse(await database.get('learnt', [provider, app])).data?.required ?? [],
  );
}

/** Adds to what is known already, in one transaction, so that two tabs lose nothing. True if there was something new. */
export function saveRequiredScopes(provider: string, app: string, required: readonly string[], at: number): Promise<Stored<boolean>> {
  return withDatabase(async (database) => {
    const transaction = database.transaction('learnt', 'readwrite', { durability: 'strict' });
    const known = learnedScopesSchema.safeParse(await transaction.store.get([provider, app])).data?.required ?? [];
    const all = [...new Set([...known, ...required])];
    if (all.length > known.length) await transaction.store.put(learnedScopesSchema.parse({ provider, app, at, required: all }));
    await transaction.done;
    return all.length > known.length;
  });
}
