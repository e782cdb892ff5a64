/** Very many records, for tests and benchmarks. */
import type { PrunedStore } from '@/utils/storage/pruning';

const client = { provider: 'hubspot', app: 'client-#' };
const ids = ['crm.lists.read', 'crm.objects.contacts.read', 'crm.objects.deals.read', 'tickets'];
const scopes = { requested: ids, kept: ids.slice(0, 3), dropped: ids.slice(3) };

/**
 * A record of each store; `#` stands for its number and `@` for a day, and the higher the number,
 * the newer it is.
 */
export const samples: Record<PrunedStore, object> = {
  preferences: { ...client, account: '', appName: 'App #', ...scopes, required: ids.slice(0, 2) },
  learnt: { ...client, required: ids },
  plans: { provider: 'hubspot', account: 'client-#', plans: { sales: 'starter' } },
  corrections: { ...client, profile: 'clay' },
  seen: { ...client, first: '@', last: '@', requested: [{ day: '@', ids }], reduced: [], outcomes: [], decided: 0 },
  outcomes: { ...client, id: '#', appName: '', account: '', scopes, outcome: { kind: 'refused', rule: null }, decided: 0 },
  baselines: {
    ...client,
    account: '',
    appName: 'App #',
    scopes: ids.map((id) => ({ id, requirement: 'required' })),
    askedBy: 'Sales operations',
    reason: 'Enriches contacts',
    reviewedBy: 'IT security',
    until: null,
  },
};

/**
 * Returns the text that `#` in a sample stands for. Texts of other numbers have the same length.
 */
export const numbered = (number: number) => String(number).padStart(6, '0');

/**
 * Writes the records from `from` up to `to` of each sample; the database must exist. The function
 * is self-contained, because `page.evaluate` can run it in a page of the extension.
 */
export async function fillStores({ samples, from, to }: { samples: Record<string, object>; from: number; to: number }): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('scope-review');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (let start = from; start < to; start += 5_000) {
    const transaction = database.transaction(Object.keys(samples), 'readwrite', { durability: 'relaxed' });
    for (const [name, sample] of Object.entries(samples)) {
      const store = transaction.objectStore(name);
      const text = JSON.stringify(sample);
      for (let at = start; at < Math.min(to, start + 5_000); at += 1) {
        const day = new Date(at * 86_400_000).toISOString().slice(0, 10);
        store.put({ ...JSON.parse(text.replaceAll('#', String(at).padStart(6, '0')).replaceAll('@', day)), at });
      }
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  }
  database.close();
}
