/** What a person says of a client: which app it is, or that it is none that we know. By provider and client. */
import * as z from 'zod/mini';
import { put, type Stored, withDatabase } from './database';

const correctionSchema = z.object({
  provider: z.string(),
  /** client_id; else the redirect host. */
  app: z.string(),
  /** The id of a profile; null for none of them. */
  profile: z.nullable(z.string().check(z.maxLength(60))),
  /** Milliseconds since the epoch. */
  at: z.number(),
});
export type StoredCorrection = z.infer<typeof correctionSchema>;

export function findCorrection(provider: string, app: string): Promise<Stored<StoredCorrection | null>> {
  return withDatabase(async (database) => correctionSchema.safeParse(await database.get('corrections', [provider, app])).data ?? null);
}

export function saveCorrection(correction: StoredCorrection): Promise<Stored<void>> {
  return withDatabase((database) => put(database, 'corrections', correctionSchema.parse(correction)));
}

export function forgetCorrection(provider: string, app: string): Promise<Stored<void>> {
  return withDatabase((database) => database.delete('corrections', [provider, app]));
}
