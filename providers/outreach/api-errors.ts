/** Errors that Outreach's API returns to a connected app. */

import type { Source } from '../contract/catalogue';
import type { ErrorRule } from '../contract/diagnosis';

const errorCodes: Source = {
  title: 'API Evangelist: error codes of the Outreach API',
  url: 'https://github.com/api-evangelist/outreach/blob/main/errors/outreach-error-codes.yml',
  accessedOn: '2026-11-22',
};

const english = (...texts: string[]) => texts.map((text) => ({ language: 'en', text }));

/** Rules with the surface `api`, sorted by ID. */
export const apiErrors: readonly ErrorRule[] = [
  // The token has the scope, but the user's governance profile forbids the call.
  {
    id: 'outreach-api-governance',
    surface: 'api',
    severity: 'blocker',
    actor: 'outreach-admin',
    texts: english('You are not authorized to perform that request', 'unauthorizedRequest'),
    source: errorCodes,
  },
  // The last wording is Doorkeeper's default text.
  {
    id: 'outreach-api-scope-missing',
    surface: 'api',
    severity: 'blocker',
    actor: 'you',
    texts: english(
      'Your authorization does not include the required scope',
      'Unauthorized OAuth Scope',
      'unauthorizedOauthScope',
      'Access to this resource requires scope',
    ),
    scopeLists: [/requires? (?:the )?scope \\?["']([^"'\\]*)/gi, /required scope \\?["']([^"'\\]*)/gi],
    source: errorCodes,
  },
];
