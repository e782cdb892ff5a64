import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask';
import { canary } from '../canary';
import { salesforceAuthorizeUrl } from '../clients/salesforce';
import { type IdpName, idps } from '../idp/idps';
import { createOpenidCodes } from '../idp/openid';
import { type Simulator, startSimulator } from '../server';
import type { SingleSignOn } from './orgs';
import { orgAt, personCalled } from './state';
import { createWalker, grantedOn, type Walker } from './walker';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
  set({ kind: 'openid' });
});
afterEach(() => simulator.close());

const initech = 'initech.my.salesforce.com';
const approvalPath = '/setup/secur/RemoteAccessAuthorizationPage.apexp';
const errorPath = '/_nc_external/identity/sso/ui/AuthorizationError';
const visitedUrls = ({ visited }: Walker) => visited.map((url) => `${new URL(url).host}${new URL(url).pathname}`);

function set(sso: Partial<SingleSignOn>): void {
  Object.assign(orgAt(simulator.state.salesforce, initech).sso ?? {}, sso);
}

function signOn(walker: Walker, name: IdpName, username = 'ivy@initech.example') {
  const { fields } = idps[name];
  return walker.send({ [fields.username]: username, [fields.password]: 'x' });
}

describe('a sign-in over an Auth. Provider', () => {
  it.each([
    ['okta', 'Okta'],
    ['entra', 'Microsoft_Entra_ID'],
    ['ping', 'Ping'],
    ['adfs', 'AD_FS'],
    ['unknown', 'Initech_sign_in'],
  ] as const)('goes over the identity provider %s and its callback to approval', async (idp, suffix) => {
    set({ idp });
    const walker = createWalker(simulator);
    const gate = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    expect(gate.url.host).toBe(idps[idp].host);
    expect(gate.url.pathname).toBe(idps[idp].openidPath);
    expect((await signOn(walker, idp)).body).toContain('ivy@initech.example');
    expect(grantedOn(await walker.send({ save: ' Allow ' }))).toEqual(['api', 'refresh_token', 'id', 'openid', 'profile']);
    const own = `${idps[idp].host}${idps[idp].openidPath}`;
    expect(visitedUrls(walker)).toEqual([
      `${initech}/services/oauth2/authorize`,
      `${initech}/`,
      `${initech}/services/auth/sso/${suffix}`,
      own,
      own,
      `${initech}/services/authcallback/${suffix}`,
      `${initech}/secur/frontdoor.jsp`,
      `${initech}${approvalPath}`,
      `${initech}${approvalPath}`,
      'app.clay.com/oauth/salesforce/callback',
    ]);
  });

  it('uses the parameters of OpenID Connect, and every secret carries the canary', async () => {
    const walker = createWalker(simulator);
    const gate = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const parameters = Object.fromEntries(gate.url.searchParams);
    expect(parameters).toMatchObject({
      response_type: 'code',
      redirect_uri: `https://${initech}/services/authcallback/Okta`,
      scope: 'openid profile email',
    });
    const start = new URL(walker.visited.find((url) => url.includes('/services/auth/sso/')) ?? '');
    expect(start.searchParams.get('startURL')).toMatch(/^\/setup\/secur\/RemoteAccessAuthorizationPage\.apexp\?source=/);
    await signOn(walker, 'okta');
    const callback = new URL(walker.visited.find((url) => url.includes('/services/authcallback/')) ?? '').searchParams;
    for (const value of [parameters.state, parameters.nonce, callback.get('code'), callback.get('state')]) expect(value).toContain(canary);
  });

  it("can start from a button on the login page or an address with the org's id", async () => {
    set({ start: 'button' });
    const walker = createWalker(simulator);
    const login = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const startURL = login.url.searchParams.get('startURL') ?? '';
    expect((await walker.send({ startURL })).url.host).toBe('initech.okta.com');
    expect((await signOn(walker, 'okta')).url.pathname).toBe(approvalPath);
    const start = (path: string) => ask(simulator, `https://${initech}/services/auth/sso/${path}`);
    expect((await start('00Dsim000000000INI/Okta?startURL=%2F')).headers.location).toMatch(/^https:\/\/initech\.okta\.com\/oauth2/);
    expect((await start('00Dsim000000000ACM/Okta')).status).toBe(404);
    expect((await start('Ping')).status).toBe(404);
  });

  it('exists only in an org that uses it, as SAML exists only in an org that uses SAML', async () => {
    expect((await ask(simulator, `https://${initech}/saml/authn-request.jsp`)).status).toBe(404);
    set({ kind: 'saml' });
    expect((await ask(simulator, `https://${initech}/services/auth/sso/Okta`)).status).toBe(404);
    expect((await ask(simulator, 'https://acme.my.site.com/partners/services/auth/sso/Okta')).status).toBe(404);
  });
});

describe('a failed sign-in over an Auth. Provider', () => {
  const failedWith = async (username?: string) => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const { url } = await signOn(walker, 'okta', username);
    return [url.host, url.pathname, url.searchParams.get('ErrorCode')];
  };

  it('ends on an error page for a lost state or an unknown user', async () => {
    simulator.state.idp.relayState = 'lost';
    expect(await failedWith()).toEqual([initech, errorPath, 'No_Oauth_State']);
    simulator.state.idp.relayState = 'kept';
    simulator.state.idp.accounts.push('ben@acme.example');
    expect(await failedWith('ben@acme.example')).toEqual([initech, errorPath, 'REGISTRATION_HANDLER_ERROR']);
    expect(orgAt(simulator.state.salesforce, initech).loginHistory.at(-1)?.username).toBe('ben@acme.example');
  });

  it('is caused by an invented code or a foreign redirect URI', async () => {
    const start = await ask(simulator, `https://${initech}/services/auth/sso/Okta?startURL=%2F`);
    const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? '';
    const query = new URLSearchParams({ code: 'made-up', state });
    const { headers } = await ask(simulator, `https://${initech}/services/authcallback/Okta?${query}`);
    expect(headers.location).toContain('ErrorCode=No_Oauth_Token');
    const stolen = new URL(start.headers.location ?? '');
    stolen.searchParams.set('redirect_uri', 'https://evil.example/');
    expect((await ask(simulator, stolen.href)).status).toBe(400);
  });

  it('stays at the identity provider for a user without an account', async () => {
    expect(await failedWith('robot@initech.example')).toEqual(['initech.okta.com', '/oauth2/v1/authorize', null]);
  });

  it('shows an inactive user the reason on the login form', async () => {
    personCalled(simulator.state.salesforce, 'ivy@initech.example').active = false;
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    expect((await signOn(walker, 'okta')).body).toContain('User is inactive');
  });
});

it('a code of the identity provider works once, at its own callback', () => {
  const openid = createOpenidCodes();
  const clientId = openid.clientFor('https://a.example/callback');
  expect(openid.knows(clientId, 'https://a.example/callback')).toBe(true);
  expect(openid.knows(clientId, 'https://a.example/other')).toBe(false);
  const code = openid.issue('https://a.example/callback', 'ivy');
  expect(openid.accept(code, 'https://b.example/callback')).toBeUndefined();
  expect(openid.accept(code, 'https://a.example/callback')).toBe('ivy');
  expect(openid.accept(code, 'https://a.example/callback')).toBeUndefined();
});
