import { accountsHosts } from './hosts';

/** Somebody of one Outreach organisation; any password does. */
export interface Person {
  email: string;
  /** Of the organisation. */
  org: string;
  /** The accounts host that knows this person. */
  host: string;
  /** What this person is there for. */
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
