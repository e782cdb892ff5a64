/**
 * Stores what an admin approved: the scopes of one app for one account, with who asked, why, who
 * reviewed and until when. It has no URL, state or code.
 */
import { type Baseline, baselineSchema } from '@/utils/policy/baseline';
import { withDatabase } from './database';
import { MAX_IN_RECORD } from './limits';
import { type Page, readPage } from './paging';
import { save } from './pruning';
import type { PreferenceKey, Stored } from './schema';

const keyOf = ({ provider, app, account }: PreferenceKey): [string, string, string] => [provider, app, account];

/**
 * Reads the baseline of the account, else the one that was approved for any account. If the account
 * is unknown, the baseline of the only account that has one counts. Null if there is none, or if
 * the record is damaged.
 */
export function findBaseline(key: PreferenceKey): Promise<Stored<Baseline | null>> {
  return withDatabase(async (database) => {
    const { store } = database.transaction('baselines');
    const given = key.account === '' ? [] : [await store.get(keyOf(key))];
    const [any, other] = await store.getAll(IDBKeyRange.bound([key.provider, key.app], [key.provider, key.app, []]), 2);
    const found = given[0] ?? (any?.account === '' || (key.account === '' && other === undefined) ? any : undefined);
    return baselineSchema.safeParse(found).data ?? null;
  });
}

/**
 * Returns the account whose baseline an approval stores: that of the request, else that of the
 * baseline which counted for it, so that no second one for any account appears beside it.
 */
export const approvedAccount = (requested: string, found: Baseline | null): string => requested || (found?.account ?? '');

/**
 * Reads the only baseline of an app with this name, for exports that name no client; null if there
 * is none, or if several clients or accounts have one.
 */
export function findBaselineByName(provider: string, appName: string): Promise<Stored<Baseline | null>> {
  return withDatabase(async (database) => {
    const records = await database.getAll('baselines', IDBKeyRange.bound([provider], [provider, []]));
    const [only, other] = records
      .flatMap((record) => baselineSchema.safeParse(record).data ?? [])
      .filter((one) => isSameName(one.appName, appName));
    return only && !other ? only : null;
  });
}

/**
 * Whether two names of apps are the same but for case and white space around them; two empty ones
 * are not.
 */
export function isSameName(one: string, other: string): boolean {
  const [name, wanted] = [one, other].map((text) => text.trim().toLowerCase());
  return name !== '' && name === wanted;
}

/**
 * Stores a baseline and replaces the one before for the same app and account. A long name of the
 * app is cut; a baseline with more scopes than a record can contain is not stored (`too-large`).
 */
export function saveBaseline({ appName, ...baseline }: Baseline): Promise<Stored<void>> {
  return save('baselines', () => baselineSchema.parse({ ...baseline, appName: appName.slice(0, MAX_IN_RECORD.appName) }));
}

/**
 * Lists the baselines, newest first, one page at a time. `after`: the `next` of the page before.
 * Damaged records are left out.
 */
export function listBaselines(after: string | null = null): Promise<Stored<Page<Baseline>>> {
  return withDatabase((database) => readPage(database, { store: 'baselines', index: 'at', schema: baselineSchema, after }));
}

/** Deletes the baseline of exactly this app and account. Does nothing if there is none. */
export function deleteBaseline(key: PreferenceKey): Promise<Stored<void>> {
  return withDatabase((database) => database.delete('baselines', keyOf(key)));
}
