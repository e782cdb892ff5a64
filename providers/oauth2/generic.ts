/**
 * The provider that stands in for every unsupported server. It knows only RFC 6749 and OpenID
 * Connect. Its requests are reviewed when a user pastes them; the extension runs on none of its
 * pages.
 */
import { createCatalogue } from '../catalogue';
import type { CatalogueScope, ScopeId, Source } from '../contract/catalogue';
import type { Provider } from '../contract/provider';
import type { AuthorizationRequest, Parsed, RequestedScope } from '../contract/request';
import { possibleValues } from './ambiguous';
import { errors } from './errors';
import type { Query } from './query';
import { applying, isSealed, parameterValue, readUrl, redirectHostOf, whyUncertain } from './request';
import { looseScopeIds } from './scope-list';
import { readOnlyBecause } from './uncertain';

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

const scopes = (): readonly CatalogueScope[] => [
  standard('address', 'See your postal address', 'The app may read the postal address of your profile.'),
  standard('email', 'See your email address', 'The app may read your email address and whether it is verified.'),
  standard('offline_access', 'Keep access when you are away', 'The app may get a token that lets it act while you are away.', 'offline'),
  standard('openid', 'Know who you are', 'The app may sign you in and learn your ID at this provider.'),
  standard('phone', 'See your phone number', 'The app may read your phone number and whether it is verified.'),
  standard('profile', 'See your profile', 'The app may read name, picture and other details of your profile.'),
];

/**
 * Matches the parameters that list scopes: `scope`, and lists such as `user_scope`, which Slack has
 * beside it. `include_granted_scopes` is a switch of Google.
 */
const scopeParameter = /^(?!include_granted_)(?:\w+_)?scopes?(?:\[\d{0,3}\])?$/i;

/** Parameters of other requests and of responses (RFC 6749 §4.1.2 to §4.1.3), which may have a `client_id` too. */
const foreignParameters: ReadonlySet<string> = new Set(['access_token', 'client_secret', 'code', 'error', 'grant_type']);

/**
 * Whether the URL is an authorization request: any https URL may be one. It has `client_id` and
 * `response_type` (RFC 6749 §4.1.1). Discord, Facebook, GitHub, Shopify and Slack do without
 * `response_type`, so the address has to say what the URL is for.
 */
function isAuthorization(url: URL, query: Query): boolean {
  const { parameters } = query;
  const has = (...names: string[]) => parameters.some(({ name }) => names.includes(name));
  if (url.protocol !== 'https:' || !has('client_id')) return false;
  if (has('response_type')) return true;
  if (parameters.some(({ name }) => foreignParameters.has(name))) return false;
  return (
    /oauth|authori[sz]|consent/i.test(url.pathname) && (has('redirect_uri', 'state') || isSealed(query) || listsOf(parameters).length > 0)
  );
}

/** Whether a parameter of any server lists scopes. */
export const isScopeList = (name: string) => scopeParameter.test(name);
const listsOf = (parameters: Query['parameters']) => parameters.filter(({ name }) => isScopeList(name));

/**
 * Parameters that ask for more than the scopes say: `authorization_details` (RFC 9396), `claims`
 * (OpenID Connect Core 1.0, section 5.5), `config_id` (Facebook Login for Business) and
 * `permissions` (those of a Discord bot; all read 2026-11-27).
 */
const rightsParameters = ['authorization_details', 'claims', 'config_id', 'permissions'];

/** Version 1 of Microsoft's endpoint, and AD FS: for a `resource`, all configured permissions are granted. */
const resourcePath = /\/oauth2\/authorize\/?$/i;

/**
 * Whether other parameters than the lists of scopes ask for access, in any spelling that a server may
 * read. Google's `include_granted_scopes` adds what the app was granted earlier, and
 * Microsoft's `.default` whatever the app is registered for.
 */
function hasOtherRights(text: string, url: URL, query: Query): boolean {
  const valuesOf = (name: string) => possibleValues(text, query, name).filter((value) => value !== '');
  return (
    rightsParameters.some((name) => valuesOf(name).length > 0) ||
    valuesOf('include_granted_scopes').some((value) => value !== 'false') ||
    listsOf(query.parameters).some(({ value }) => /(?:^|[\s,/])\.default(?![^\s,])/i.test(value)) ||
    (resourcePath.test(url.pathname) && valuesOf('resource').length > 0)
  );
}

/** The scopes of all lists, each once; `alsoIn` names the other lists that have it. */
function requestedScopes(parameters: Query['parameters']): RequestedScope[] {
  const scopes = new Map<ScopeId, RequestedScope>();
  for (const { name, raw } of listsOf(parameters)) {
    for (const id of looseScopeIds(raw)) {
      const scope = scopes.get(id) ?? { id, parameter: name, requirement: 'undeclared', locked: false };
      const names = new Set([scope.parameter, ...(scope.alsoIn ?? []), name]);
      scopes.set(id, names.size > 1 ? { ...scope, alsoIn: [...names].slice(1) } : scope);
    }
  }
  return [...scopes.values()];
}

/**
 * Parses an authorization request. The URL names the server, but no account that this provider could
 * recognize: what a tenant, a team or a login hint means is up to the server.
 */
function parseRequest(text: string): Parsed<AuthorizationRequest> {
  const read = readUrl(text);
  if (!read.ok) return read;
  const { given, url, query } = read.value;
  if (!isAuthorization(url, query)) return { ok: false, reason: 'unknown-provider' };
  const scopes = requestedScopes(query.parameters);
  return {
    ok: true,
    value: {
      provider: genericProvider.id,
      pageKind: 'authorize',
      url: given,
      clientId: parameterValue(query, 'client_id'),
      redirectHost: redirectHostOf(query),
      account: null,
      server: url.host,
      scopes,
      ...readOnlyBecause(
        applying([
          ...whyUncertain(given, query, isScopeList),
          ['rights-beside-scope', hasOtherRights(given, url, query)],
          ['protocol-only', true],
          ['missing-scope', scopes.length === 0],
        ]),
      ),
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
    narrow: ({ readOnly }) => ({ result: 'refused', reason: readOnly ?? 'protocol-only' }),
  },
  knowledge: {
    ...createCatalogue({ sources, plans: [], common: [] }, scopes),
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
