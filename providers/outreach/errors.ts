/**
 * Errors of Outreach's authorization. Outreach runs Doorkeeper and, in every known example, keeps
 * its sentences: on the error page if the request is wrong, and as `error_description` after the
 * approval. Responses of the token endpoint are missing, because no browser shows them.
 */

import type { Source } from '../contract/catalogue';
import type { ErrorRule } from '../contract/diagnosis';

const accessedOn = '2026-11-22';

/** Read at commit d0cd44a7. */
const doorkeeper: Source = {
  title: 'English texts of Doorkeeper, the OAuth library that Outreach uses',
  url: 'https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml',
  accessedOn,
};

/** English wordings, newest first, because Doorkeeper changed some over the years. */
const english = (...texts: string[]) => texts.map((text) => ({ language: 'en', text }));

/** The heading of every error page, whatever the cause. */
export const errorHeadings: readonly { language: string; text: string }[] = english('An error has occurred');

type Rest = Partial<Pick<ErrorRule, 'severity' | 'source'>>;

/** A rule with the properties of most errors: it appears on a page and stops the connection. */
function rule(id: string, actor: ErrorRule['actor'], texts: ErrorRule['texts'], rest: Rest = {}): ErrorRule {
  return { id: `outreach-${id}`, surface: 'page', severity: 'blocker', actor, texts, source: doorkeeper, ...rest };
}

/** Rules for the errors of Outreach's pages and redirects, sorted by ID. */
export const errors: readonly ErrorRule[] = [
  rule('access-denied', 'you', english('The resource owner or authorization server denied the request'), { severity: 'warning' }),
  rule('code-challenge-missing', 'app-vendor', english('Code challenge is required')),
  rule(
    'invalid-client',
    'app-vendor',
    english('Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method'),
  ),
  rule(
    'invalid-request',
    'app-vendor',
    english('The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed'),
  ),
  // The second wording is a developer's quote of Outreach. One scope that the app lacks is enough
  // for Outreach to refuse the whole request.
  rule('invalid-scope', 'app-vendor', [
    ...english('The requested scope is invalid, unknown, or malformed'),
    { language: 'en', text: 'scope is invalid', whole: true, shared: true },
  ]),
  rule('missing-parameter', 'app-vendor', english('Missing required parameter:')),
  rule(
    'redirect-mismatch',
    'app-vendor',
    english(
      'The requested redirect URI is malformed or doesn’t match the client redirect URI',
      'The requested redirect uri is malformed',
      'The redirect uri included is not valid',
    ),
  ),
  rule('response-mode', 'app-vendor', english('The authorization server does not support this response mode')),
  rule('response-type', 'app-vendor', english('The authorization server does not support this response type')),
  rule(
    'server-error',
    'you',
    english('The authorization server encountered an unexpected condition which prevented it from fulfilling the request'),
  ),
  rule('unauthorized-client', 'app-vendor', english('The client is not authorized to perform this request using this method')),
  rule(
    'unavailable',
    'you',
    english(
      'The authorization server is currently unable to handle the request due to a temporary overloading or maintenance of the server',
    ),
    { severity: 'warning' },
  ),
  // This is not an error: the sentence appears above the list of a consent page.
  rule('unverified-app', 'you', english('hasn’t been verified by Outreach yet'), {
    severity: 'warning',
    source: {
      title: 'Picture of the consent page in Outreach’s extensibility SDK',
      url: 'https://github.com/getoutreach/extensibility-sdk',
      accessedOn,
    },
  }),
];
