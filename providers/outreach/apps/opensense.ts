import type { AppProfile } from '@/providers/contract/catalogue';

/** Opensense publishes a fixed list with a reason for each scope. */
export const opensense: AppProfile = {
  id: 'opensense',
  name: 'Opensense',
  clientIds: [],
  redirectHosts: [],
  names: ['Opensense'],
  required: ['mailboxes.all', 'prospects.read', 'teams.read', 'users.all'],
  optionalOn: [],
  optionalOff: [],
  impactIfDropped: {},
  source: {
    title: 'Opensense: Outreach integration permissions',
    url: 'https://help.opensense.com/docs/outreach-integration-permissions',
    accessedOn: '2026-11-22',
  },
};
