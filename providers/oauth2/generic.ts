/**
 * The provider that stands in for every unsupported server. It knows only RFC 6749 and OpenID
 * Connect. Its requests are reviewed when a user pastes them; the extension runs on none of its
 * pages.
 */
import { createScopeLookup } from '../catalogue';
import type { CatalogueScope, ScopeId, Source } from '../contract/catalogue';
import type { Provider } from '../contract/provider';
import type { AuthorizationRequest, Parsed } from '../contract/request';
import { errors } from './errors';
import { asUndeclaredScopes, parameterValue, readUrl, redirectHostOf } from './request';
import { scopeIds } from './scope-list';

const sources: Record<string, Source> = {
  openid: {
    title: 'OpenID Connect Core 1.0, sections 5.4 and 11',
    url: 'https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims',
    accessedOn: '2026-11-22',
  },
};

const standard = (id: ScopeId, label: string, allows: string, access: CatalogueScope['access'] = 'identity'): CatalogueScope => ({
  id,
  label,
  allows,
  category: 'Identity',
  access,
  status: 'current',
  sources: ['openid'],
});

const scopes: readonly CatalogueScope[] = [
  standard('address', 'See your postal address', 'The app may read the postal address of your profile.'),
  standard('email', 'See your email address', 'The app may read your email address and whether it is verified.'),
  standard('offline_access', 'Keep access when you are away', 'The app may get a token that lets it act while you are away.', 'offline'),
  standard('openid', 'Know who you are', 'The app may sign you in and learn your ID at this provider.'),
  standard('phone', 'See your phone number', 'The app may read your phone number and whether it is verified.'),
  standard('profile', 'See your profile', 'The app may read name, picture and other details of your profile.'),
];

/**
 * Recognizes an authorization request by `client_id` and `response_type` (RFC 6749 §4.1.1), because
 * any https URL may carry one.
 */
function parseRequest(text: string): Parsed<AuthorizationRequest> {
  const read = readUrl(text);
  if (!read.ok) return read;
  const { given, url, query } = read.value;
  const has = (name: string) => query.parameters.some((parameter) => parameter.name === name);
  if (url.protocol !== 'https:' || !has('client_id') || !has('response_type')) return { ok: false, reason: 'unknown-provider' };
  const lists = query.parameters.filter((parameter) => parameter.name === 'scope');
  return {
    ok: true,
    value: {
      provider: genericProvider.id,
      pageKind: 'authorize',
      url: given,
      clientId: parameterValue(query, 'client_id'),
      redirectHost: redirectHostOf(query),
      account: url.hostname,
      scopes: asUndeclaredScopes(lists.flatMap((parameter) => scopeIds(parameter.raw))),
      readOnly: 'protocol-only',
    },
  };
}

/**
 * The generic provider. It never edits a request, because it is unknown how the server would react.
 */
export const genericProvider: Provider = {
  id: 'oauth2',
  name: 'OAuth 2.0',
  urls: { hosts: [], contentScriptPaths: [], classifyUrl: () => 'elsewhere', accountOf: () => null },
  requests: {
    parseRequest,
    narrow: () => ({ result: 'refused', reason: 'protocol-only' }),
  },
  knowledge: {
    catalogue: { scopes, sources, plans: [], common: [] },
    findScope: createScopeLookup(scopes),
    apps: [],
    errors,
    errorHeadings: [],
    causes: [],
    questions: [],
    // The account's administration is unknown.
    links: () => ({}),
  },
  rules: {
    requiredByProfile: 'locked',
    blockers: () => [],
    signals: () => [],
  },
  org: null,
};
