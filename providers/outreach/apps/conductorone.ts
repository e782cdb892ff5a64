import type { AppProfile } from '@/providers/contract/catalogue';

/** Asks for one of two sets, to read and change or to read alone. Whichever of them a request carries is required. */
export const conductorone: AppProfile = {
  id: 'conductorone',
  name: 'ConductorOne',
  clientIds: [],
  redirectHosts: [],
  names: ['ConductorOne'],
  required: ['profiles.all', 'profiles.read', 'teams.all', 'teams.read', 'users.all', 'users.read'],
  optionalOn: [],
  optionalOff: [],
  impactIfDropped: {},
  source: { title: 'ConductorOne: source of its Outreach connector, baton-outreach', accessedOn: '2026-11-22' },
};
