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
  // This rule's text names both reasons, a missing scope and a missing permission of the user.
  { ...insufficientPermissions, id: 'salesforce-api-permissions', likelyWithoutScopes: false },
];
