import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest, Narrowed } from '@/providers/contract/request';
import { hubspot } from '@/providers/hubspot';
import { corpusOf } from '../../corpus';
import { checkNarrowing } from '../../fuzz/requests';
import { clayUrl, hubspotUrl } from './sample-urls';

const {
  requests: { parseRequest, narrow },
  knowledge: { findScope },
} = hubspot;

function read(url: string): AuthorizationRequest {
  const parsed = parseRequest(url);
  if (!parsed.ok) throw new Error(`unreadable: ${parsed.reason}`);
  return parsed.value;
}
const idsOf = (request: AuthorizationRequest) => request.scopes.map((scope) => scope.id);
const urlOf = (narrowed: Narrowed) => ('url' in narrowed ? narrowed.url : `refused: ${narrowed.reason}`);
const without = (request: AuthorizationRequest, ...ids: string[]) => new Set(idsOf(request).filter((id) => !ids.includes(id)));

describe('parsing a HubSpot request', () => {
  it('reads client, redirect host, portal and both scope lists of a Clay request', () => {
    const request = read(clayUrl.replace('/oauth/authorize', '/oauth/4521873/authorize'));
    expect(request.scopes.filter((scope) => scope.locked)).toHaveLength(7);
    expect(request.scopes.filter((scope) => !scope.locked)).toHaveLength(11);
    expect(request).toMatchObject({
      clientId: '7f0d-CLIENT',
      redirectHost: 'app.clay.com',
      account: '4521873',
      pageKind: 'authorize',
      readOnly: null,
    });
  });

  it('reads the plural parameter names and writes them back when narrowing', () => {
    const request = read(
      hubspotUrl(['oauth'], ['forms', 'tickets']).replace('&scope=', '&scopes=').replace('optional_scope=', 'optional_scopes='),
    );
    expect(urlOf(narrow(request, new Set(['oauth', 'forms'])))).toContain('&scopes=oauth&optional_scopes=forms&');
  });

  it.each([
    ['https://app-eu1.hubspot.com/oauth/authorize', 'authorize'],
    ['https://app-na3.hubspot.com/oauth/12/authorize', 'authorize'],
    ['https://app.hubspotqa.com/oauth/authorize', 'authorize'],
    ['HTTPS://APP.HUBSPOT.COM/oauth/authorize', 'authorize'],
    ['https://app.hubspot.com/oauth-bridge', 'login'],
    ['https://app.hubspot.com/static-token/1234/authorize', 'unsupported-flow'],
    ['https://mcp.hubspot.com/oauth/authorize/user', 'unsupported-flow'],
  ])('classifies %s as %s', (base, place) => {
    expect(read(hubspotUrl(['oauth'], ['forms'], '%20', base)).pageKind).toBe(place);
  });

  it('reads the request inside the sign-in page, decoded once, and refuses to narrow it', () => {
    const request = read(`https://app.hubspot.com/login?loginRedirectUrl=${encodeURIComponent(clayUrl)}`);
    expect(request).toMatchObject({ pageKind: 'login', url: clayUrl, readOnly: 'sign-in-first' });
    expect(narrow(request, new Set())).toEqual({ result: 'refused', reason: 'sign-in-first' });
  });

  it('reads a request whose address has user info, which leads nowhere else', () => {
    const base = 'https://www.example.com:login@app.hubspot.com/oauth/authorize';
    expect(read(hubspotUrl(['oauth'], ['forms'], '%20', base))).toMatchObject({ provider: 'hubspot', pageKind: 'authorize' });
  });

  it.each([
    'https://app.hubspot.com.evil.example/oauth/authorize',
    'https://evil.example/app.hubspot.com/oauth/authorize',
    'https://app.hubspot.com@evil.example/oauth/authorize',
    'http://app.hubspot.com/oauth/authorize',
    'https://app.hubspot.com./oauth/authorize',
    'https://app.hubspot.com:8443/oauth/authorize',
    'https://app.hubsp\u043et.com/oauth/authorize',
    'https://xn--app-hubspot.com/oauth/authorize',
    'https://notapp.hubspot.com/oauth/authorize',
    'https://app-evil.hubspot.com/oauth/authorize',
  ])('A12: rejects the look-alike address %s', (base) => {
    expect(parseRequest(hubspotUrl(['oauth'], [], '%20', base))).toEqual({ ok: false, reason: 'unknown-provider' });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['not a url', 'not-a-url'],
    ['https://app.hubspot.com/contacts/1234', 'not-a-request'],
    ['https://app.hubspot.com/oauth/authorize/extra?scope=oauth', 'not-a-request'],
    ['https://app.hubspot.com/login?loginRedirectUrl=https%3A%2F%2Fevil.example%2F', 'not-a-request'],
  ])('rejects %j with the reason %s', (text, reason) => {
    expect(parseRequest(text)).toEqual({ ok: false, reason });
  });
});

