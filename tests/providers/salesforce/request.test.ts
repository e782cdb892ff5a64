import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest, Narrowed } from '@/providers/contract/request';
import { salesforce } from '@/providers/salesforce';
import { corpusOf } from '../../corpus';

const {
  urls: { classifyUrl, accountOf, mayBeFor, signsInFor },
  requests: { parseRequest, narrow },
  knowledge: { findScope },
} = salesforce;
const rest = 'state=CANARY-state%3D1&code_challenge=CANARY&code_challenge_method=S256&display=popup';

function urlWith(scopes: readonly string[], separator = '%20', base = 'https://acme.my.salesforce.com/services/oauth2/authorize'): string {
  const list = scopes.length ? `&scope=${scopes.map(encodeURIComponent).join(separator)}` : '';
  return `${base}?response_type=code&client_id=3MVG9CLIENT&redirect_uri=https%3A%2F%2Fapp.clay.com%2Fcb${list}&${rest}`;
}
function read(url: string): AuthorizationRequest {
  const parsed = parseRequest(url);
  if (!parsed.ok) throw new Error(`unreadable: ${parsed.reason}`);
  return parsed.value;
}
const idsOf = (request: AuthorizationRequest) => request.scopes.map((scope) => scope.id);
const urlOf = (narrowed: Narrowed) => ('url' in narrowed ? narrowed.url : `refused: ${narrowed.reason}`);

describe('the addresses of Salesforce', () => {
  it.each([
    ['https://login.salesforce.com/services/oauth2/authorize', 'authorize'],
    ['https://test.salesforce.com/services/oauth2/authorize', 'authorize'],
    ['https://acme--dev.sandbox.my.salesforce.com/services/oauth2/authorize', 'authorize'],
    ['https://acme.develop.my.salesforce.com/services/oauth2/authorize', 'authorize'],
    ['https://acme.my.site.com/HooverApp/services/oauth2/authorize', 'authorize'],
    ['https://acme.my.site.com/services/oauth2/authorize/expid_Login', 'authorize'],
    ['https://acme.my.salesforce.mil/services/oauth2/authorize', 'authorize'],
    ['https://acme.my.salesforce.com/setup/secur/RemoteAccessAuthorizationPage.apexp?source=CANARY', 'consent'],
    ['https://acme.my.site.com/SmartHome/setup/secur/remoteaccessauthorizationpage.apexp', 'consent'],
    ['https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=x', 'error'],
    ['https://acme.my.salesforce.com/saml/authn-request.jsp?SAMLRequest=CANARY', 'sso'],
    ['https://acme.my.salesforce.com/secur/frontdoor.jsp?sid=CANARY', 'login'],
    ['https://acme.my.salesforce.com/?ec=302&startURL=%2Fsetup', 'login'],
    ['https://acme.lightning.force.com/lightning/page/home', 'home'],
    ['https://acme.my.salesforce.com/home/home.jsp', 'home'],
    ['https://acme.my.salesforce.com/lightning/o/Account/list', 'elsewhere'],
    ['https://acme.my.salesforce.com.evil.example/services/oauth2/authorize', 'elsewhere'],
    // A site may have any domain: its paths are read, and the review says that the domain proves
    // nothing.
    ['https://partners.acme.example/emea/services/oauth2/authorize', 'authorize'],
    ['https://partners.acme.example/setup/secur/RemoteAccessErrorPage.apexp', 'error'],
    ['https://partners.acme.example/login', 'elsewhere'],
    ['https://partners.acme.example/', 'elsewhere'],
    ['https://login-salesforce.example/services/oauth2/authorize', 'elsewhere'],
    ['https://xn--slesforce-22a.example/services/oauth2/authorize', 'elsewhere'],
    ['https://203.0.113.7/services/oauth2/authorize', 'elsewhere'],
    ['http://partners.acme.example/services/oauth2/authorize', 'elsewhere'],
    ['https://partners.acme.example:8443/services/oauth2/authorize', 'elsewhere'],
    ['https://acme.my.salesforce.com/services/authcallback/Okta?code=CANARY', 'sso'],
    ['https://acmemy.salesforce.com.evil.example/setup/secur/RemoteAccessAuthorizationPage.apexp', 'elsewhere'],
    ['http://acme.my.salesforce.com/services/oauth2/authorize', 'elsewhere'],
    ['https://acme.my.salesforce.com./services/oauth2/authorize', 'elsewhere'],
    ['https://user@acme.my.salesforce.com/services/oauth2/authorize', 'authorize'],
    ['https://my.salesforce.com.evil.example/', 'elsewhere'],
  ])('A12: classifies %s as %s', (url, place) => {
    expect(classifyUrl(new URL(url))).toBe(place);
  });

  it.each([
    ['test', 'acme.my.salesforce.com', false],
    ['test', 'acme--uat.my.salesforce.com', true],
    ['test', 'acme--uat.sandbox.my.salesforce.com', true],
    ['test', 'acme.scratch.my.salesforce.com', true],
    ['login', 'acme.my.salesforce.com', true],
    ['login', 'acme--uat.sandbox.my.salesforce.com', false],
    ['login', 'acme.develop.my.salesforce.com', true],
  ])('at the host %s may be for the org %s: %s', (host, org, may) => {
    expect(mayBeFor?.(new URL(`https://${host}.salesforce.com/services/oauth2/authorize`), org)).toBe(may);
  });

  it.each([
    ['redirect_uri=https%3A%2F%2Fb.my.salesforce.com%2Fservices%2Fauthcallback%2FA', 'b.my.salesforce.com'],
    // Such a path on any other host is an app's.
    ['redirect_uri=https%3A%2F%2Fa.example%2Fservices%2Fauthcallback%2FA', null],
    ['redirect%5Furi=https://a.example/&redirect_uri=https://b.my.salesforce.com/services/authcallback/A', null],
    ['redirect_uri=https%3A%2F%2Fb.my.salesforce.com%2Fcallback', null],
  ])('are requests of apps, and may sign in the users of the org with %s', (query, host) => {
    const url = `https://acme.my.salesforce.com/services/oauth2/authorize?client_id=1&scope=full&${query}`;
    expect(signsInFor?.(new URL(url))).toBe(host);
    expect(parseRequest(url)).toMatchObject({ ok: true, value: { pageKind: 'authorize', scopes: [{ id: 'full' }] } });
  });

  it('name the org by its own host, and no org on the generic login hosts', () => {
    expect(accountOf(new URL('https://acme.my.salesforce.com/setup'))).toBe('acme.my.salesforce.com');
    expect(accountOf(new URL('https://login.salesforce.com/'))).toBeNull();
  });
});

