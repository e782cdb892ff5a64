/** Requests with planted mistakes, compared with the settings of their apps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providerById } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { type CheckOptions, checkSettings, noSettings } from '@/utils/apps/check-settings';
import { settingsTemplates } from '@/utils/apps/templates';
import type { SettingsCheck } from '@/utils/apps/types';
import { joinApps } from '@/utils/files/join-apps';
import { openFile } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import { har } from '../files/har';
import { sampleText } from '../files/sample';

const provider = (id: string) => providerById(id) as Provider;
const settingsOf = (...names: string[]) => joinApps(names.map((name) => openFile(sampleText(name))))[0]?.found[0]?.settings as AppSettings;
const settings = {
  hubspot: settingsOf('app-hsmeta.json'),
  outreach: settingsOf('outreach-manifest.json'),
  salesforce: settingsOf('connected-app.xml'),
  external: settingsOf('external-app-oauth.xml', 'external-app-global.xml', 'external-app-policy.xml'),
};
const servers = {
  hubspot: 'https://app.hubspot.com/oauth/authorize',
  outreach: 'https://api.outreach.io/oauth/authorize',
  salesforce: 'https://acme.my.salesforce.com/services/oauth2/authorize',
} as const;
const good = {
  hubspot: { client_id: '1', redirect_uri: 'https://crm.vendor.example/hs', scope: 'oauth crm.objects.contacts.read' },
  outreach: { client_id: 'outreach-client', redirect_uri: 'https://crm.vendor.example/or', scope: 'prospects.read' },
  salesforce: { client_id: '3MVG9.FILES', redirect_uri: 'https://crm.vendor.example/cb', scope: 'api refresh_token' },
};
type Id = keyof typeof servers;
type Values = Readonly<Record<string, string | undefined>>;

/** A request that is right, with some parameters changed; undefined leaves one out. */
function url(id: Id, changes: Values = {}): string {
  const values = { ...good[id], response_type: 'code', state: 's', code_challenge: 'c', code_challenge_method: 'S256', ...changes };
  const pairs = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return `${servers[id]}?${pairs.join('&')}`;
}

