/**
 * Version 3 of the database. The types are copies, because later versions must not change what this
 * step creates.
 */
import type { Migration } from './migration';

interface Version3 {
  outcomes: {
    key: string;
    value: {
      id: string;
      at: number;
      provider: string;
      app: string;
      appName: string;
      account: string;
      scopes: { requested: string[]; kept: string[]; dropped: string[] } | null;
      outcome: { kind: string; rule: string | null };
      decided: 0 | 1;
    };
  };
  settings: {
    key: string;
    value: { id: 'settings'; retentionDays: number | null; dataLostAt: number | null };
  };
}

/**
 * Adds the stores of outcomes and settings, and indexes by time. The histories get the field
 * `decided`, by which they are pruned.
 */
export const outcomes: Migration<2, 3> = {
  from: 2,
  to: 3,
  run(database, transaction) {
    const [store] = (['outcomes', 'settings'] satisfies (keyof Version3)[]).map((name) =>
      database.createObjectStore(name, { keyPath: 'id' }),
    );
    store?.createIndex('at', 'at');
    store?.createIndex('client', ['provider', 'app', 'at']);
    store?.createIndex('pruning', ['decided', 'at']);
    for (const name of ['preferences', 'learnt', 'plans', 'corrections']) transaction.objectStore(name).createIndex('at', 'at');
    const histories = transaction.objectStore('seen');
    histories.createIndex('last', 'last');
    histories.createIndex('pruning', ['decided', 'last']);
    const all = histories.openCursor();
    all.onsuccess = () => {
      const cursor = all.result;
      if (!cursor) return;
      cursor.update({ ...cursor.value, decided: wasDecided(cursor.value) ? 1 : 0 });
      cursor.continue();
    };
  },
};

/**
 * Whether the user continued with fewer scopes or approved a request. The record may be damaged.
 */
function wasDecided({ reduced, outcomes }: { reduced?: unknown; outcomes?: unknown }): boolean {
  const ended = Array.isArray(outcomes) ? outcomes : [];
  return (Array.isArray(reduced) && reduced.length > 0) || ended.some((one) => one?.kind === 'connected');
}
