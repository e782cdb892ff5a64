import type { AppProfile } from '../../contract/catalogue';

/**
 * Users choose the scopes in Workato before the request. Workato does not publish which ones it
 * needs or selects by default, so the lists are empty. Its public community connector is another
 * app with another list.
 */
export const workato: AppProfile = {
  id: 'workato',
  name: 'Workato',
  clientIds: [],
  redirectHosts: ['workato.com'],
  names: ['Workato'],
  required: [],
  optionalOn: [],
  optionalOff: [],
  chosenIn: 'Advanced settings > Requested permissions (OAuth scopes)',
  impactIfDropped: {},
  source: {
    title: 'Workato: Outreach connector, requested permissions',
    url: 'https://docs.workato.com/en/connectors/outreach',
    accessedOn: '2026-11-22',
  },
};
