/** Error codes that an authorization server sends to the redirect URI. The first text of each rule is the code itself. */
import type { ErrorRule, Source } from '@/providers/types';

const source: Source = {
  title: 'RFC 6749, section 4.1.2.1',
  url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
  seen: '2026-11-22',
};

type Rest = Pick<ErrorRule, 'severity' | 'actor' | 'fewerScopesHelp'>;

function rule(code: string, rest: Rest): ErrorRule {
  return { id: `oauth-${code.replaceAll('_', '-')}`, surface: 'callback', ...rest, texts: [{ language: 'en', text: code }], source };
}

/** In the order of the RFC. */
export const errors: readonly ErrorRule[] = [
  rule('invalid_request', { severity: 'blocker', actor: 'app-vendor', fewerScopesHelp: 'no' }),
  rule('unauthorized_client', { severity: 'blocker', actor: 'app-vendor', fewerScopesHelp: 'no' }),
  // Mostly the person's own Cancel, so it is no blocker; the server may also refuse by a rule of its own.
  rule('access_denied', { severity: 'warning', actor: 'you', fewerScopesHelp: 'maybe' }),
  rule('unsupported_response_type', { severity: 'blocker', actor: 'app-vendor', fewerScopesHelp: 'no' }),
  rule('invalid_scope', { severity: 'blocker', actor: 'app-vendor', fewerScopesHelp: 'maybe' }),
  rule('server_error', { severity: 'blocker', actor: 'you', fewerScopesHelp: 'no' }),
  rule('temporarily_unavailable', { severity: 'warning', actor: 'you', fewerScopesHelp: 'no' }),
];
