/**
 * Stores the plans of accounts as the user stated them: product to edition (for HubSpot, hub to
 * tier).
 */
import { tryParse } from '@/utils/text/lazy-object';
import { changeInDatabase, withDatabase } from './database';
import { type Page, readPage } from './paging';
import { replaceRecord, save } from './pruning';
import { type Plans, plansSchema, type Stored } from './schema';

/** Reads the plans of an account; null if none were stated or if the record is damaged. */
export function findPlans(provider: string, account: string): Promise<Stored<Readonly<Record<string, string>> | null>> {
  return withDatabase(async (database) => tryParse(plansSchema, await database.get('plans', [provider, account]))?.plans ?? null);
}

/** Stores the plans of an account; null deletes them. `at`: milliseconds since the epoch. */
export function savePlans(provider: string, account: string, plans: Record<string, string> | null, at: number): Promise<Stored<void>> {
  if (plans) return save('plans', () => plansSchema().parse({ provider, account, at, plans }));
  return changeInDatabase((database) => database.delete('plans', [provider, account]));
}

/**
 * Changes the plans of an account; null deletes them. Resolves to false if they are not the given ones
 * any more. `at`: milliseconds since the epoch.
 */
export function changePlans(before: Plans, plans: Record<string, string> | null, at: number): Promise<Stored<boolean>> {
  const { provider, account } = before;
  return replaceRecord(
    'plans',
    [provider, account],
    plansSchema,
    before,
    () => plans && plansSchema().parse({ provider, account, at, plans }),
  );
}

/**
 * Lists the plans of accounts, newest first, one page at a time. `after`: the `next` of the page
 * before.
 */
export function listPlans(after: string | null = null): Promise<Stored<Page<Plans>>> {
  return withDatabase((database) => readPage(database, { store: 'plans', index: 'at', schema: plansSchema, after }));
}