describe('narrowing a Salesforce request', () => {
  it('changes only the scope parameter', () => {
    const url = `${urlWith(['api', 'web', 'refresh_token'])}&x=1&x=2#f`;
    expect(urlOf(narrow(read(url), new Set(['api', 'refresh_token'])))).toBe(url.replace('web%20', ''));
  });

  it('never drops the last scope, because an empty list would request everything', () => {
    expect(narrow(read(urlWith(['api'])), new Set())).toEqual({ result: 'refused', reason: 'nothing-left' });
  });

  it('refuses a request without a scope parameter', () => {
    expect(read(urlWith([])).readOnly).toBe('no-scope-parameter');
    expect(narrow(read(urlWith([])), new Set())).toEqual({ result: 'refused', reason: 'no-scope-parameter' });
  });

  it.each([
    ['repeated-scope', `${urlWith(['api'])}&scope=web`],
    ['repeated-client-id', `${urlWith(['api'])}&client_id=2`],
    ['malformed-escape', `${urlWith(['api'])}&x=%E0%A4`],
    ['request-object', `${urlWith(['api'])}&request_uri=urn%3Ax`],
  ])('B3: refuses a request with the read-only reason %s', (reason, url) => {
    expect(read(url).readOnly).toBe(reason);
  });
});

describe('the collected Salesforce requests', () => {
  const rows = corpusOf('salesforce');

  it.each(rows.map((row, index) => [`${index} ${row.app}`, row] as const))('%s: parses, and narrows to each single drop', (_, row) => {
    const url = urlWith(row.scopes, '+');
    const request = read(url);
    const ids = [...new Set(row.scopes)];
    expect(idsOf(request)).toEqual(ids);
    if (ids.length < 2) return;
    for (const id of ids)
      expect(idsOf(read(urlOf(narrow(request, new Set(ids.filter((one) => one !== id))))))).toEqual(ids.filter((one) => one !== id));
  });

  it('use only scopes of the catalogue', () => {
    const standard = [...new Set(rows.flatMap((row) => row.scopes))].filter((id) => !findScope(id));
    expect(standard).toEqual([]);
  });
});
