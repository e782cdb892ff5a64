/** What errors taught about a client: the ids that the provider called missing. */
import * as z from 'zod/mini';
import { type Stored, withDatabase } from './database';

const learntSchema = z.object({
  provider: z.string(),
  app: z.string(),
  /** Milliseconds since the epoch, of the last lesson. */
  at: z.number(),
  required: z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(10_000)),
});
export type Learnt = z.infer<typeof learntSchema>;

export function findLearnt(provider: string, app: string): Promise<Stored<readonly string[]>> {
  return withDatabase(async (database) => learntSchema.safeParse(await database.get('learnt', [provider, app])).data?.required ?? []);
}

/** Adds to what is known already, in one transaction, so that two tabs lose nothing. True if there was something new. */
export function learnRequired(provider: string, app: string, required: readonly string[], at: number): Promise<Stored<boolean>> {
  return withDatabase(async (database) => {
    const transaction = database.transaction('learnt', 'readwrite', { durability: 'strict' });
    const known = learntSchema.safeParse(await transaction.store.get([provider, app])).data?.required ?? [];
    const all = [...new Set([...known, ...required])];
    if (all.length > known.length) await transaction.store.put(learntSchema.parse({ provider, app, at, required: all }));
    await transaction.done;
    return all.length > known.length;
  });
}
