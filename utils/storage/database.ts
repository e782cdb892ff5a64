/**
 * Opens the one database, which belongs to the extension's origin, on demand. Closes it when
 * another context wants to upgrade it.
 */
import { type IDBPDatabase, openDB, unwrap } from 'idb';
import type { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { migrations } from './migrations/chain';
import { databaseName, type Schema, type Stored } from './schema';
import { readSettings, writeSettings } from './settings';

/** An open database, or one that is about to open. */
interface Connection {
  database: Promise<IDBPDatabase<Schema>>;
  /** Like `database`, but rejects if that takes longer than `OPEN_TIMEOUT_MS`. */
  ready: Promise<IDBPDatabase<Schema>>;
}

let connection: Connection | null = null;

/**
 * Limits how long a review waits for the database. An upgrade waits until every older connection is
 * closed, which may be never.
 */
const OPEN_TIMEOUT_MS = 2_000;

/**
 * Chromium replaces a damaged database by an empty one, and only this property of the upgrade event shows
 * that. A database that was deleted, for example because the disk was full, is just new.
 */
function dataWasLost(event: Event): boolean {
  return (event as IDBVersionChangeEvent & { dataLoss?: string }).dataLoss === 'total';
}

/** The key in `storage.local` that says that something was stored, so that an empty database is one that was lost. */
const storedKey = 'hasData';

type Extension = Pick<typeof browser, 'extension' | 'storage'>;

/**
 * Returns `storage.local`. Undefined in a web worker, which has none of the extension's APIs, and in a
 * private window, whose database is another one.
 */
function markArea(): Extension['storage']['local'] | undefined {
  const { browser, chrome } = globalThis as { browser?: Extension; chrome?: Extension };
  const { extension, storage } = browser ?? chrome ?? {};
  return extension?.inIncognitoContext === false ? storage?.local : undefined;
}

/** Sets whether the database has something to lose. Never rejects. */
export async function markStored(isStored = true): Promise<void> {
  await (isStored ? markArea()?.set({ [storedKey]: true }) : markArea()?.remove(storedKey))?.catch(() => {});
}

async function openDatabase(): Promise<IDBPDatabase<Schema>> {
  const marks = await markArea()
    ?.get(storedKey)
    .catch(() => null);
  return openDB<Schema>(databaseName, migrations.version, {
    async upgrade(database, from, _to, transaction, event) {
      migrations.run(from, unwrap(database), unwrap(transaction));
      if (dataWasLost(event) || (from === 0 && marks?.[storedKey]))
        await writeSettings(transaction.objectStore('settings'), { dataLostAt: Date.now() });
    },
    blocking() {
      void closeDatabase();
    },
    terminated() {
      connection = null;
    },
  });
}

function connect(): Connection {
  const database = openDatabase();
  const timeout = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new DOMException('', 'TimeoutError')), OPEN_TIMEOUT_MS);
    const stop = () => clearTimeout(timer);
    database.then(stop, stop);
  });
  const opened: Connection = { database, ready: Promise.race([database, timeout]) };
  database.then(
    () => {
      opened.ready = database;
    },
    () => {
      if (connection === opened) connection = null;
    },
  );
  return opened;
}

/** Closes the connection. The next `withDatabase` opens it again. */
export async function closeDatabase(): Promise<void> {
  const closing = connection;
  connection = null;
  await closing?.database.then((database) => database.close()).catch(() => {});
}

/**
 * Runs `work` with the database. Never rejects, because a review must work without storage too; a
 * failure becomes a `reason`.
 */
export async function withDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<Stored<T>> {
  try {
    connection ??= connect();
    return { ok: true, value: await work(await connection.ready) };
  } catch (error) {
    if (error instanceof z.core.$ZodError) return { ok: false, reason: 'too-large' };
    const name = error instanceof DOMException ? error.name : '';
    return { ok: false, reason: name === 'VersionError' ? 'newer' : name === 'QuotaExceededError' ? 'full' : 'unavailable' };
  }
}

/** The channel on which the extension's pages learn of a change. IndexedDB has no event of its own for that. */
const changesName = 'data-changed';

/** Calls `onChange` after any context has changed what is stored; returns a function that ends that. */
export function watchData(onChange: () => void): () => void {
  const channel = new BroadcastChannel(changesName);
  channel.onmessage = onChange;
  return () => channel.close();
}

/** `withDatabase` for work that changes or deletes something. */
export async function changeInDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<Stored<T>> {
  const done = await withDatabase(work);
  if (done.ok) {
    const channel = new BroadcastChannel(changesName);
    channel.postMessage(null);
    channel.close();
  }
  return done;
}

/** `changeInDatabase` for work that stores something. */
export async function storeInDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<Stored<T>> {
  const done = await changeInDatabase(work);
  if (done.ok) await markStored();
  return done;
}

/**
 * Whether the browser has discarded what was stored, so that it is unknown what there was. It stays
 * true until `dismissLoss`, whatever is stored in the meantime; false if the database can't be read.
 */
export async function hasLostData(): Promise<boolean> {
  const settings = await withDatabase((database) => readSettings(database.transaction('settings').store));
  return settings.ok && settings.value.dataLostAt !== null;
}

/** Ends what `hasLostData` reports, because the user has read it. */
export function dismissLoss(): Promise<Stored<void>> {
  return changeInDatabase((database) => writeSettings(database.transaction('settings', 'readwrite').store, { dataLostAt: null }));
}
