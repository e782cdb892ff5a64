/** The plans of an account as a user stated them: product to edition (HubSpot: hub to tier). */
import * as z from 'zod/mini';
import { put, type Stored, withDatabase } from './database';

export const planChoiceSchema = z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(60)));

const plansSchema = z.object({
  provider: z.string(),
  /** Empty where the request names no account. */
  account: z.string(),
  at: z.number(),
  plans: planChoiceSchema,
});
export type Plans = z.infer<typeof plansSchema>;

export function findPlans(provider: string, account: string): Promise<Stored<Readonly<Record<string, string>> | null>> {
  return withDatabase(async (database) => plansSchema.safeParse(await database.get('plans', [provider, account])).data?.plans ?? null);
}

/** Null forgets them. */
export function savePlans(provider: string, account: string, plans: Record<string, string> | null, at: number): Promise<Stored<void>> {
  return withDatabase(async (database) => {
    if (plans) await put(database, 'plans', plansSchema.parse({ provider, account, at, plans }));
    else await database.delete('plans', [provider, account]);
  });
}
