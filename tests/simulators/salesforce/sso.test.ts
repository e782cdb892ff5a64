import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask';
import { canary } from '../canary';
import { salesforceAuthorizeUrl } from '../clients/salesforce';
import { type IdpName, idps } from '../idp/idps';
import { createSamlMessages } from '../idp/saml';
import { type Simulator, startSimulator } from '../server';
import type { SingleSignOn } from './orgs';
import { orgAt, personCalled } from './state';
import { createWalker, grantedOn, type Walker } from './walker';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const initech = 'initech.my.salesforce.com';
const approvalPath = '/setup/secur/RemoteAccessAuthorizationPage.apexp';
const visitedUrls = ({ visited }: Walker) => visited.map((url) => `${new URL(url).host}${new URL(url).pathname}`);

function set(sso: Partial<SingleSignOn>): void {
  Object.assign(orgAt(simulator.state.salesforce, initech).sso ?? {}, sso);
}

function signOn(walker: Walker, name: IdpName, username = 'ivy@initech.example') {
  const { fields } = idps[name];
  return walker.send({ [fields.username]: username, [fields.password]: 'x' });
}

describe('a sign-in over SAML', () => {
  it.each(Object.keys(idps) as IdpName[])('goes straight to the identity provider %s and back to approval', async (idp) => {
    set({ idp });
    const walker = createWalker(simulator);
    const gate = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    expect(gate.url.host).toBe(idps[idp].host);
    expect(gate.url.pathname).toBe(idps[idp].path);
    const approval = await signOn(walker, idp);
    expect(approval.body).toContain('ivy@initech.example');
    expect(grantedOn(await walker.send({ save: ' Allow ' }))).toEqual(['api', 'refresh_token', 'id', 'openid', 'profile']);
    const own = `${idps[idp].host}${idps[idp].path}`;
    expect(visitedUrls(walker)).toEqual([
      `${initech}/services/oauth2/authorize`,
      `${initech}/`,
      `${initech}/saml/authn-request.jsp`,
      own,
      own,
      `${initech}/`,
      `${initech}/secur/frontdoor.jsp`,
      `${initech}${approvalPath}`,
      `${initech}${approvalPath}`,
      'app.clay.com/oauth/salesforce/callback',
    ]);
  });

  it('uses the parameters of recorded sign-ins, also with the redirect binding', async () => {
    set({ binding: 'HttpRedirect' });
    const walker = createWalker(simulator);
    const gate = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const start = new URL(walker.visited.find((url) => url.includes('authn-request.jsp')) ?? '').searchParams;
    expect([...start.keys()]).toEqual(['saml_request_id', 'saml_acs', 'saml_binding_type', 'Issuer', 'samlSsoConfig', 'RelayState']);
    expect(start.get('saml_acs')).toBe(`https://${initech}/?so=00Dsim000000000INI&sc=0LEsim000000000INI`);
    for (const value of [start.get('saml_request_id'), start.get('RelayState'), gate.url.searchParams.get('SAMLRequest')])
      expect(value).toContain(canary);
    expect((await signOn(walker, 'okta')).url.pathname).toBe(approvalPath);
  });

  it('shows no page when the user is signed in at the identity provider', async () => {
    const walker = createWalker(simulator, [simulator.idpCookie('okta', 'ivy@initech.example')]);
    const approval = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    expect(approval.url.pathname).toBe(approvalPath);
    expect(visitedUrls(walker)).toContain(`${idps.okta.host}${idps.okta.path}`);
  });
});

it('AD FS and the unknown identity provider are on company hosts, and only the path identifies AD FS', async () => {
  const vendors = /okta|microsoft|windows|adfs|onelogin|google|ping/;
  expect(vendors.test(idps.okta.host) && vendors.test(idps.entra.host) && vendors.test(idps.ping.host)).toBe(true);
  for (const name of ['adfs', 'unknown'] as const) expect(idps[name].host).not.toMatch(vendors);
  expect(idps.adfs.path).toBe('/adfs/ls/');
  expect(idps.unknown.path).not.toMatch(/adfs|saml|sso/);
  const bare = new URLSearchParams({ SAMLRequest: 'made-up' });
  expect((await ask(simulator, `https://${idps.adfs.host}/adfs/ls?${bare}`)).body).toContain('This sign-in request is not known');
});

it('a sign-in over SAML can start from a button on My Domain, beside a password form', async () => {
  set({ start: 'button', passwordForm: true, idp: 'entra' });
  const walker = createWalker(simulator);
  const login = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
  expect(login.body).toContain('id="Login"');
  expect(login.body).toContain('id="idp_section_buttons"');
  expect((await walker.send({ RelayState: login.url.searchParams.get('startURL') ?? '' })).url.host).toBe('login.microsoftonline.com');
  expect((await signOn(walker, 'entra')).url.pathname).toBe(approvalPath);
  const other = createWalker(simulator);
  await other.open(salesforceAuthorizeUrl('clay', { host: initech }));
  expect((await other.send({ username: 'ian@initech.example', pw: 'x' })).url.pathname).toBe(approvalPath);
});

describe('a failed sign-in over SAML', () => {
  it('affects single sign-on users on the generic host, who must use the custom domain', async () => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay'));
    expect((await walker.send({ username: 'ivy@initech.example', pw: 'x' })).status).toBe(401);
    expect(orgAt(simulator.state.salesforce, initech).loginHistory).toEqual([
      { username: 'ivy@initech.example', status: 'Invalid Password' },
    ]);
    expect((await walker.send({ mydomain: 'initech' })).url.host).toBe('initech.okta.com');
    expect((await signOn(walker, 'okta')).url.pathname).toBe(approvalPath);
  });

  it('ends on the Lightning home page when RelayState is lost', async () => {
    simulator.state.idp.relayState = 'lost';
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const home = await signOn(walker, 'okta');
    expect(home.url.href).toBe('https://initech.lightning.force.com/lightning/page/home');
    expect(home.status).toBe(200);
    expect(visitedUrls(walker).slice(-4)).toEqual([
      `${initech}/`,
      `${initech}/secur/frontdoor.jsp`,
      `${initech}/lightning/page/home`,
      'initech.lightning.force.com/lightning/page/home',
    ]);
  });

  it('stays at the identity provider for a user without an account', async () => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const { url, status } = await signOn(walker, 'okta', 'robot@initech.example');
    expect(url.host).toBe('initech.okta.com');
    expect(status).toBe(403);
  });

  it('ends with 401 when the org does not know the user of the assertion', async () => {
    simulator.state.idp.accounts.push('ben@acme.example');
    personCalled(simulator.state.salesforce, 'ben@acme.example').signIn = 'both';
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const { url, status } = await signOn(walker, 'okta', 'ben@acme.example');
    expect(url.host).toBe(initech);
    expect(status).toBe(401);
    expect(orgAt(simulator.state.salesforce, initech).loginHistory.at(-1)?.status).toBe('Failed: Username Or SSO Id Invalid');
  });
});

it('an assertion works once, at its own address, for a request that was made', () => {
  const saml = createSamlMessages();
  const request = saml.request('https://a.example/acs');
  const response = saml.respond(request, 'ivy') ?? '';
  expect(request).toContain(canary);
  expect(response).toContain(canary);
  expect(saml.respond('made-up', 'ivy')).toBeUndefined();
  expect(saml.accept(response, 'https://b.example/acs')).toBeUndefined();
  expect(saml.accept(response, 'https://a.example/acs')).toBe('ivy');
  expect(saml.accept(response, 'https://a.example/acs')).toBeUndefined();
});
