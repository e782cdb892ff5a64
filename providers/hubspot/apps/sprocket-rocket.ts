import type { AppProfile } from '@/providers/contract/catalogue';

export const sprocketRocket: AppProfile = {
  id: 'sprocket-rocket',
  name: 'Sprocket Rocket',
  clientIds: [],
  redirectHosts: [],
  names: ['Sprocket Rocket'],
  required: ['content', 'files', 'oauth'],
  // Called optional; whether it is preselected is not said.
  optionalOn: ['hubdb'],
  optionalOff: [],
  impactIfDropped: {},
  source: {
    title: 'Sprocket Rocket: HubSpot permissions',
    url: 'https://docs.sprocketrocket.co/installation/hubspot-permissions',
    accessedOn: '2026-11-22',
  },
};
