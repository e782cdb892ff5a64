/**
 * Errors that HubSpot returns to an app and shows on no page: answers of its token endpoint, which
 * a user meets as a message of the app, and of its API.
 */

import type { Source } from '../contract/catalogue';
import type { ErrorRule, Wording } from '../contract/diagnosis';

const accessedOn = '2026-11-26';

const tokenAnswers: Source = {
  title: 'Answers of HubSpot’s token endpoint, quoted by app developers',
  url: 'https://github.com/NangoHQ/nango/issues/7664',
  accessedOn,
};
const apiAnswers: Source = {
  title: 'Answer of HubSpot’s API, quoted by an app developer',
  url: 'https://github.com/HubSpot/hubspot-api-nodejs/issues/268',
  accessedOn: '2026-11-22',
};
const expiredToken: Source = {
  title: 'Answer of HubSpot’s API, quoted by an Airbyte user',
  url: 'https://github.com/airbytehq/airbyte/issues/74726',
  accessedOn,
};
const errorCodes: Source = {
  title: 'HubSpot: error types in its library for local development, commit 8628cc3',
  url: 'https://github.com/HubSpot/hubspot-local-dev-lib',
  accessedOn: '2026-11-22',
};

/** Words that only HubSpot uses. */
const own = (...texts: string[]): Wording[] => texts.map((text) => ({ language: 'en', text }));
/** Words that others may use too, so they do not count beside the name of another product. */
const ambiguous = (...texts: string[]): Wording[] => own(...texts).map((wording) => ({ ...wording, ambiguous: true }));
/** Words that other servers use too, so they count only where HubSpot is named. */
const shared = (...texts: string[]): Wording[] => texts.map((text) => ({ language: 'en', text, shared: true }));

/** An answer of the token endpoint (RFC 6749 §5.2): the app got no token, or its token is dead. */
function token(id: string, actor: ErrorRule['actor'], texts: readonly Wording[], source = tokenAnswers): ErrorRule {
  return { id: `hubspot-${id}`, surface: 'callback', severity: 'blocker', actor, texts, source };
}

function api(id: string, actor: ErrorRule['actor'], texts: readonly Wording[], source = errorCodes): ErrorRule {
  return { id: `hubspot-api-${id}`, surface: 'api', severity: 'blocker', actor, texts, source };
}

/**
 * The answers of the token endpoint, sorted by ID. HubSpot sends its own status, such as
 * `BAD_CLIENT_SECRET`, beside the code of RFC 6749.
 */
export const tokenErrors: readonly ErrorRule[] = [
  token('account-gone', 'you', [...own('BAD_HUB'), ...shared('missing or unknown hub id')]),
  token('auth-code-invalid', 'you', own('BAD_AUTH_CODE', 'EXPIRED_AUTH_CODE', 'missing or unknown auth code')),
  token('client-id-unknown', 'app-vendor', own('BAD_CLIENT_ID', 'missing or unknown client id')),
  token('client-secret-wrong', 'app-vendor', [...own('BAD_CLIENT_SECRET'), ...shared('missing or invalid client secret')]),
  token('mcp-no-registration', 'app-vendor', own('mcp.hubspot.com/register'), {
    title: 'Report by a user of an MCP client: the server registers no clients',
    url: 'https://github.com/preset-io/agor/issues/1957',
    accessedOn,
  }),
  token('redirect-differs', 'app-vendor', [...own('MISMATCH_REDIRECT_URI_AUTH_CODE'), ...shared('BAD_REDIRECT_URI')]),
  // GitHub has a code bad_refresh_token, so HubSpot's status alone proves nothing.
  token('refresh-token-invalid', 'you', [
    ...own(
      'BAD_REFRESH_TOKEN*missing or invalid refresh token',
      'BAD_REFRESH_TOKEN*refresh token is invalid, expired or revoked',
      'refresh token is invalid, expired or revoked*BAD_REFRESH_TOKEN',
    ),
    ...shared('BAD_REFRESH_TOKEN', 'missing or invalid refresh token', 'refresh token is invalid, expired or revoked'),
  ]),
  token('token-request-invalid', 'app-vendor', shared('BAD_GRANT_TYPE', 'BAD_CODE_VERIFIER', 'BAD_SCOPES')),
];

/** Rules with the surface `api`, sorted by ID. */
export const apiErrors: readonly ErrorRule[] = [
  api('feature-gated', 'hubspot-super-admin', shared('category":"GATED"', 'category": "GATED"', 'category: ‘GATED’', '403 GATED')),
  {
    ...api(
      'scopes-missing',
      'you',
      [
        ...own(
          'This app hasn’t been granted all required scopes to make this call',
          'auth request is missing required ‘*’ scope',
          'This oauth-token * does not have proper permissions',
        ),
        ...ambiguous('One or more of the following scopes are required', 'MISSING_SCOPES'),
        // Slack and the messages of some apps use the singular.
        ...shared('MISSING_SCOPE'),
      ],
      apiAnswers,
    ),
    scopeLists: [
      /(?:requiredGranularScopes|requiredScopes|missingScopes)[\\"']*\s*[:=]\s*\[([^\]]*)/gi,
      /missing required ["']([\w.:-]+)["'] scope/gi,
    ],
  },
  api(
    'token-expired',
    'app-vendor',
    [
      ...own('The OAuth token used to make this call expired', 'This oauth-token is expired', 'This oauth-token * is expired'),
      ...shared('EXPIRED_AUTHENTICATION'),
    ],
    expiredToken,
  ),
  api('token-invalid', 'you', [...own('Authentication credentials not found. This API supports'), ...shared('INVALID_AUTHENTICATION')], {
    title: 'Answer of HubSpot’s API, quoted by a developer',
    url: 'https://github.com/HubSpot/hubspot-api-ruby/issues/181',
    accessedOn,
  }),
  api('user-level-token', 'app-vendor', own('This endpoint requires a user level OAuth token'), {
    title: 'HubSpot Community: user-level token for mcp.hubspot.com',
    url: 'https://community.hubspot.com/t5/APIs-Integrations/401-Error-with-User-Level-OAuth-Token-for-mcp-hubspot-com/td-p/1191357',
    accessedOn: '2026-11-22',
  }),
  api('user-permissions', 'hubspot-super-admin', shared('USER_DOES_NOT_HAVE_PERMISSIONS'), {
    title: 'Text quoted by an app developer',
    accessedOn: '2026-11-22',
  }),
];
