/** Errors that HubSpot's API returns to a connected app. */
import type { ErrorRule } from '../contract/diagnosis';

/** Rules with the surface `api`, sorted by ID. */
export const apiErrors: readonly ErrorRule[] = [
  {
    id: 'hubspot-api-scopes-missing',
    surface: 'api',
    severity: 'blocker',
    actor: 'you',
    texts: [
      'This app hasn’t been granted all required scopes to make this call',
      'One or more of the following scopes are required',
      'MISSING_SCOPES',
      'auth request is missing required ‘*’ scope',
      'This oauth-token * does not have proper permissions',
    ].map((text) => ({ language: 'en', text })),
    scopeLists: [
      /(?:requiredGranularScopes|requiredScopes|missingScopes)[\\"']*\s*[:=]\s*\[([^\]]*)/gi,
      /missing required ["']([\w.:-]+)["'] scope/gi,
    ],
    source: {
      title: 'Answer of HubSpot’s API, quoted by an app developer',
      url: 'https://github.com/HubSpot/hubspot-api-nodejs/issues/268',
      accessedOn: '2026-11-22',
    },
  },
];
