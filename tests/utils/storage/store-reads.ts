import { vi } from 'vitest';

/**
 * Starts to count read-only transactions, and returns a function that returns their number by store.
 * The settings do not count: they are read when the database is opened. It needs
 * `fake-indexeddb/auto`.
 */
export function storeReads(): () => Record<string, number> {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const before = transaction.mock.calls.length;
  return () => {
    const names = transaction.mock.calls
      .slice(before)
      .filter(([, mode]) => mode !== 'readwrite')
      .flatMap(([stores]) => (typeof stores === 'string' ? [stores] : [...stores]));
    const counts: Record<string, number> = {};
    for (const name of names.filter((one) => one !== 'settings')) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
}
