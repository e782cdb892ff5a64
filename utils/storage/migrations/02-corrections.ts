/**
 * Version 2 of the database. The types are copies, because later versions must not change what this
 * step creates.
 */
import type { Migration } from './migration';

interface Version2 {
  corrections: {
    key: [provider: string, app: string];
    value: { provider: string; app: string; profile: string | null; at: number };
  };
  profiles: {
    key: [provider: string, id: string];
    value: { provider: string; id: string; at: number; profile: object };
  };
  seen: {
    key: [provider: string, app: string];
    value: {
      provider: string;
      app: string;
      first: string;
      last: string;
      requested: { day: string; ids: string[] }[];
      reduced: string[][];
      outcomes: { flow: string; day: string; kind: string; rule: string | null }[];
    };
  };
}

/**
 * Adds the stores of the user's choices for apps, of custom profiles and of the history of apps.
 */
export const corrections: Migration<1, 2> = {
  from: 1,
  to: 2,
  run(database) {
    const stores: Record<keyof Version2, string[]> = {
      corrections: ['provider', 'app'],
      profiles: ['provider', 'id'],
      seen: ['provider', 'app'],
    };
    for (const [name, keyPath] of Object.entries(stores)) database.createObjectStore(name, { keyPath });
  },
};
