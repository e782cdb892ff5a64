/**
 * Version 1 of the database. The types are copies, because later versions must not change what this
 * step creates.
 */
import type { Migration } from './migration';

interface Version1 {
  preferences: {
    key: [provider: string, app: string, account: string];
    value: {
      provider: string;
      app: string;
      account: string;
      appName: string;
      at: number;
      requested: string[];
      required: string[];
      kept: string[];
      dropped: string[];
    };
  };
  learnt: {
    key: [provider: string, app: string];
    value: { provider: string; app: string; at: number; required: string[] };
  };
  plans: {
    key: [provider: string, account: string];
    value: { provider: string; account: string; at: number; plans: Record<string, string> };
  };
}

/** Creates the stores of saved selections, learned scopes and plans. */
export const first: Migration<0, 1> = {
  from: 0,
  to: 1,
  run(database) {
    const stores: Record<keyof Version1, string[]> = {
      preferences: ['provider', 'app', 'account'],
      learnt: ['provider', 'app'],
      plans: ['provider', 'account'],
    };
    for (const [name, keyPath] of Object.entries(stores)) database.createObjectStore(name, { keyPath });
  },
};
