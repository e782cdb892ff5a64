/** What a user says of a client: which app it is, or that it is none that we know. By provider and client. */
import * as z from 'zod/mini';
import { put, type Stored, withDatabase } from './database';

const appOverrideSchema = z.object({
  provider: z.string(),
  /** client_id; else the redirect host. */
  app: z.string(),
  /** The id of a profile; null for none of them. */
  profile: z.nullable(z.string().check(z.maxLength(60))),
  /** Milliseconds since the epoch. */
  at: z.number(),
});
export type StoredAppOverride = z.infer<typeof appOverrideSchema>;

export function findAppOverride(provider: string, app: string): Promise<Stored<StoredAppOverride | null>> {
  return withDatabase(async (database) => appOverrideSchema.safeParse(await database.get('corrections', [provider, app])).data ?? null);
}

export function saveAppOverride(correction: StoredAppOverride): Promise<Stored<void>> {
  return withDatabase((database) => put(database, 'corrections', appOverrideSchema.parse(correction)));
}

export function removeAppOverride(provider: string, app: string): Promise<Stored<void>> {
  return withDatabase((database) => database.delete('corrections', [provider, app]));
}