describe('a HubSpot request that cannot be edited safely', () => {
  const base = hubspotUrl(['oauth', 'crm.lists.read'], ['forms']);
  it.each([
    ['malformed-escape', base.replace('state=', 'state=%E0%A4&x=')],
    ['malformed-escape', base.replace('crm.lists', 'crm.%lists')],
    ['repeated-scope', `${base}&scope=tickets`],
    ['repeated-scope', `${base}&scopes=tickets`],
    ['repeated-optional-scope', `${base}&optional_scope=tickets`],
    ['repeated-client-id', `${base}&client_id=other`],
    ['repeated-redirect-uri', `${base}&redirect_uri=https%3A%2F%2Fother.example`],
    ['request-object', `${base}&request=eyJhbGciOiJub25lIn0`],
    ['request-object', `${base}&request_uri=urn%3Aexample`],
    ['missing-client-id', base.replace('client_id=', 'client=')],
    ['missing-redirect-uri', base.replace('redirect_uri=', 'redirect=')],
    ['missing-scope', base.replace('&scope=', '&scop=')],
    ['malformed-url', base.replace('&scope', '&\tscope')],
    ['too-long', `${base}&pad=${'x'.repeat(1_000_000)}`],
    [
      'truncated-scope',
      `https://app.hubspot.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fa.example&scope=oauth%20crm.objects.conta`,
    ],
    ['truncated-scope', `${base.replace(/&scope=.*/, '')}&scop`],
    ['truncated-scope', `${base}&optional_scope`],
    ['truncated-scope', `${base}%2`],
    ['malformed-escape', `${base}%2&pad=1`],
  ])('B3, B5, B6: is read-only with the reason %s', (reason, url) => {
    const request = read(url);
    expect(request.readOnly).toBe(reason);
    expect(narrow(request, without(request, 'forms'))).toEqual({ result: 'refused', reason });
  });

  it('A9, C3: treats __proto__ and constructor as ordinary scope ids', () => {
    const request = read(hubspotUrl(['oauth', '__proto__'], ['constructor', 'toString']));
    expect(idsOf(request)).toEqual(['oauth', '__proto__', 'constructor', 'toString']);
    expect(idsOf(read(urlOf(narrow(request, without(request, 'constructor')))))).toEqual(['oauth', '__proto__', 'toString']);
  });

  it('B4: parses and narrows 2,000 scopes in a 100 kB URL', () => {
    const optional = Array.from({ length: 2000 }, (_, index) => `crm.objects.some-rather-long-custom-name-${index}.read`);
    const url = hubspotUrl(['oauth'], optional);
    expect(url.length).toBeGreaterThan(90_000);
    const request = read(url);
    expect(request.readOnly).toBeNull();
    expect(idsOf(read(urlOf(narrow(request, new Set(['oauth', optional[7] ?? '']))))).length).toBe(2);
  });
});

