/**
 * Stores how flows ended: one record for each flow that ended in a decision, an approval or a
 * refusal. It consists of scope ids, a time and a rule id, never of a URL, state, code or user.
 */
import type { IDBPIndex } from 'idb';
import { tryParse } from '@/utils/text/lazy-object';
import { storeInDatabase, withDatabase } from './database';
import { MAX_IN_RECORD, MAX_OF_CUSTOMER } from './limits';
import { PAGE_SIZE, type Page, readPage } from './paging';
import { prune } from './pruning';
import { outcomeSchema, type Schema, type Stored, type StoredOutcome } from './schema';

/** Limits an index of [provider, client, time] to one client, and to the times from `since` on. */
export const ofClient = (provider: string, app: string, since?: number) =>
  IDBKeyRange.bound([provider, app, ...(since === undefined ? [] : [since])], [provider, app, []]);

/**
 * Stores how a flow ended; resolves to true if that is new. The same outcome may be recorded any
 * number of times. In each account, the last one counts, because a refused request may be retried, but a connection
 * is final, and `continued` and `undone` replace only each other. `decided`: whether the user continued
 * with fewer scopes, or the app was connected; these are pruned last. Of what the pages of one customer may have feigned, only the last ones stay.
 */
export async function recordOutcome(given: StoredOutcome, decided: boolean): Promise<Stored<boolean>> {
  const recorded = await storeInDatabase(async (database) => {
    const outcome = outcomeSchema().parse({ ...given, appName: given.appName.slice(0, MAX_IN_RECORD.appName) });
    const transaction = database.transaction('outcomes', 'readwrite', { durability: 'strict' });
    const { store } = transaction;
    const find = async (id: string) => tryParse(outcomeSchema, await store.get(id));
    const first = await find(outcome.id);
    if (first && isOfOtherAccount(first, outcome)) outcome.id += `-${outcome.account}`;
    const before = await find(outcome.id);
    const isNew = !before || (mayReplace(before, outcome) && !isSame(before, outcome));
    const rank = decided ? 1 : outcome.onCustomerPage ? -1 : 0;
    if (isNew) await store.put({ ...outcome, decided: rank });
    if (isNew && rank === -1) await keepLast(store.index('pruning'), outcome.account);
    await transaction.done;
    return isNew;
  });
  if (recorded.ok && recorded.value) void prune('outcomes');
  return recorded;
}

/** Whether the flow of a record ended in one account and went on in another, which is another connection. */
function isOfOtherAccount(ended: StoredOutcome, { account }: StoredOutcome): boolean {
  return !isStep(ended.outcome) && ended.account !== '' && account !== '' && account !== ended.account;
}

/** Whether the flow of a record ended differently after that. Going back to a page ends nothing. */
function mayReplace({ outcome: before }: StoredOutcome, { outcome: now }: StoredOutcome): boolean {
  return before.kind !== 'connected' && (!isStep(now) || isStep(before));
}

const isStep = ({ kind }: StoredOutcome['outcome']) => kind === 'continued' || kind === 'undone';

/** Deletes the oldest outcomes that the pages of an account's owner may have feigned, beyond the limit. */
async function keepLast(index: IDBPIndex<Schema, ['outcomes'], 'outcomes', 'pruning', 'readwrite'>, account: string): Promise<void> {
  let count = 0;
  for await (const cursor of index.iterate(IDBKeyRange.bound([-1], [-1, []]), 'prev')) {
    if (cursor.value.account === account && ++count > MAX_OF_CUSTOMER) await cursor.delete();
  }
}

/**
 * The time of an error that only a page's text shows is that of the reading, so it does not count.
 */
function isSame(left: StoredOutcome, right: StoredOutcome): boolean {
  return JSON.stringify({ ...left, at: 0 }) === JSON.stringify({ ...right, at: 0 });
}

/** Which flows to list. */
export interface OutcomeQuery {
  /** Only the flows of this client. */
  of?: { provider: string; app: string };
  /** Only flows that ended at this time or later, in milliseconds since the epoch. */
  since?: number | undefined;
}

/**
 * Lists how flows ended, newest first, one page at a time. `after`: the `next` of the page before.
 */
export function listOutcomes(after: string | null = null, { of, since }: OutcomeQuery = {}): Promise<Stored<Page<StoredOutcome>>> {
  const list = of
    ? ({ index: 'client', range: ofClient(of.provider, of.app, since) } as const)
    : ({ index: 'at', ...(since === undefined ? {} : { range: IDBKeyRange.lowerBound(since) }) } as const);
  return withDatabase((database) => readPage(database, { store: 'outcomes', schema: outcomeSchema, after, ...list }));
}

/**
 * Returns the newest record of a client that was connected to the account before a time, in
 * milliseconds since the epoch, and whose scopes are known. Null if it is not among the client's
 * newest records, or if they can't be read.
 */
export async function findLastConnected(provider: string, app: string, account: string, before: number): Promise<StoredOutcome | null> {
  const newest = await listOutcomes(null, { of: { provider, app } });
  if (!newest.ok) return null;
  const isWanted = (one: StoredOutcome) =>
    one.outcome.kind === 'connected' && one.account === account && one.scopes !== null && one.at < before;
  return newest.value.items.find(isWanted) ?? null;
}

/** How a search goes on. */
export interface OutcomeSearch {
  query: OutcomeQuery;
  /** The position after the last search; null for the first one. */
  after: string | null;
  matches: (outcome: StoredOutcome) => boolean;
  /** Stops the search between two pages. */
  signal: AbortSignal;
  /** Called after each page with the number of records that were read, and with the matches. */
  onProgress: (read: number, found: readonly StoredOutcome[]) => void;
}

/**
 * Searches for the next page of flows that match: reads page after page until as many matches are
 * found as a page has, or all records are read. It needs the memory of one page besides its result.
 * A search that was stopped resolves to what it found until then.
 */
export async function searchOutcomes({ query, after, matches, signal, onProgress }: OutcomeSearch): Promise<Stored<Page<StoredOutcome>>> {
  const found: Page<StoredOutcome> = { items: [], next: after };
  let read = 0;
  do {
    const page = await listOutcomes(found.next, query);
    if (!page.ok) return page;
    found.items.push(...page.value.items.filter(matches));
    found.next = page.value.next;
    read += page.value.items.length;
    onProgress(read, found.items);
  } while (found.next !== null && found.items.length < PAGE_SIZE && !signal.aborted);
  return { ok: true, value: found };
}

/** Counts the flows that are listed, damaged records included. */
export function countOutcomes({ of, since }: OutcomeQuery = {}): Promise<Stored<number>> {
  return withDatabase((database) =>
    of
      ? database.countFromIndex('outcomes', 'client', ofClient(of.provider, of.app, since))
      : database.countFromIndex('outcomes', 'at', since === undefined ? null : IDBKeyRange.lowerBound(since)),
  );
}
