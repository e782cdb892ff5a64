import { accountsHosts } from './hosts';

/** A user of one Outreach organization. Any password works. */
export interface Person {
  email: string;
  /** The ID of the organization. */
  org: string;
  /** The accounts host on which this user exists. */
  host: string;
  /** What this user is for in tests. */
  note: string;
}

const { production, staging } = accountsHosts;

export const people: readonly Person[] = [
  { email: 'ada@ridgeline.example', org: 'Ridgeline', host: production, note: 'customer of all apps, owner of none' },
  { email: 'ben@ridgeline.example', org: 'Ridgeline', host: production, note: 'colleague of Ada' },
  { email: 'dora@northwind.example', org: 'Northwind', host: production, note: 'developer of Northwind Sync' },
  { email: 'carl@northwind.example', org: 'Northwind', host: production, note: 'colleague of Dora, no developer' },
  { email: 'ada@staging.example', org: 'Ridgeline', host: staging, note: 'customer on the staging hosts' },
];