function requestOf(id: Id, text: string): AuthorizationRequest {
  const parsed = provider(id).requests.parseRequest(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

const check = (id: Id, text: string, registered: AppSettings = settings[id], options?: CheckOptions) =>
  checkSettings(provider(id), registered, requestOf(id, text), options) as SettingsCheck;
const kinds = (list: SettingsCheck['mismatches' | 'hygiene']) => list.map(({ kind }) => kind);
const parameter = (text: string | null, name: string) => new URL(text ?? '').searchParams.get(name);

interface Planted {
  id: Id;
  changes: Values;
  registered?: AppSettings;
  kind: string;
  scopes?: ScopeId[];
  urls?: string[];
  error: string | null;
  text: string | RegExp | null;
  /** Parameters of the corrected URL. */
  corrected: Values;
}

const mismatchText = /^Authorization failed because there is a mismatch between the scopes in the install URL/;
const planted: Readonly<Record<string, Planted>> = {
  'HubSpot: a scope in no list': {
    id: 'hubspot',
    changes: { scope: 'oauth crm.objects.contacts.read crm.objects.deals.read' },
    kind: 'scope-unregistered',
    scopes: ['crm.objects.deals.read'],
    error: 'hubspot-scope-mismatch',
    text: mismatchText,
    corrected: { scope: 'oauth crm.objects.contacts.read' },
  },
  'HubSpot: an optional ID in scope': {
    id: 'hubspot',
    changes: { scope: 'oauth crm.objects.contacts.read tickets' },
    kind: 'optional-in-scope',
    scopes: ['tickets'],
    error: 'hubspot-scope-mismatch',
    text: mismatchText,
    corrected: { scope: 'oauth crm.objects.contacts.read', optional_scope: 'tickets' },
  },
  'HubSpot: a conditionally required ID in optional_scope': {
    id: 'hubspot',
    changes: { optional_scope: 'tickets automation' },
    kind: 'conditional-in-optional',
    scopes: ['automation'],
    error: 'hubspot-scope-mismatch',
    text: mismatchText,
    corrected: { scope: 'oauth crm.objects.contacts.read automation', optional_scope: 'tickets' },
  },
  'HubSpot: a required ID missing': {
    id: 'hubspot',
    changes: { scope: 'oauth', optional_scope: 'tickets' },
    kind: 'required-missing',
    scopes: ['crm.objects.contacts.read'],
    error: 'hubspot-scopes-missing',
    text: 'Authorization failed because the provided scopes are missing [crm.objects.contacts.read]',
    corrected: { scope: 'oauth crm.objects.contacts.read', optional_scope: 'tickets' },
  },
  'HubSpot: a required ID in optional_scope': {
    id: 'hubspot',
    changes: { scope: 'oauth', optional_scope: 'crm.objects.contacts.read' },
    kind: 'required-in-optional',
    scopes: ['crm.objects.contacts.read'],
    error: 'hubspot-scopes-missing',
    text: 'Authorization failed because the provided scopes are missing [crm.objects.contacts.read]',
    corrected: { scope: 'oauth crm.objects.contacts.read', optional_scope: undefined },
  },
  'HubSpot: a redirect URL that is not registered': {
    id: 'hubspot',
    changes: { redirect_uri: 'https://crm.vendor.example/hs/' },
    kind: 'redirect-unregistered',
    urls: ['https://crm.vendor.example/hs/'],
    error: 'hubspot-redirect-mismatch',
    text: 'Authorization failed as the redirect URL ‘https://crm.vendor.example/hs/’ doesn’t match the app’s registered redirect URL',
    corrected: { redirect_uri: 'https://crm.vendor.example/hs' },
  },
  'Salesforce: a scope that the app lacks': {
    id: 'salesforce',
    changes: { scope: 'api refresh_token web' },
    kind: 'scope-unregistered',
    scopes: ['web'],
    error: 'salesforce-scope-not-allowed',
    text: 'the requested scope is not allowed',
    corrected: { scope: 'api refresh_token' },
  },
  'Salesforce: a callback URL that is not registered': {
    id: 'salesforce',
    changes: { redirect_uri: 'https://other.vendor.example/cb' },
    kind: 'redirect-unregistered',
    urls: ['https://other.vendor.example/cb'],
    error: 'salesforce-redirect-mismatch',
    text: 'redirect_uri must match configuration',
    corrected: { redirect_uri: 'https://crm.vendor.example/cb' },
  },
  'Salesforce: PKCE required and missing': {
    id: 'salesforce',
    changes: { client_id: '3MVG9.ECA', scope: 'api openid', code_challenge: undefined, code_challenge_method: undefined },
    registered: settings.external,
    kind: 'pkce-required',
    error: 'salesforce-code-challenge-missing',
    text: 'missing required code challenge',
    corrected: { code_challenge: '{code_challenge}', code_challenge_method: 'S256' },
  },
  'Salesforce: no redirect URI': {
    id: 'salesforce',
    changes: { redirect_uri: undefined },
    kind: 'redirect-missing',
    urls: settings.salesforce.redirectUrls as string[],
    error: 'salesforce-redirect-missing',
    text: 'redirect_uri_missing',
    corrected: { redirect_uri: 'https://crm.vendor.example/cb' },
  },
  'Outreach: a scope that is not registered': {
    id: 'outreach',
    changes: { scope: 'prospects.read accounts.read' },
    kind: 'scope-unregistered',
    // `accounts.all` is registered, but the names are compared.
    scopes: ['accounts.read'],
    error: 'outreach-invalid-scope',
    text: 'The requested scope is invalid, unknown, or malformed',
    corrected: { scope: 'prospects.read' },
  },
  'Outreach: a redirect URI that is not registered': {
    id: 'outreach',
    changes: { redirect_uri: 'http://crm.vendor.example/or' },
    kind: 'redirect-unregistered',
    urls: ['http://crm.vendor.example/or'],
    error: 'outreach-redirect-mismatch',
    text: 'The requested redirect URI is malformed or doesn’t match the client redirect URI',
    corrected: { redirect_uri: 'https://crm.vendor.example/or' },
  },
};

describe('a request with one mistake', () => {
  it.each(Object.entries(planted))('is told from the settings, with its error and a correction. %s', (_, one) => {
    const registered = one.registered ?? settings[one.id];
    const result = check(one.id, url(one.id, one.changes), registered);
    expect(result.mismatches).toMatchObject([
      { kind: one.kind, severity: 'blocker', actor: 'app-vendor', scopes: one.scopes ?? [], urls: one.urls ?? [], error: one.error },
    ]);
    const [{ errorText = null } = {}] = result.mismatches;
    if (one.text instanceof RegExp) expect(errorText).toMatch(one.text);
    else expect(errorText).toBe(one.text);
    const others = Object.keys(one.corrected).filter((name) => !name.includes('scope'));
    expect(result.urlParameters).toEqual(expect.arrayContaining(others));
    for (const [name, value] of Object.entries(one.corrected)) expect(parameter(result.correctedUrl, name), name).toBe(value ?? null);
    expect(check(one.id, result.correctedUrl ?? '', registered)).toMatchObject({
      mismatches: [],
      correctedUrl: null,
      correctedSettings: null,
    });
  });

  it.each(Object.entries(planted))('is allowed by the corrected settings, if they can help. %s', (_, one) => {
    const registered = one.registered ?? settings[one.id];
    const given = url(one.id, one.changes);
    const { correctedSettings, correctedText } = check(one.id, given, registered);
    const isUrlOnly = ['pkce-required', 'redirect-missing'].includes(one.kind) || one.urls?.[0]?.startsWith('http:');
    if (isUrlOnly) return expect([correctedSettings, correctedText]).toEqual([null, null]);
    expect(check(one.id, given, correctedSettings as AppSettings).mismatches).toEqual([]);
    for (const id of one.kind.startsWith('redirect') ? [] : (one.scopes ?? [])) expect(correctedText?.toLowerCase()).toContain(id);
  });

  it.each(Object.keys(servers) as Id[])('has none if it is right: %s', (id) => {
    expect(check(id, url(id))).toEqual({
      mismatches: [],
      hygiene: id === 'salesforce' ? [expect.objectContaining({ kind: 'refresh-token-unlimited' })] : [],
      unknown: [],
      isCompared: true,
      correctedUrl: null,
      urlScopes: { added: [], dropped: [] },
      urlParameters: [],
      leftInUrl: [],
      correctedSettings: null,
      leftInSettings: [],
      correctedText: null,
    });
  });
});

describe('names of the same access', () => {
  const collapsed: AppSettings = { ...settings.salesforce, optional: ['id', 'refresh_token'] };

  it('are one scope at Salesforce, because metadata collapses them', () => {
    expect(check('salesforce', url('salesforce', { scope: 'email profile address phone offline_access' }), collapsed).mismatches).toEqual(
      [],
    );
  });

  it('do not stand for other scopes', () => {
    const { mismatches } = check('salesforce', url('salesforce', { scope: 'openid email web' }), collapsed);
    expect(mismatches).toMatchObject([{ kind: 'scope-unregistered', scopes: ['openid', 'web'] }]);
  });

  it('leave open whether a wider scope is enough', () => {
    const wide: AppSettings = { ...settings.salesforce, optional: ['full'] };
    const { mismatches, correctedUrl } = check('salesforce', url('salesforce', { scope: 'api web refresh_token' }), wide);
    expect(mismatches).toMatchObject([
      { kind: 'scope-unregistered', scopes: ['refresh_token'] },
      { kind: 'scope-included', scopes: ['api', 'web'], confidence: 'possible', severity: 'warning' },
    ]);
    expect(parameter(correctedUrl, 'scope')).toBe('api web');
  });

  it('leave open whether an app has a scope that the org defined', () => {
    const { mismatches, correctedUrl } = check('salesforce', url('salesforce', { scope: 'api Order_Sync' }));
    expect(mismatches).toMatchObject([{ kind: 'scope-custom', scopes: ['Order_Sync'], confidence: 'possible' }]);
    expect(correctedUrl).toBeNull();
  });
});

it('a corrected URL names the parameters that it changes or adds, and no others', () => {
  const given = url('salesforce', { redirect_uri: 'https://crm.vendor.example/sf2', response_type: 'token', scope: 'api full' });
  expect(check('salesforce', given).urlParameters).toEqual(['redirect_uri', 'response_type']);
});

describe('the scope full at Salesforce', () => {
  const has = (...optional: ScopeId[]): AppSettings => ({ ...settings.salesforce, optional });
  const given = url('salesforce', { scope: 'full refresh_token' });

  it.each([
    ['is registered', has('full', 'api', 'refresh_token')],
    ['is not', has('api', 'refresh_token')],
  ])('is replaced by api, which is only a suggestion, if it %s', (_, registered) => {
    const { correctedUrl, urlScopes, correctedSettings } = check('salesforce', given, registered);
    expect(parameter(correctedUrl, 'scope')).toBe('refresh_token api');
    expect(urlScopes).toEqual({ added: ['api'], dropped: ['full'] });
    expect(correctedSettings).toBeNull();
  });

  it('is left out, and said to be, if the app has no api either', () => {
    const { correctedUrl, urlScopes, correctedSettings } = check('salesforce', given, has('refresh_token'));
    expect(parameter(correctedUrl, 'scope')).toBe('refresh_token');
    expect(urlScopes).toEqual({ added: [], dropped: ['full'] });
    expect(correctedSettings).toBeNull();
  });

  it('is not proposed for the settings beside a scope that is', () => {
    const { correctedSettings, leftInSettings } = check('salesforce', url('salesforce', { scope: 'full openid' }), has('api'));
    expect(correctedSettings?.optional).toEqual(['api', 'openid']);
    expect(leftInSettings).toMatchObject([{ kind: 'scope-unregistered', scopes: ['full'] }]);
  });
});

describe('what could be safer', () => {
  const salesforce = (changes: Values, registered?: AppSettings) => check('salesforce', url('salesforce', changes), registered);
  const withPolicy = (policies: NonNullable<AppSettings['policies']>): AppSettings => ({ ...settings.salesforce, policies });
  const quiet = withPolicy({ refreshTokenPolicy: 'specific_inactivity:30:DAYS' });

  it.each([
    ['no code challenge', { code_challenge: undefined }, quiet, 'pkce-missing', { code_challenge: '{code_challenge}' }],
    ['a plain code challenge', { code_challenge_method: 'plain' }, quiet, 'pkce-plain', { code_challenge_method: 'S256' }],
    ['no state', { state: undefined }, quiet, 'state-missing', { state: '{state}' }],
    ['an empty state', { state: '' }, quiet, 'state-missing', { state: '{state}' }],
    ['a token in the address', { response_type: 'token' }, quiet, 'implicit-grant', { response_type: 'code' }],
    ['a token beside the code', { response_type: 'code id_token' }, quiet, 'implicit-grant', { response_type: 'code' }],
    [
      'a redirect without encryption',
      { redirect_uri: 'http://crm.vendor.example/cb' },
      { ...quiet, redirectUrls: ['http://crm.vendor.example/cb'] },
      'plain-http',
      {},
    ],
    [
      'all access',
      { scope: 'full refresh_token' },
      { ...quiet, optional: ['full', 'refresh_token', 'api'] },
      'full-access',
      { scope: 'refresh_token api' },
    ],
    ['all access that the app could ask for', {}, { ...quiet, optional: ['full', 'refresh_token', 'api'] }, 'full-access', {}],
    ['no scopes, so all of them', { scope: undefined }, quiet, 'every-scope', {}],
    ['a refresh token without end', {}, withPolicy({ refreshTokenPolicy: 'infinite' }), 'refresh-token-unlimited', {}],
    ['a refresh token without end, external app', {}, withPolicy({ refreshTokenPolicyType: 'Infinite' }), 'refresh-token-unlimited', {}],
    ['a refresh token that ends at once', {}, withPolicy({ refreshTokenPolicy: 'zero' }), 'refresh-token-expires-at-once', {}],
    ['a refresh token that stays the same', {}, withPolicy({ isRefreshTokenRotationEnabled: 'false' }), 'refresh-token-not-rotated', {}],
  ] as [string, Values, AppSettings, string, Values][])('names %s', (_, changes, registered, kind, corrected) => {
    const result = salesforce(changes, registered);
    expect(kinds(result.hygiene)).toEqual([kind]);
    expect(result.mismatches).toEqual([]);
    for (const [name, value] of Object.entries(corrected)) expect(parameter(result.correctedUrl, name)).toBe(value);
  });

  it.each(['http://localhost:3000/cb', 'http://127.0.0.1/cb', 'http://[::1]:8080/cb', 'myapp://cb'])('allows %s', (redirect) => {
    expect(salesforce({ redirect_uri: redirect }, { ...quiet, redirectUrls: [redirect] })).toMatchObject({ mismatches: [], hygiene: [] });
  });

  it('misses a code challenge only where there is a code', () => {
    const implicit = { response_type: 'token', code_challenge: undefined, code_challenge_method: undefined };
    expect(kinds(salesforce(implicit, quiet).hygiene)).toEqual(['implicit-grant']);
    const required = withPolicy({ isPkceRequired: 'true' });
    const result = salesforce(implicit, required);
    expect(kinds(result.mismatches)).toEqual([]);
    expect(salesforce({ ...implicit, response_type: 'code' }, required).mismatches).toHaveLength(1);
    expect(parameter(result.correctedUrl, 'code_challenge')).toBe('{code_challenge}');
  });

  it('says which error Outreach gives to a request for a token', () => {
    expect(check('outreach', url('outreach', { response_type: 'token' })).hygiene).toMatchObject([
      { kind: 'implicit-grant', error: 'outreach-response-type' },
    ]);
  });

  it('reads the policy of a connected app with its number of days', () => {
    const xml = sampleText('connected-app.xml').replace('infinite', 'specific_lifetime:30:DAYS');
    expect(openFile(xml)?.found[0]?.settings?.policies).toMatchObject({ refreshTokenPolicy: 'specific_lifetime:30:DAYS' });
  });
});

describe('a redirect URL in another spelling than the registered one', () => {
  it.each([
    ['https://app.example', 'https://app.example/'],
    ['https://app.example/cb', 'https://APP.example/cb'],
    ['https://app.example/cb', 'https://app.example:443/a/../cb'],
    ['http://localhost:3000/cb', 'http://localhost:9999/cb'],
  ])('is a possible mismatch, not an agreement: %s and %s', (registered, requested) => {
    const registers = { ...settings.hubspot, redirectUrls: [registered] };
    const result = check('hubspot', url('hubspot', { redirect_uri: requested }), registers);
    expect(result.mismatches).toMatchObject([{ kind: 'redirect-unregistered', severity: 'warning', confidence: 'possible' }]);
    expect(parameter(result.correctedUrl, 'redirect_uri')).toBe(registered);
    expect(check('hubspot', url('hubspot', { redirect_uri: registered }), registers).mismatches).toEqual([]);
  });

  it('is the registered one only without the query that is registered', () => {
    const registers = { ...settings.hubspot, redirectUrls: ['https://app.example/cb?{query}'] };
    const plain = check('hubspot', url('hubspot', { redirect_uri: 'https://app.example/cb' }), registers);
    expect(plain.mismatches).toMatchObject([{ kind: 'redirect-unregistered', severity: 'warning', confidence: 'possible' }]);
    expect(parameter(plain.correctedUrl, 'redirect_uri')).toBe('https://app.example/cb?{query}');
    const same = check('hubspot', url('hubspot', { redirect_uri: 'https://app.example/cb?tenant=1' }), registers);
    expect([same.mismatches, same.unknown]).toEqual([[], ['requested-redirect']]);
    const other = check('hubspot', url('hubspot', { redirect_uri: 'https://app.example/other?x=1' }), registers);
    expect(other.mismatches).toMatchObject([{ kind: 'redirect-unregistered' }]);
    expect(other.correctedSettings?.redirectUrls).toEqual(['https://app.example/cb?{query}', 'https://app.example/other?{query}']);
  });

  it('may be one that can’t be read, so no settings without that are proposed', () => {
    const registers = { ...settings.hubspot, redirectUrls: ['https://app.example/cb'], unreadRedirects: 1 };
    const values = { redirect_uri: 'https://app.example/cb', scope: 'oauth crm.objects.contacts.read crm.export' };
    for (const lost of [registers, { ...settings.hubspot, redirectUrls: [], unread: 1 }])
      expect(check('hubspot', url('hubspot', values), lost).correctedText).toBeNull();
    expect(check('hubspot', url('hubspot', values), { ...registers, unreadRedirects: 0 }).correctedText).not.toBeNull();
    const other = check('hubspot', url('hubspot', { redirect_uri: 'https://app.example/other' }), registers);
    expect([other.mismatches, other.unknown]).toEqual([[], ['registered-redirects']]);
    const same = check('hubspot', url('hubspot', { redirect_uri: 'https://app.example/cb' }), registers);
    expect([same.mismatches, same.unknown]).toEqual([[], []]);
  });

  it.each(['https://app.example/cb?x=1', 'https://app.example/{tenant}', 'https://10.0.0.7/cb'])(
    'is not compared completely: %s',
    (requested) => {
      const result = check('hubspot', url('hubspot', { redirect_uri: requested }), {
        ...settings.hubspot,
        redirectUrls: ['https://app.example/cb'],
      });
      expect([result.mismatches, result.unknown]).toEqual([[], ['requested-redirect']]);
    },
  );
});

describe('what is not known', () => {
  const bare: AppSettings = { ...settings.salesforce, optional: [], redirectUrls: [], policies: {} };

  it('is said and not guessed, if a file has only a part of the settings', () => {
    expect(check('salesforce', url('salesforce', { scope: 'web', redirect_uri: 'https://a.example/' }), bare)).toMatchObject({
      mismatches: [],
      unknown: ['registered-scopes', 'registered-redirects'],
      correctedUrl: null,
    });
  });

  it('calls no scope unregistered if an entry of the settings could not be read', () => {
    const text = url('salesforce', { scope: 'api refresh_token web' });
    expect(kinds(check('salesforce', text).mismatches)).not.toEqual([]);
    const partly = check('salesforce', text, { ...settings.salesforce, unread: 1 });
    expect(partly).toMatchObject({ mismatches: [], unknown: ['registered-scopes'], isCompared: false });
  });

  it.each([
    ['a link that was cut', `${servers.hubspot}?client_id=1&redirect_uri=https%3A%2F%2Fcrm.vendor.example%2Fhs&scope=crm.objects.cont`],
    ['two lists', `${url('hubspot')}&scope=tickets`],
    ['a list with commas', url('hubspot', { scope: 'oauth,crm.objects.contacts.read' })],
  ])('is what a request asks for: %s', (_, text) => {
    expect(check('hubspot', text)).toMatchObject({ mismatches: [], unknown: ['requested-scopes'], correctedSettings: null });
  });

  it('is whether a redirect is registered if its address was taken out', () => {
    for (const uri of ['https://[address]/hs', 'https://crm.vendor.example/[email]']) {
      const redacted: AppSettings = { ...settings.hubspot, redirectUrls: [uri] };
      expect(check('hubspot', url('hubspot'), redacted)).toMatchObject({ mismatches: [], unknown: ['registered-redirects'] });
    }
  });

  it('is anything about another app', () => {
    const { mismatches, correctedUrl, correctedSettings } = check(
      'salesforce',
      url('salesforce', { client_id: '3MVG9.OTHER', scope: 'web' }),
    );
    expect(kinds(mismatches)).toEqual(['other-client', 'scope-unregistered']);
    expect([correctedUrl, correctedSettings]).toEqual([null, null]);
  });

  it.each(['prospects.read+users.all', 'prospects.read,users.all'])('is which scopes a joined list has: %s', (scope) => {
    expect(check('outreach', url('outreach', { scope }))).toMatchObject({ mismatches: [], isCompared: false, correctedSettings: null });
  });

  it.each([
    ['outreach', 'outreach-missing-parameter', 'Missing required parameter:'],
    ['hubspot', 'hubspot-invalid-scope-name', 'An invalid scope name was provided'],
  ] as const)('is which scopes to add to a request without any: %s', (id, error, errorText) => {
    const registered = id === 'hubspot' ? { ...settings.hubspot, required: ['oauth'] } : settings[id];
    for (const scope of ['', undefined]) {
      const result = check(id, url(id, { scope }), registered);
      expect(result.mismatches).toMatchObject([{ kind: 'scope-missing', error, errorText }]);
      expect([result.correctedUrl, result.correctedSettings]).toEqual([null, null]);
    }
  });

  it('is a corrected URL if no scope would be left', () => {
    expect(check('outreach', url('outreach', { scope: 'users.all' })).correctedUrl).toBeNull();
  });
});

describe('a request from a trace', () => {
  const text = url('salesforce', {
    state: 'CANARY-state',
    code_challenge: 'CANARY-challenge',
    login_hint: 'ada@acme.example',
    scope: 'api web',
  });
  const found = openFile(har([{ url: text }]))?.found[0];

  it('is compared like a pasted one, without what it hides', () => {
    const result = checkSettings(provider('salesforce'), settings.salesforce, found?.input.request as AuthorizationRequest);
    expect(result?.mismatches).toMatchObject([{ kind: 'scope-unregistered', scopes: ['web'] }]);
    expect(result?.correctedUrl).toBe(
      `${servers.salesforce}?client_id=3MVG9.FILES&redirect_uri=https%3A%2F%2Fcrm.vendor.example%2Fcb&scope=api&response_type=code` +
        '&state={state}&code_challenge={code_challenge}&code_challenge_method=S256&login_hint={login_hint}',
    );
    expect(JSON.stringify([found, result])).not.toMatch(/CANARY|ada@/);
  });

  it('gives the same result as the pasted URL', () => {
    const ofFile = checkSettings(provider('salesforce'), settings.salesforce, found?.input.request as AuthorizationRequest);
    expect(check('salesforce', text)).toEqual(ofFile);
  });
});

describe('the templates of known connectors', () => {
  const templates = settingsTemplates();

  it('begin with the complete list of Workato', () => {
    const [first] = templates;
    expect(first).toMatchObject({ isStated: true, profile: { id: 'workato' }, provider: { id: 'hubspot' } });
    expect(first?.settings.required).toHaveLength(1);
    expect(first?.settings.optional).toHaveLength(48);
    expect(JSON.parse(first?.text ?? '')).toMatchObject({ requiredScopes: ['crm.objects.contacts.read'], conditionallyRequiredScopes: [] });
  });

  it('find nothing wrong with the request of Workato', () => {
    const [{ settings: template } = { settings: settings.hubspot }] = templates;
    const text = url('hubspot', {
      redirect_uri: 'https://www.workato.com/oauth/callback',
      scope: template.required.join(' '),
      optional_scope: template.optional.join(' '),
    });
    expect(check('hubspot', text, template)).toMatchObject({ mismatches: [], hygiene: [], correctedUrl: null, correctedSettings: null });
  });

  it('only suggest what the app does not state', () => {
    const clay = templates.find(({ profile, provider: { id } }) => id === 'hubspot' && profile.id === 'clay');
    expect(clay?.isStated).toBe(false);
    const { mismatches } = check('hubspot', url('hubspot', { scope: 'oauth' }), clay?.settings, { isGuess: true });
    expect(mismatches).toMatchObject([{ kind: 'required-missing', confidence: 'possible' }]);
  });

  it('each have lists in the words of the provider', () => {
    for (const {
      provider: { id },
      profile,
      text,
    } of templates) {
      const all = [...profile.required, ...profile.optionalOn, ...profile.optionalOff];
      const written = id === 'salesforce' ? text.match(/<scopes>/g)?.length : Object.values(JSON.parse(text)).flat().length;
      expect(written, `${id} ${profile.id}`).toBe(all.length);
    }
  });
});

describe('what a correction does not solve', () => {
  it('is named: a URL stays without encryption and with all access, if nothing says what to use instead', () => {
    const given = url('salesforce', {
      response_type: 'token',
      redirect_uri: 'http://app.vendor.example/oauth/callback',
      scope: 'api refresh_token full',
    });
    const { correctedUrl, leftInUrl } = check('salesforce', given, noSettings);
    expect(parameter(correctedUrl, 'response_type')).toBe('code');
    expect(leftInUrl).toMatchObject([
      { kind: 'plain-http', urls: ['http://app.vendor.example/oauth/callback'] },
      { kind: 'full-access', scopes: ['full'] },
    ]);
  });

  it('is named: no settings give a request its code challenge', () => {
    const given = url('salesforce', { client_id: '3MVG9.ECA', scope: 'api openid web', code_challenge: undefined });
    const { correctedUrl, leftInUrl, correctedSettings, leftInSettings } = check('salesforce', given, settings.external);
    expect([parameter(correctedUrl, 'code_challenge'), leftInUrl]).toEqual(['{code_challenge}', []]);
    expect(correctedSettings?.optional).toContain('web');
    expect(leftInSettings).toMatchObject([{ kind: 'pkce-required' }]);
  });

  it('does not include what only the settings have', () => {
    const { hygiene, leftInUrl } = check('salesforce', url('salesforce', { state: undefined }));
    expect(kinds(hygiene)).toEqual(['state-missing', 'refresh-token-unlimited']);
    expect(leftInUrl).toEqual([]);
  });
});

it('the most severe problems come first', () => {
  const given = url('salesforce', { client_id: '3MVG9.ECA', scope: 'api openid Order_Sync', state: undefined, code_challenge: undefined });
  const { mismatches } = check('salesforce', given, settings.external);
  expect(kinds(mismatches)).toEqual(['pkce-required', 'scope-custom']);
  const { hygiene } = check('salesforce', url('salesforce', { state: undefined, code_challenge: undefined }));
  expect(hygiene.map(({ severity }) => severity)).toEqual(['warning', 'notice', 'notice']);
});

describe('a corrected URL', () => {
  const ids: Readonly<Record<Id, readonly ScopeId[]>> = {
    hubspot: ['oauth', 'tickets', 'automation', 'content', 'forms', 'crm.objects.contacts.read', 'crm.objects.deals.read', 'files'],
    outreach: ['prospects.read', 'prospects.all', 'accounts.all', 'accounts.read', 'users.all'],
    salesforce: ['api', 'web', 'id', 'email', 'full', 'refresh_token', 'offline_access', 'openid', 'lightning'],
  };
  const redirects = [
    'https://a.example/cb',
    'https://a.example/cb/',
    'http://a.example/cb',
    'https://b.example/',
    'http://localhost:3000/cb',
  ];
  const cases = fc.constantFrom<Id>('hubspot', 'outreach', 'salesforce').chain((id) => {
    const list = fc.subarray([...ids[id]]);
    return fc.record({
      id: fc.constant(id),
      lists: fc.record({ required: list, conditionallyRequired: list, optional: list }),
      redirectUrls: fc.subarray(redirects),
      policies: fc.constantFrom<NonNullable<AppSettings['policies']>>({}, { isPkceRequired: 'true' }, { refreshTokenPolicy: 'infinite' }),
      values: fc.record({
        scope: fc.option(
          fc.shuffledSubarray([...ids[id]]).map((some) => some.join(' ')),
          { nil: undefined },
        ),
        optional_scope: fc.option(
          list.map((some) => some.join(' ')),
          { nil: undefined },
        ),
        redirect_uri: fc.option(fc.constantFrom(...redirects), { nil: undefined }),
        state: fc.option(fc.constantFrom('', 's'), { nil: undefined }),
        response_type: fc.constantFrom('code', 'token', 'id_token token'),
        code_challenge: fc.option(fc.constant('c'), { nil: undefined }),
        code_challenge_method: fc.option(fc.constantFrom('S256', 'plain'), { nil: undefined }),
        prompt: fc.option(fc.constant('consent login'), { nil: undefined }),
      }),
    });
  });

  it('has no mismatch left and is corrected once', () => {
    fc.assert(
      fc.property(cases, ({ id, lists, redirectUrls, policies, values }) => {
        const isOneList = id !== 'hubspot';
        const unique =
          (...taken: ScopeId[][]) =>
          (list: ScopeId[]) =>
            list.filter((scope) => !taken.flat().includes(scope));
        const registered: AppSettings = {
          ...settings[id],
          clientId: null,
          required: isOneList ? [] : lists.required,
          conditionallyRequired: isOneList ? [] : unique(lists.required)(lists.conditionallyRequired),
          optional: isOneList ? lists.optional : unique(lists.required, lists.conditionallyRequired)(lists.optional),
          redirectUrls,
          policies,
        };
        const given = url(id, isOneList ? { ...values, optional_scope: undefined } : values);
        const before = check(id, given, registered);
        if (before.correctedUrl !== null) {
          const after = check(id, before.correctedUrl, registered);
          expect(after.mismatches.filter(({ confidence }) => confidence !== 'possible')).toEqual([]);
          expect(after.correctedUrl).toBeNull();
          for (const kind of ['pkce-missing', 'state-missing', 'implicit-grant']) expect(kinds(after.hygiene)).not.toContain(kind);
          const alone = check(id, before.correctedUrl, noSettings);
          expect(before.leftInUrl.map(({ kind }) => kind)).toEqual([...kinds(after.mismatches), ...kinds(alone.hygiene)]);
        }
        if (before.correctedSettings !== null) {
          const after = check(id, given, before.correctedSettings);
          expect(before.leftInSettings.map(({ kind }) => kind)).toEqual(kinds(after.mismatches));
          // Nobody should register `full`.
          const solved = after.mismatches.filter(({ scopes }) => scopes.join() !== 'full');
          expect(
            kinds(solved).filter((kind) => !['pkce-required', 'redirect-missing', 'redirect-unregistered', 'scope-missing'].includes(kind)),
          ).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('adds no scope that is not required', () => {
    fc.assert(
      fc.property(cases, ({ id, lists, redirectUrls, policies, values }) => {
        const registered: AppSettings = { ...settings[id], clientId: null, ...lists, redirectUrls, policies };
        const given = url(id, values);
        const { correctedUrl, urlScopes } = check(id, given, registered);
        const idsOf = (text: string) => requestOf(id, text).scopes.map((scope) => scope.id);
        const asked = new Set(idsOf(given));
        const added = correctedUrl === null ? [] : idsOf(correctedUrl).filter((scope) => !asked.has(scope));
        expect(urlScopes.added).toEqual(added);
        // `api` takes the place of `full`.
        const allowed = id === 'hubspot' ? lists.required : asked.has('full') ? ['api'] : [];
        for (const scope of added) expect(allowed).toContain(scope);
      }),
      { numRuns: 500 },
    );
  });

  it('differs from the given one only in what is wrong', () => {
    const given = `${servers.hubspot}?client_id=1&prompt=consent&scope=oauth%20crm.objects.contacts.read%20tickets&redirect_uri=https://crm.vendor.example/hs&optional_scope=&x=1&state=s`;
    expect(check('hubspot', given).correctedUrl).toBe(
      `${servers.hubspot}?client_id=1&prompt=consent&scope=oauth%20crm.objects.contacts.read&redirect_uri=https://crm.vendor.example/hs&optional_scope=tickets&x={x}&state={state}&code_challenge={code_challenge}&code_challenge_method=S256`,
    );
  });
});

it.each(['&scope[]=crm.export', '&x=1;scope=crm.export', '&Client_Id=other', '&%zz', '%20a1b2c3d4e5f6a7b8c9d0e1f2'])(
  'compares nothing with what was uncertain before its secrets were taken out: %s',
  (more) => {
    const requests = [url('hubspot'), url('hubspot').replace('&response_type', `${more}&response_type`)].map(
      (text) => openContent(text).found[0]?.input.request as AuthorizationRequest,
    );
    const compared = requests.map((request) => checkSettings(provider('hubspot'), settings.hubspot, request)?.isCompared);
    expect(compared).toEqual([true, false]);
  },
);
