/** A page of the extension, through which a test asks the worker and reads what is stored. */
import type { Page } from 'playwright';
import type { TestBrowser } from './browser';

/** Opens a page of the extension that belongs to no tab. */
export async function openOwnPage({ context, extensionId }: TestBrowser): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/popup.html?tab=-1`);
  // By then, it has created the database, which a test that reads it must not do.
  await page.locator('.sr-idle').waitFor();
  return page;
}

/**
 * Sends a message to the worker; once more if the worker is stopped while it answers. Resolves to
 * how long the answer took, in ms.
 */
export function ask(page: Page, type: string, data: object): Promise<number> {
  return page.evaluate(
    async (message) => {
      const { runtime } = (globalThis as unknown as { chrome: { runtime: { sendMessage(message: object): Promise<unknown> } } }).chrome;
      const start = performance.now();
      await runtime.sendMessage(message).catch(() => runtime.sendMessage(message));
      return performance.now() - start;
    },
    { id: 0, timestamp: 0, type, data: { tabId: -1, ...data } },
  );
}

/** The records of each store, without times and what is made of them. */
export type StoredRecords = Readonly<Record<string, readonly Record<string, unknown>[]>>;

/** Resolves to everything that is stored. */
export function readStored(page: Page): Promise<StoredRecords> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('scope-review');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names);
    const all = names.map(
      (name) =>
        new Promise<[string, unknown[]]>((resolve) => {
          const request = transaction.objectStore(name).getAll();
          request.onsuccess = () => resolve([name, request.result]);
        }),
    );
    const stored = Object.fromEntries(await Promise.all(all));
    database.close();
    return JSON.parse(JSON.stringify(stored, (key, value) => (['at', 'id', 'flow'].includes(key) ? undefined : value)));
  });
}
