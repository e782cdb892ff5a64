/** Everything that the extension stores, read where the extension itself reads it. */
import type { Page, Worker } from 'playwright';

/** What is stored, by area; `indexedDB` has the first 2,000 records of each store. */
export interface StoredData {
  indexedDB: Record<string, unknown[]>;
  local: object;
  sync: object;
  session: object;
}

/** Reads everything from a page of the extension, or from its worker. */
export function readStoredData(where: Page | Worker): Promise<StoredData> {
  return (where as Page).evaluate(async () => {
    const result = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const stores: Record<string, unknown[]> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await result(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        stores[store] = await result(database.transaction(store).objectStore(store).getAll(null, 2_000));
      database.close();
    }
    const { local, sync, session } = (
      globalThis as unknown as { chrome: { storage: Record<string, { get(keys: null): Promise<object> }> } }
    ).chrome.storage;
    return {
      indexedDB: stores,
      local: (await local?.get(null)) ?? {},
      sync: (await sync?.get(null)) ?? {},
      session: (await session?.get(null)) ?? {},
    };
  });
}
