/**
 * Stores how flows ended: one record for each flow that ended in a decision, an approval or a
 * refusal. It consists of scope ids, a time and a rule id, never of a URL, state, code or user.
 */
import { withDatabase } from './database';
import { MAX_IN_RECORD } from './limits';
import { type Page, readPage } from './paging';
import { prune } from './pruning';
import { outcomeSchema, type Stored, type StoredOutcome } from './schema';

/** Limits an index of [provider, client, time] to one client. */
export const ofClient = (provider: string, app: string) => IDBKeyRange.bound([provider, app], [provider, app, []]);

/**
 * Stores how a flow ended; resolves to true if that is new. The same outcome may be recorded any
 * number of times. The last one counts, because a refused request may be retried, but a connection
 * is final. `decided`: whether the user continued with fewer scopes, or the app was connected;
 * these are pruned last.
 */
export async function recordOutcome(given: StoredOutcome, decided: boolean): Promise<Stored<boolean>> {
  const recorded = await withDatabase(async (database) => {
    const outcome = outcomeSchema.parse({ ...given, appName: given.appName.slice(0, MAX_IN_RECORD.appName) });
    const transaction = database.transaction('outcomes', 'readwrite', { durability: 'strict' });
    const before = outcomeSchema.safeParse(await transaction.store.get(outcome.id)).data;
    const isNew = !before || (before.outcome.kind !== 'connected' && !isSame(before, outcome));
    if (isNew) await transaction.store.put({ ...outcome, decided: decided ? 1 : 0 });
    await transaction.done;
    return isNew;
  });
  if (recorded.ok && recorded.value) void prune('outcomes');
  return recorded;
}

/**
 * The time of an error that only a page's text shows is that of the reading, so it does not count.
 */
function isSame(left: StoredOutcome, right: StoredOutcome): boolean {
  return JSON.stringify({ ...left, at: 0 }) === JSON.stringify({ ...right, at: 0 });
}

/**
 * Lists how flows ended, newest first, one page at a time. `after`: the `next` of the page before;
 * `of`: only the flows of this client.
 */
export function listOutcomes(after: string | null = null, of?: { provider: string; app: string }): Promise<Stored<Page<StoredOutcome>>> {
  const list = of ? ({ index: 'client', range: ofClient(of.provider, of.app) } as const) : ({ index: 'at' } as const);
  return withDatabase((database) => readPage(database, { store: 'outcomes', schema: outcomeSchema, after, ...list }));
}
