import type { AppProfile } from '../../contract/catalogue';

/**
 * People choose the scopes in Workato before Outreach is asked. Which of them are selected by default is not published, nor
 * which ones Workato needs, so the lists are empty. Its public community connector is another app with a list of its own.
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
