/**
 * Keeps the flows of private windows where the browser runs a worker of its own for them, as
 * Chromium does. All windows share `storage.session`, and no code runs any more once the last
 * private window was closed, so a flow would stay there until the browser ends (Chromium 156, seen
 * on 2026-11-26). The private worker's databases are in memory and end with its windows.
 */
import { type IDBPDatabase, openDB } from 'idb';

const STORE = 'flows';
let database: Promise<IDBPDatabase> | null = null;

function open(): Promise<IDBPDatabase> {
  database ??= openDB('private-flows', 1, { upgrade: (created) => void created.createObjectStore(STORE) });
  return database;
}

let announceChange = () => {};

/** Calls `listener` after each change, because the area has no event that others could watch. */
export function watchPrivateArea(listener: () => void): void {
  announceChange = listener;
}

/** The functions of a storage area that flows need. */
export const privateArea = {
  /** Reads the value of a key, or all values for null. */
  async get(key: string | null): Promise<Record<string, unknown>> {
    const { store } = (await open()).transaction(STORE);
    const [keys, values] = await Promise.all([store.getAllKeys(key), store.getAll(key)]);
    return Object.fromEntries(keys.map((one, index) => [String(one), values[index]]));
  },
  async set(values: Readonly<Record<string, unknown>>): Promise<void> {
    const { store, done } = (await open()).transaction(STORE, 'readwrite');
    await Promise.all([...Object.entries(values).map(([key, value]) => store.put(value, key)), done]);
    announceChange();
  },
  async remove(keys: string | string[]): Promise<void> {
    const all = [keys].flat();
    // A review that is loaded removes what is outdated, and must not announce itself.
    if (all.length === 0) return;
    const { store, done } = (await open()).transaction(STORE, 'readwrite');
    await Promise.all([...all.map((key) => store.delete(key)), done]);
    announceChange();
  },
};
