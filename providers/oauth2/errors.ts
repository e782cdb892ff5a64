/**
 * The errors of the protocol: codes that an authorization server sends to the redirect URI or
 * returns from its token endpoint, the sentences of RFC 6749 and of common server libraries, and
 * the error that the API of any provider may return to a connected app. None of them says whose
 * error it is.
 */

import type { Source } from '@/providers/contract/catalogue';
import type { ErrorRule, Wording } from '@/providers/contract/diagnosis';

const rfc = (number: number, section: string, libraries = ''): Source => ({
  title: `RFC ${number}, section ${section}${libraries}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
  accessedOn: '2026-11-22',
});
const authorization = rfc(6749, '4.1.2.1', '; English texts of Doorkeeper');
const token = rfc(6749, '5.2', '; English texts of Doorkeeper');

type Rest = Pick<ErrorRule, 'severity' | 'actor'>;
const blocker = (actor: ErrorRule['actor']): Rest => ({ severity: 'blocker', actor });

const english = (...texts: string[]): Wording[] => texts.map((text) => ({ language: 'en', text }));

/**
 * A code, and the sentences that say the same in words. `generic: 'code'`, because every sentence
 * that a server writes beside the code says more.
 */
function code(name: string, rest: Rest, source: Source, ...sentences: string[]): ErrorRule {
  const id = `oauth-${name.replaceAll('_', '-')}`;
  return { id, surface: 'callback', ...rest, texts: english(name, ...sentences), generic: 'code', source };
}

/** A sentence that names the one reason of a code that covers several. */
function reason(id: string, rest: Rest, source: Source, ...sentences: string[]): ErrorRule {
  return { id: `oauth-${id}`, surface: 'callback', ...rest, texts: english(...sentences), source };
}

/**
 * An API call of a connected app failed because its token lacks a scope (RFC 6750 §3.1, and the
 * sentences in which apps report that). A provider whose API uses these words for other reasons too
 * has a separate rule with the same texts.
 */
export const insufficientPermissions: ErrorRule = {
  id: 'oauth-insufficient-permissions',
  surface: 'api',
  severity: 'blocker',
  actor: 'you',
  texts: english(
    'insufficient permission',
    'insufficient_permission',
    'insufficientPermission',
    'insufficient_scope',
    'insufficient scope',
    'insufficient authentication scope',
    'missing_scope',
    'The request requires higher privileges than provided by the access token',
    'Access to this resource requires scope',
  ),
  likelyWithoutScopes: true,
  scopeLists: [/\bscope=\\?["']([^"'\\]*)/gi, /requires scope \\?["']([^"'\\]*)/gi],
  source: rfc(6750, '3.1', '; English texts of Doorkeeper; Clay: OAuth optional scopes'),
};

/** Rules for all providers, in the order of RFC 6749. */
export const errors: readonly ErrorRule[] = [
  code(
    'invalid_request',
    blocker('app-vendor'),
    authorization,
    'The request is missing a required parameter*or is otherwise malformed',
    'The request is missing a required parameter',
    'Missing required parameter:',
    'Code challenge is required',
  ),
  code(
    'unauthorized_client',
    blocker('app-vendor'),
    authorization,
    'The client is not authorized to perform this request using this method',
    'The client is not authorized to request an authorization code using this method',
    'The authenticated client is not authorized to use this authorization grant type',
  ),
  // Usually the user pressed Cancel, so this is not a blocker. A server may also refuse by policy.
  code(
    'access_denied',
    { severity: 'warning', actor: 'you' },
    authorization,
    'The resource owner or authorization server denied the request',
  ),
  code(
    'unsupported_response_type',
    blocker('app-vendor'),
    authorization,
    'The authorization server does not support this response type',
    'The authorization server does not support obtaining an authorization code using this method',
  ),
  code('invalid_scope', blocker('app-vendor'), authorization, 'The requested scope is invalid, unknown, or malformed'),
  code(
    'server_error',
    blocker('you'),
    authorization,
    'The authorization server encountered an unexpected condition*prevented it from fulfilling the request',
  ),
  code(
    'temporarily_unavailable',
    { severity: 'warning', actor: 'you' },
    authorization,
    'The authorization server is currently unable to handle the request due to a temporary overloading or maintenance of the server',
  ),
  code(
    'invalid_client',
    blocker('app-vendor'),
    token,
    'Client authentication failed*unsupported authentication method',
    'Client authentication failed',
  ),
  code(
    'invalid_grant',
    blocker('you'),
    token,
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client',
    'The provided authorization grant*was issued to another client',
  ),
  code(
    'unsupported_grant_type',
    blocker('app-vendor'),
    token,
    'The authorization grant type is not supported by the authorization server',
    'grant type not supported',
  ),
  reason(
    'client-secret-invalid',
    blocker('app-vendor'),
    token,
    'invalid client credentials',
    'invalid client secret',
    'client secret is invalid',
  ),
  reason(
    'refresh-token-invalid',
    blocker('you'),
    token,
    // Without the article, the words also stand in the RFC's sentence for invalid_grant.
    'the refresh token is invalid',
    'the refresh token is expired',
    'refresh token has expired',
    'invalid refresh token',
    'refresh token expired',
    'refresh token has been revoked',
    'token has been expired or revoked',
  ),
  reason(
    'refresh-token-of-other-client',
    blocker('app-vendor'),
    token,
    'refresh token was not issued to this client',
    'refresh token was issued to another client',
  ),
  reason(
    'code-verifier-invalid',
    blocker('app-vendor'),
    rfc(7636, '4.6'),
    'invalid code verifier',
    'code verifier is invalid',
    'invalid code_verifier',
    'code_verifier is invalid',
    'code challenge failed',
  ),
  reason(
    'redirect-mismatch',
    blocker('app-vendor'),
    rfc(6749, '3.1.2.4', '; English texts of Doorkeeper'),
    'redirect_uri_mismatch',
    'The requested redirect URI is malformed or doesn’t match the client redirect URI',
    'The requested redirect uri is malformed',
    'The redirect uri included is not valid',
  ),
  {
    id: 'oauth-invalid-token',
    surface: 'api',
    severity: 'blocker',
    actor: 'you',
    texts: english('invalid_token'),
    generic: 'code',
    source: rfc(6750, '3.1'),
  },
  insufficientPermissions,
];
