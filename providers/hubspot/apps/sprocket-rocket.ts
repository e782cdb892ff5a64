import type { AppProfile } from '@/providers/contract/catalogue';

/** The list that Sprocket Rocket publishes for its HubSpot app. */
export const sprocketRocket: AppProfile = {
  id: 'sprocket-rocket',
  name: 'Sprocket Rocket',
  clientIds: [],
  redirectHosts: [],
  names: ['Sprocket Rocket'],
  required: ['content', 'files', 'oauth'],
  // Sprocket Rocket calls it optional and does not say whether it is selected by default.
  optionalOn: ['hubdb'],
  optionalOff: [],
  impactIfDropped: {},
  source: {
    title: 'Sprocket Rocket: HubSpot permissions',
    url: 'https://docs.sprocketrocket.co/installation/hubspot-permissions',
    accessedOn: '2026-11-22',
  },
};
