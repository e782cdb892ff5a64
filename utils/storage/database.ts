/** The one database, of the extension's own origin. Opened on demand, closed when another context wants to upgrade it. */
import { type IDBPDatabase, openDB, unwrap } from 'idb';
import { migrations } from './migrations/chain';
import { databaseName, type Schema, type Stored, type StoreName } from './schema';

let opening: Promise<IDBPDatabase<Schema>> | null = null;
let lost = false;

/** Chromium replaces a damaged database by an empty one and says so only in this property of the upgrade event. */
function dataWasLost(event: Event): boolean {
  return (event as IDBVersionChangeEvent & { dataLoss?: string }).dataLoss === 'total';
}

/** True after the browser gave up damaged data, until something is stored again: what was remembered is gone. */
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

/** Lets go of the connection; the next call opens it again. */
export async function closeDatabase(): Promise<void> {
  const was = opening;
  opening = null;
  await was?.then((database) => database.close()).catch(() => {});
}

/** Runs `work` and never throws: a storage that fails must not take the review with it. */
export async function withDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<Stored<T>> {
  try {
    return { ok: true, value: await work(await open()) };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return { ok: false, reason: name === 'VersionError' ? 'newer' : name === 'QuotaExceededError' ? 'full' : 'unavailable' };
  }
}

/** One strict transaction: when it resolves the record is on disk, and a crash leaves the old one or the new one. */
export async function put<Name extends StoreName>(database: IDBPDatabase<Schema>, name: Name, value: Schema[Name]['value']): Promise<void> {
  const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
  await Promise.all([transaction.store.put(value), transaction.done]);
  lost = false;
}