describe('narrowing a HubSpot request', () => {
  it('drops one optional scope and keeps every other byte', () => {
    const url = `${clayUrl}&x=1&x=2&empty=&&bare#frag?ment&scope=no`;
    const narrowed = urlOf(narrow(read(url), without(read(url), 'crm.objects.deals.write')));
    expect(narrowed).toBe(url.replace('crm.objects.deals.write%20', ''));
  });

  it('removes the parameter when its list becomes empty', () => {
    const url = hubspotUrl(['oauth'], ['forms']);
    expect(urlOf(narrow(read(url), new Set(['oauth'])))).toBe(url.replace('&optional_scope=forms', ''));
    const first = `https://app.hubspot.com/oauth/authorize?optional_scope=forms&client_id=a&redirect_uri=https%3A%2F%2Fa.example&scope=oauth`;
    expect(urlOf(narrow(read(first), new Set(['oauth'])))).toBe(first.replace('optional_scope=forms&', ''));
  });

  it('keeps the separators of the remaining scopes', () => {
    const url = hubspotUrl(['oauth'], []).replace('&state', '&optional_scope=+a++b%20c+d+&state');
    expect(urlOf(narrow(read(url), new Set(['oauth', 'a', 'c', 'd'])))).toBe(url.replace('=+a++b%20c+d+', '=+a%20c+d+'));
  });

  it('B2: refuses to drop a locked scope, and never empties the scope parameter', () => {
    const request = read(hubspotUrl(['oauth', 'tickets'], ['forms']));
    expect(narrow(request, new Set(['oauth', 'forms']))).toEqual({ result: 'refused', reason: 'locked-scope' });
    expect(urlOf(narrow(request, new Set(['oauth', 'forms']), new Set(['tickets'])))).toContain('&scope=oauth&optional_scope=forms&');
    expect(narrow(request, new Set(['forms']), new Set(['oauth', 'tickets']))).toEqual({ result: 'refused', reason: 'nothing-left' });
  });

  it('keeps an id that is in both lists', () => {
    const url = hubspotUrl(['oauth', 'forms'], ['forms', 'tickets']);
    expect(urlOf(narrow(read(url), new Set(['oauth', 'forms'])))).toBe(url.replace('forms%20tickets', 'forms'));
  });

  it('reports an unchanged request when every scope is kept', () => {
    expect(narrow(read(clayUrl), new Set(idsOf(read(clayUrl))))).toEqual({ result: 'unchanged', url: clayUrl });
  });
});

const holds = (url: string, keep: ReadonlySet<string>) => checkNarrowing(hubspot, read(url), keep);

describe('the collected HubSpot requests', () => {
  const rows = corpusOf('hubspot');

  it.each(rows.map((row, index) => [`${index} ${row.app}`, row] as const))(
    '%s: parses, and narrows to each single drop and to its required scopes',
    (_, row) => {
      for (const separator of ['%20', '+']) {
        for (const [scopes, optional] of [
          [row.scopes, row.optionalScopes],
          [row.scopes.slice(0, 1), [...row.scopes.slice(1), ...row.optionalScopes]],
        ] as const) {
          const url = hubspotUrl(scopes, optional, separator);
          const request = read(url);
          expect(idsOf(request)).toEqual([...new Set([...scopes, ...optional])]);
          for (const id of idsOf(request)) holds(url, without(request, id));
          holds(url, new Set(request.scopes.filter((scope) => scope.locked).map((scope) => scope.id)));
          if (!request.readOnly) expect(urlOf(narrow(request, new Set(idsOf(request))))).toBe(url);
        }
      }
    },
  );

  it('use at most three scope ids that the catalogue does not know', () => {
    const ids = [...new Set(rows.flatMap((row) => [...row.scopes, ...row.optionalScopes]))];
    const unknown = ids.filter((id) => !findScope(id));
    expect(unknown).toEqual(['crm.objects.marketing_emails.write', 'settings.account.read', 'audit-logs.read']);
    expect(unknown.length / ids.length).toBeLessThan(0.05);
  });
});
