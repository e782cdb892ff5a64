import { vi } from 'vitest';

/** From now on counts the transactions that only read, by store. Needs `fake-indexeddb/auto`. */
export function storeReads(): () => Record<string, number> {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const before = transaction.mock.calls.length;
  return () => {
    const names = transaction.mock.calls
      .slice(before)
      .filter(([, mode]) => mode !== 'readwrite')
      .flatMap(([stores]) => (typeof stores === 'string' ? [stores] : [...stores]));
    const counts: Record<string, number> = {};
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
}
