/** What the extension has stored, for tests in Chromium and Firefox. */

/**
 * Resolves to everything that the extension has stored, as one text. The function is
 * self-contained, because `evaluate` runs it in a page of the extension.
 */
export async function storedText(): Promise<string> {
  const all: Record<string, unknown> = {};
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of database.objectStoreNames) {
      all[store] = await new Promise((resolve) => {
        const reading = database.transaction(store).objectStore(store).getAll();
        reading.onsuccess = () => resolve(reading.result);
      });
    }
    database.close();
  }
  const { local, session } = (globalThis as unknown as { chrome: { storage: Record<string, { get(): Promise<unknown> }> } }).chrome.storage;
  return JSON.stringify({ ...all, local: await local?.get(), session: await session?.get() });
}
