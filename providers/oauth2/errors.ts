/**
 * The error codes that an authorization server sends to the redirect URI, and the error that the
 * API of any provider may return to a connected app.
 */

import type { Source } from '@/providers/contract/catalogue';
import type { ErrorRule } from '@/providers/contract/diagnosis';

const source: Source = {
  title: 'RFC 6749, section 4.1.2.1',
  url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
  accessedOn: '2026-11-22',
};

type Rest = Pick<ErrorRule, 'severity' | 'actor'>;

function rule(code: string, rest: Rest): ErrorRule {
  return { id: `oauth-${code.replaceAll('_', '-')}`, surface: 'callback', ...rest, texts: [{ language: 'en', text: code }], source };
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
  texts: [
    'insufficient permission',
    'insufficient_permission',
    'insufficientPermission',
    'insufficient_scope',
    'insufficient scope',
    'insufficient authentication scope',
    'The request requires higher privileges than provided by the access token',
  ].map((text) => ({ language: 'en', text })),
  likelyWithoutScopes: true,
  scopeLists: [/\bscope=\\?["']([^"'\\]*)/gi],
  source: {
    title: 'RFC 6750, section 3.1; Clay: OAuth optional scopes',
    url: 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    accessedOn: '2026-11-22',
  },
};

/** Rules for all providers, in the order of RFC 6749. The first text of each is the error code. */
export const errors: readonly ErrorRule[] = [
  rule('invalid_request', { severity: 'blocker', actor: 'app-vendor' }),
  rule('unauthorized_client', { severity: 'blocker', actor: 'app-vendor' }),
  // Usually the user pressed Cancel, so this is not a blocker. A server may also refuse by policy.
  rule('access_denied', { severity: 'warning', actor: 'you' }),
  rule('unsupported_response_type', { severity: 'blocker', actor: 'app-vendor' }),
  rule('invalid_scope', { severity: 'blocker', actor: 'app-vendor' }),
  rule('server_error', { severity: 'blocker', actor: 'you' }),
  rule('temporarily_unavailable', { severity: 'warning', actor: 'you' }),
  insufficientPermissions,
];
