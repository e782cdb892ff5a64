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
}

/** Adds the store of approved baselines. */
export const baselines: Migration<3, 4> = {
  from: 3,
  to: 4,
  run(database) {
    const name: keyof Version4 = 'baselines';
    database.createObjectStore(name, { keyPath: ['provider', 'app', 'account'] }).createIndex('at', 'at');
  },
};
