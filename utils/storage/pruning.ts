/**
 * Keeps the stores within their caps, and histories within the retention time. Every batch is a
 * transaction of its own, so that reviews are loaded in between, and a worker that is stopped loses
 * nothing: the next write continues.
 */
import type { IDBPDatabase } from 'idb';
import type * as z from 'zod/mini';
import { tryParse } from '@/utils/text/lazy-object';
import { calendarDay, DAY_MS } from '@/utils/text/time';
import { canonicalJson } from './canonical-json';
import { changeInDatabase, storeInDatabase, withDatabase } from './database';
import { MAX_RECORDS } from './limits';
import { appHistorySchema, type Schema, type Settings, type Stored, type StoredAppHistory } from './schema';
import { readSettings, writeSettings } from './settings';

/** How many records one transaction deletes. */
const BATCH = 200;

/** The index of each store that lists first what is deleted first. */
const orders = {
  preferences: 'at',
  learnt: 'at',
  plans: 'at',
  corrections: 'at',
  seen: 'pruning',
  outcomes: 'pruning',
  baselines: 'at',
} as const;

/** A store whose oldest records are pruned. */
export type PrunedStore = keyof typeof orders;

/** The database with the names of stores and indexes as plain text. */
type AnyDatabase = IDBPDatabase;

/**
 * Stores a record of the user's own choice. Its transaction is strict: once it resolves the record
 * is on disk, and a crash leaves either the old or the new one. `parse` throws if the record
 * exceeds a limit.
 */
export async function save<Name extends PrunedStore>(name: Name, parse: () => Schema[Name]['value']): Promise<Stored<void>> {
  const stored = await storeInDatabase(async (database) => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.put(parse()), transaction.done]);
  });
  if (stored.ok) void prune(name);
  return stored;
}

/**
 * Replaces a record, or deletes it if `parse` returns null. Resolves to false, and changes nothing, if
 * the stored one is not `before` any more, for example because the user changed it in another tab.
 * `before`: as `schema` read it. `parse` throws if the record exceeds a limit.
 */
export function replaceRecord<Name extends PrunedStore>(
  name: Name,
  key: IDBValidKey,
  schema: () => z.ZodMiniType<Schema[Name]['value']>,
  before: Schema[Name]['value'],
  parse: () => Schema[Name]['value'] | null,
): Promise<Stored<boolean>> {
  return changeInDatabase(async (database) => {
    const transaction = (database as AnyDatabase).transaction(name, 'readwrite', { durability: 'strict' });
    const stored = tryParse(schema, await transaction.store.get(key));
    const isSame = stored !== undefined && canonicalJson(stored) === canonicalJson(before);
    const after = isSame ? parse() : before;
    if (isSame) await (after === null ? transaction.store.delete(key) : transaction.store.put(after));
    await transaction.done;
    return isSame;
  });
}

const running = new Map<PrunedStore, Promise<unknown>>();

/**
 * Deletes the oldest records beyond the cap of a store. Never rejects. A write need not wait for
 * it, and one call at a time runs for a store.
 */
export function prune(name: PrunedStore): Promise<unknown> {
  const work = () =>
    changeInDatabase(async (database) => {
      const count = await (database as AnyDatabase).countFromIndex(name, orders[name]);
      await deleteFirst(database, name, orders[name], null, count - MAX_RECORDS[name]);
    });
  const next = (running.get(name) ?? Promise.resolve()).then(work);
  running.set(name, next);
  return next;
}

/**
 * Deletes the histories and outcomes that are older than the user wants to keep them. The history of an
 * app that is still used keeps its requests, without which nothing would show that they change, but not how
 * older flows ended. Does nothing if the user set no limit. `now`: milliseconds since the epoch.
 */
export function deleteExpired(now: number): Promise<Stored<void>> {
  return changeInDatabase(async (database) => {
    const { retentionDays } = await readSettings(database.transaction('settings').store);
    if (retentionDays === null) return;
    const { outcomes, seen } = expired(retentionDays, now);
    await deleteFirst(database, 'outcomes', 'at', outcomes);
    await deleteFirst(database, 'seen', 'last', seen);
    await trimHistories(database, calendarDay(now - retentionDays * DAY_MS));
  });
}

/** Deletes in the histories that stay how flows ended before that day, one batch after the other. */
async function trimHistories(database: IDBPDatabase<Schema>, oldest: string): Promise<void> {
  const keys = await database.getAllKeys('seen');
  for (let start = 0; start < keys.length; start += BATCH) {
    const transaction = database.transaction('seen', 'readwrite');
    const trim = async (key: [string, string]) => {
      const trimmed = withoutOlder(await transaction.store.get(key), oldest);
      if (trimmed) await transaction.store.put(trimmed);
    };
    await Promise.all([...keys.slice(start, start + BATCH).map(trim), transaction.done]);
  }
}

/** Returns a history without what ended before that day; null if it has none of that, or is damaged and so counts as not there. */
function withoutOlder<History extends StoredAppHistory>(history: History | undefined, oldest: string): History | null {
  const isRecent = ({ day }: { day: string }) => day >= oldest;
  if (!history || !appHistorySchema().safeParse(history).success || history.outcomes.every(isRecent)) return null;
  return { ...history, outcomes: history.outcomes.filter(isRecent) };
}

/**
 * How much `saveRetention` would delete now: outcomes of flows, histories of apps, and (`trimmed`) histories
 * that stay, but not with all results.
 */
export function countExpired(days: number, now: number): Promise<Stored<{ outcomes: number; seen: number; trimmed: number }>> {
  return withDatabase(async (database) => {
    const ranges = expired(days, now);
    const transaction = database.transaction(['outcomes', 'seen']);
    const [outcomes, seen] = await Promise.all([
      transaction.objectStore('outcomes').index('at').count(ranges.outcomes),
      transaction.objectStore('seen').index('last').count(ranges.seen),
    ]);
    const oldest = calendarDay(now - days * DAY_MS);
    let trimmed = 0;
    for await (const { value } of transaction.objectStore('seen').index('last').iterate(IDBKeyRange.lowerBound(oldest)))
      trimmed += withoutOlder(value, oldest) ? 1 : 0;
    return { outcomes, seen, trimmed };
  });
}

/** The ranges of the indexes by time that are older than so many days. */
function expired(days: number, now: number) {
  const oldest = now - days * DAY_MS;
  return { outcomes: IDBKeyRange.upperBound(oldest, true), seen: IDBKeyRange.upperBound(calendarDay(oldest), true) };
}

/** Reads what the user set about storage, and what happened to it. */
export function loadSettings(): Promise<Stored<Settings>> {
  return withDatabase((database) => readSettings(database.transaction('settings').store));
}

/**
 * Sets after how many days histories and outcomes are deleted, and deletes those; null for never.
 */
export async function saveRetention(days: number | null, now: number): Promise<Stored<void>> {
  const saved = await storeInDatabase((database) =>
    writeSettings(database.transaction('settings', 'readwrite', { durability: 'strict' }).store, { retentionDays: days }),
  );
  return saved.ok ? deleteExpired(now) : saved;
}

/**
 * Deletes up to `count` records of the range, in the order of the index, one batch after the other.
 */
async function deleteFirst(
  database: IDBPDatabase<Schema>,
  name: PrunedStore,
  index: string,
  range: IDBKeyRange | null,
  count = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (let left = count; left > 0; ) {
    const transaction = (database as AnyDatabase).transaction(name, 'readwrite');
    const keys = await transaction.store.index(index).getAllKeys(range, Math.min(left, BATCH));
    await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
    if (keys.length === 0) return;
    left -= keys.length;
  }
}
