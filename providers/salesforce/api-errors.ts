/** Errors that Salesforce's API returns to a connected app. */

import type { ErrorRule } from '../contract/diagnosis';
import { insufficientPermissions } from '../oauth2/errors';

/** Rules with the surface `api`, sorted by ID. */
export const apiErrors: readonly ErrorRule[] = [
  // The user lacks access to an object, a record or a field, which no scope can grant.
  {
    id: 'salesforce-api-access',
    surface: 'api',
    severity: 'blocker',
    actor: 'salesforce-admin',
    texts: [
      'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
      'INSUFFICIENT_ACCESS_OR_READONLY',
      'insufficient access rights on',
      'INSUFFICIENT_ACCESS',
    ].map((text) => ({ language: 'en', text })),
    source: {
      title: 'Answer of Salesforce’s API, handled by a client library',
      url: 'https://github.com/restforce/restforce/pull/799',
      accessedOn: '2026-11-22',
    },
  },
  {
    id: 'salesforce-api-limit',
    surface: 'api',
    severity: 'blocker',
    actor: 'salesforce-admin',
    texts: [
      { language: 'en', text: 'TotalRequests Limit exceeded' },
      { language: 'en', text: 'REQUEST_LIMIT_EXCEEDED', shared: true },
    ],
    source: {
      title: 'Salesforce: limits of API requests',
      url: 'https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm',
      accessedOn: '2026-11-26',
    },
  },
  // This rule's text names both reasons, a missing scope and a missing permission of the user.
  { ...insufficientPermissions, id: 'salesforce-api-permissions', likelyWithoutScopes: false },
  {
    id: 'salesforce-api-session',
    surface: 'api',
    severity: 'blocker',
    actor: 'you',
    texts: [
      { language: 'en', text: 'INVALID_SESSION_ID' },
      { language: 'en', text: 'Session expired or invalid', ambiguous: true },
    ],
    generic: 'code',
    source: {
      title: 'Report by users of a browser extension',
      url: 'https://github.com/sorenkrabbe/Chrome-Salesforce-inspector/issues/149',
      accessedOn: '2026-11-22',
    },
  },
];
