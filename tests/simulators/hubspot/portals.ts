import { type Hub, type Scope, scopeById, type Tier, tiers } from './scopes';

/**
 * The hosts by data region; `uiDomain` is the account's own host. `app-na2`, `app-na3`, `app-eu1`
 * and `app-ap1` are in public use.
 */
export const regionalHosts = [
  'app.hubspot.com',
  'app-na2.hubspot.com',
  'app-na3.hubspot.com',
  'app-eu1.hubspot.com',
  'app-ap1.hubspot.com',
] as const;
export type RegionalHost = (typeof regionalHosts)[number];

export interface User {
  email: string;
  /** What this user is for in tests; `start.ts` prints it. */
  note: string;
}

export interface Member {
  email: string;
  superAdmin: boolean;
  marketplaceAccess: boolean;
  /** The user's permissions, named as in `Scope.permission`. */
  permissions: 'all' | string[];
}

/** An account. `tiers` contains the paid subscriptions; a hub that is missing is free. */
export interface Portal {
  id: number;
  name: string;
  domain: string;
  host: RegionalHost;
  test: boolean;
  tiers: Partial<Record<Hub, Tier>>;
  members: Member[];
  /** App Governance: if on, only apps that a super admin approved may be installed. */
  governance: { on: boolean; approved: { clientId: string; scopes: string[] }[] };
  /** The scopes that earlier installations approved, by client ID. */
  installed: Record<string, string[]>;
}

const ada: Member = { email: 'ada@ridgeline.example', superAdmin: true, marketplaceAccess: true, permissions: 'all' };
const ben: Member = { email: 'ben@ridgeline.example', superAdmin: false, marketplaceAccess: false, permissions: 'all' };
const cleo: Member = {
  email: 'cleo@ridgeline.example',
  superAdmin: false,
  marketplaceAccess: true,
  permissions: [
    'Segments > View',
    'Contacts > View',
    'Companies > View',
    'Leads > View',
    'Users > View',
    'Company properties > View',
    'Contact properties > View',
    'Deals > View',
    'Deal properties > View',
  ],
};

export const users: readonly User[] = [
  { email: ada.email, note: 'super admin of all accounts' },
  { email: ben.email, note: 'all permissions in Ridgeline, but no App Marketplace access' },
  { email: cleo.email, note: 'App Marketplace access in Ridgeline, but may only view records' },
];

const account = (id: number, name: string, domain: string, more: Partial<Portal>): Portal => ({
  id,
  name,
  domain,
  host: 'app.hubspot.com',
  test: false,
  tiers: {},
  members: [ada],
  governance: { on: false, approved: [] },
  installed: {},
  ...more,
});

const everything = { marketing: 'enterprise', sales: 'enterprise', service: 'enterprise', content: 'enterprise' } as const;

export const portals: readonly Portal[] = [
  account(4100001, 'Ridgeline Outfitters', 'ridgeline.example', { tiers: everything, members: [ada, ben, cleo] }),
  account(4100002, 'Fernhill Free', 'fernhill.example', {}),
  account(4100003, 'Nordlicht Handel', 'nordlicht.example', { host: 'app-eu1.hubspot.com', tiers: { sales: 'professional' } }),
  account(4100004, 'Halyard Finance', 'halyard.example', {
    host: 'app-na2.hubspot.com',
    tiers: everything,
    governance: { on: true, approved: [] },
  }),
  account(4100005, 'Ridgeline test account', 'test.ridgeline.example', { tiers: everything, test: true }),
];

export function memberOf(portal: Portal, email: string): Member | undefined {
  return portal.members.find((member) => member.email === email);
}

/** Returns true if the account's subscription contains the tool behind a scope. */
export function hasTool(portal: Portal, scope: Scope): boolean {
  const { needs } = scope;
  if (!needs) return true;
  return needs.hubs.some((hub) => tiers.indexOf(portal.tiers[hub] ?? 'free') >= tiers.indexOf(needs.tier));
}

/**
 * Returns the permissions that the member lacks for these scopes, without repeats, in the order of
 * the scopes.
 */
export function lackingPermissions(member: Member, ids: readonly string[]): string[] {
  if (member.superAdmin || member.permissions === 'all') return [];
  const held = member.permissions;
  const wanted = ids.map((id) => scopeById(id)?.permission ?? '').filter((permission) => permission !== '');
  return [...new Set(wanted)].filter((permission) => !held.includes(permission));
}
