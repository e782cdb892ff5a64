/**
 * Stores what an admin approved: the scopes of one app for one account, with who asked, why, who
 * reviewed and until when. It has no URL, state or code.
 */
import { type Baseline, baselineSchema } from '@/utils/policy/baseline';
import { tryParse } from '@/utils/text/lazy-object';
import { canonicalJson } from './canonical-json';
import { storeInDatabase, withDatabase } from './database';
import { MAX_IN_RECORD } from './limits';
import { type Page, readPage } from './paging';
import { tellPolicyChange } from './policy-signal';
import { prune } from './pruning';
import type { PreferenceKey, Stored } from './schema';

const keyOf = ({ provider, app, account }: PreferenceKey): [string, string, string] => [provider, app, account];

/** An app and account; without an account, `mayBeFor` tells for which it may be, by default for any. */
export type BaselineKey = PreferenceKey & { mayBeFor?: ((account: string) => boolean) | undefined };

/**
 * The app and account whose baseline is wanted. An export that names no client has only the app's
 * name.
 */
export type BaselineOf = BaselineKey | { provider: string; appName: string };

/**
 * Returns the baseline that counts, of those that are given: that of the account, else the one that
 * was approved for any account. If the account is unknown, the baseline of the only account that
 * has one counts if the request may be for it, and for a name that of the only client and account. Null if there is none.
 */
export function chooseBaseline(baselines: readonly Baseline[], of: BaselineOf): Baseline | null {
  const ofApp = baselines.filter(
    (one) => one.provider === of.provider && ('appName' in of ? isSameName(one.appName, of.appName) : one.app === of.app),
  );
  const only = ofApp.length === 1 ? ofApp[0] : undefined;
  if ('appName' in of) return only ?? null;
  const [given, any] = [of.account, ''].map((account) => ofApp.find((one) => one.account === account));
  return given ?? any ?? (only && isOnlyOne(of, only) ? only : null);
}

/**
 * Reads the baseline that counts for the app and account, as `chooseBaseline` does, but only the
 * records that it needs: an app may have one for each of many accounts.
 */
export function findBaseline(key: BaselineKey): Promise<Stored<Baseline | null>> {
  return withDatabase(async (database) => {
    const { store } = database.transaction('baselines');
    const given = key.account === '' ? [] : [await store.get(keyOf(key))];
    const [any, other] = await store.getAll(IDBKeyRange.bound([key.provider, key.app], [key.provider, key.app, []]), 2);
    const counts = any && (any.account === '' || (other === undefined && isOnlyOne(key, any)));
    const found = given[0] ?? (counts ? any : undefined);
    return tryParse(baselineSchema, found) ?? null;
  });
}

/** Whether the baseline of the only account that has one counts for a request without an account. */
const isOnlyOne = ({ account, mayBeFor }: BaselineKey, only: Baseline) => account === '' && (mayBeFor?.(only.account) ?? true);

/**
 * Returns the account whose baseline an approval stores: that of the request, else that of the
 * baseline which counted for it, so that no second one for any account appears beside it.
 */
export const approvedAccount = (requested: string, found: Baseline | null): string => requested || (found?.account ?? '');

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
 * Resolves to false, and stores nothing, if the stored one is not `before` any more (null: there is
 * none), for example because of another tab; without `before`, any is replaced.
 */
export async function saveBaseline({ appName, ...baseline }: Baseline, before?: Baseline | null): Promise<Stored<boolean>> {
  const next = { ...baseline, appName: appName.slice(0, MAX_IN_RECORD.appName) };
  const saved = await replace(baseline, before, () => baselineSchema().parse(next));
  if (saved.ok && saved.value) void prune('baselines');
  return saved;
}

/** Deletes a baseline, unless the stored one is another by now: then it resolves to false. */
export const deleteBaseline = (baseline: Baseline): Promise<Stored<boolean>> => replace(baseline, baseline, () => null);

/** Replaces the baseline `before` by the next, or deletes it, and tells the other contexts. */
async function replace(key: PreferenceKey, before: Baseline | null | undefined, nextOf: () => Baseline | null): Promise<Stored<boolean>> {
  const done = await storeInDatabase(async (database) => {
    const next = nextOf();
    const transaction = database.transaction('baselines', 'readwrite', { durability: 'strict' });
    const { store } = transaction;
    const stored = tryParse(baselineSchema, await store.get(keyOf(key))) ?? null;
    const isSame = before === undefined || canonicalJson({ stored }) === canonicalJson({ stored: before });
    await Promise.all([isSame && (next ? store.put(next) : store.delete(keyOf(key))), transaction.done]);
    return isSame;
  });
  if (done.ok && done.value) await tellPolicyChange();
  return done;
}

/**
 * Lists the baselines, newest first, one page at a time. `after`: the `next` of the page before.
 * Damaged records are left out.
 */
export function listBaselines(after: string | null = null): Promise<Stored<Page<Baseline>>> {
  return withDatabase((database) => readPage(database, { store: 'baselines', index: 'at', schema: baselineSchema, after }));
}

/** Lists all baselines, page by page, so that the page that asks stays responsive. */
export async function allBaselines(): Promise<Stored<Baseline[]>> {
  const found: Baseline[] = [];
  for (let after: string | null = null; ; ) {
    const page = await listBaselines(after);
    if (!page.ok) return page;
    found.push(...page.value.items);
    after = page.value.next;
    if (after === null) return { ok: true, value: found };
  }
}
