/** Errors that Outreach's API returns to a connected app. */

import type { Source } from '../contract/catalogue';
import type { ErrorRule, Wording } from '../contract/diagnosis';

const errorCodes: Source = {
  title: 'API Evangelist: error codes of the Outreach API',
  url: 'https://github.com/api-evangelist/outreach/blob/main/errors/outreach-error-codes.yml',
  accessedOn: '2026-11-22',
};

const english = (...texts: string[]): Wording[] => texts.map((text) => ({ language: 'en', text }));
/** Words that others may use too, so they do not count beside the name of another product. */
const ambiguous = (...texts: string[]): Wording[] => english(...texts).map((wording) => ({ ...wording, ambiguous: true }));
/** Words of Doorkeeper, of the gateway or of other APIs, which count only where Outreach is named. */
const shared = (...texts: string[]): Wording[] => texts.map((text) => ({ language: 'en', text, shared: true }));

/** Rules with the surface `api`, sorted by ID. */
export const apiErrors: readonly ErrorRule[] = [
  // The token has the scope, but the user's governance profile forbids the call.
  {
    id: 'outreach-api-governance',
    surface: 'api',
    severity: 'blocker',
    actor: 'outreach-admin',
    texts: ambiguous('You are not authorized to perform that request', 'unauthorizedRequest'),
    source: errorCodes,
  },
  {
    id: 'outreach-api-maintenance',
    surface: 'api',
    severity: 'warning',
    actor: 'you',
    texts: [...ambiguous('Scheduled server maintenance is under way'), ...shared('scheduledServerMaintenance')],
    source: errorCodes,
  },
  // More than one new token a minute for the same user and app counts too, so quick attempts to
  // connect again can meet this error.
  {
    id: 'outreach-api-rate-limit',
    surface: 'api',
    severity: 'warning',
    actor: 'you',
    texts: [...ambiguous('You have exceeded your permitted rate limit of'), ...shared('rateLimitExceeded')],
    source: errorCodes,
  },
  // The last wording is Doorkeeper's default text.
  {
    id: 'outreach-api-scope-missing',
    surface: 'api',
    severity: 'blocker',
    actor: 'you',
    texts: ambiguous(
      'Your authorization does not include the required scope',
      'Unauthorized OAuth Scope',
      'unauthorizedOauthScope',
      'Access to this resource requires scope',
    ),
    scopeLists: [/requires? (?:the )?scope \\?["']([^"'\\]*)/gi, /required scope \\?["']([^"'\\]*)/gi],
    source: errorCodes,
  },
  {
    id: 'outreach-api-token-invalid',
    surface: 'api',
    severity: 'blocker',
    actor: 'you',
    texts: shared('The access token expired', 'The access token was revoked', 'The access token is invalid', 'Invalid JWT token'),
    source: {
      title: 'English texts of Doorkeeper, the OAuth library that Outreach uses; answers of Outreach’s gateway',
      url: 'https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml',
      accessedOn: '2026-11-22',
    },
  },
];
