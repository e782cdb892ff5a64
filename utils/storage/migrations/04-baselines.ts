/**
 * Version 4 of the database. The types are copies, because later versions must not change what this
 * step creates.
 */
import type { Migration } from './migration';

interface Version4 {
  baselines: {
    key: [provider: string, app: string, account: string];
    value: {
      provider: string;
      app: string;
      account: string;
      appName: string;
      at: number;
      scopes: { id: string; requirement: string }[];
      askedBy: string;
      reason: string;
      reviewedBy: string;
      until: string | null;
    };
  };
  policies: { key: string; value: { id: string } };
}

/** Adds the stores of approved baselines and of the user's policy, which is one record. */
export const baselines: Migration<3, 4> = {
  from: 3,
  to: 4,
  run(database) {
    const stores: Record<keyof Version4, string | string[]> = { baselines: ['provider', 'app', 'account'], policies: 'id' };
    const [approved] = Object.entries(stores).map(([name, keyPath]) => database.createObjectStore(name, { keyPath }));
    approved?.createIndex('at', 'at');
  },
};
