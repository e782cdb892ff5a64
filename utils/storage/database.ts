/**
 * Opens the one database, which belongs to the extension's origin, on demand. Closes it when
 * another context wants to upgrade it.
 */
import { type IDBPDatabase, openDB, unwrap } from 'idb';
import { migrations } from './migrations/chain';
import { databaseName, type Schema, type Stored, type StoreName } from './schema';

let opening: Promise<IDBPDatabase<Schema>> | null = null;
let lost = false;

/**
 * Chromium replaces a damaged database by an empty one, which only this property of the upgrade
 * event shows.
 */
function dataWasLost(event: Event): boolean {
  return (event as IDBVersionChangeEvent & { dataLoss?: string }).dataLoss === 'total';
}

/**
 * Whether the browser has discarded damaged data, so that everything stored is lost. False again
 * once something is stored.
 */
export function hasLostData(): boolean {
  return lost;
}

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>(databaseName, migrations.version, {
    upgrade(database, from, _to, transaction, event) {
      lost ||= dataWasLost(event);
      migrations.run(from, unwrap(database), unwrap(transaction));
    },
    blocking() {
      void closeDatabase();
    },
    terminated() {
      opening = null;
    },
  }).catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** Closes the connection. The next `withDatabase` opens it again. */
export async function closeDatabase(): Promise<void> {
  const closing = opening;
  opening = null;
  await closing?.then((database) => database.close()).catch(() => {});
}

/**
 * Runs `work` with the database. Never rejects, because a review must work without storage too; a
 * failure becomes a `reason`.
 */
export async function withDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<Stored<T>> {
  try {
    return { ok: true, value: await work(await open()) };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return { ok: false, reason: name === 'VersionError' ? 'newer' : name === 'QuotaExceededError' ? 'full' : 'unavailable' };
  }
}

/**
 * Writes a record in a strict transaction: once it resolves the record is on disk, and a crash
 * leaves either the old or the new one.
 */
export async function put<Name extends StoreName>(database: IDBPDatabase<Schema>, name: Name, value: Schema[Name]['value']): Promise<void> {
  const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
  await Promise.all([transaction.store.put(value), transaction.done]);
  lost = false;
}
