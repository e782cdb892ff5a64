import type { AppProfile } from '../../contract/catalogue';

/**
 * Users choose the scopes in Workato before the request, from a list that is not published. Without
 * a choice, Workato requests full access; the minimum is basic information, which is inferred to be
 * `id`.
 */
export const workato: AppProfile = {
  id: 'workato',
  name: 'Workato',
  clientIds: [],
  redirectHosts: ['workato.com'],
  names: ['Workato'],
  required: ['id'],
  optionalOn: ['full'],
  optionalOff: [],
  chosenIn: 'Advanced settings > Requested permissions',
  impactIfDropped: {
    id: 'Workato calls basic information the least that a connection needs.',
    full: 'Recipes can use only what the other scopes of the request allow.',
  },
  source: {
    title: 'Workato: Salesforce connector, requested permissions',
    url: 'https://docs.workato.com/connectors/salesforce.html',
    accessedOn: '2026-11-22',
  },
};
