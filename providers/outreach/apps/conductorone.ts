import type { AppProfile } from '@/providers/contract/catalogue';

/**
 * ConductorOne requests one of two sets: reading and changing, or only reading. Every scope of the
 * set that a request contains is required.
 */
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
