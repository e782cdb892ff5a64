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
const hops = ({ trail }: Walker) => trail.map((url) => `${new URL(url).host}${new URL(url).pathname}`);

function set(sso: Partial<SingleSignOn>): void {
  Object.assign(orgAt(simulator.state.salesforce, initech).sso ?? {}, sso);
}

function signOn(walker: Walker, name: IdpName, username = 'ivy@initech.example') {
  const { fields } = idps[name];
  return walker.send({ [fields.username]: username, [fields.password]: 'x' });
}

describe('straight to the identity provider', () => {
  it.each(Object.keys(idps) as IdpName[])('%s', async (idp) => {
    set({ idp });
    const walker = createWalker(simulator);
    const gate = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    expect([gate.url.host, gate.url.pathname]).toEqual([idps[idp].host, idps[idp].path]);
    const approval = await signOn(walker, idp);
    expect(approval.body).toContain('ivy@initech.example');
    expect(grantedOn(await walker.send({ save: ' Allow ' }))).toEqual(['api', 'refresh_token', 'id', 'openid', 'profile']);
    const own = `${idps[idp].host}${idps[idp].path}`;
    expect(hops(walker)).toEqual([
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

  it('with the parameters that recordings show, and the redirect binding', async () => {
    set({ binding: 'HttpRedirect' });
    const walker = createWalker(simulator);
    const gate = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const start = new URL(walker.trail.find((url) => url.includes('authn-request.jsp')) ?? '').searchParams;
    expect([...start.keys()]).toEqual(['saml_request_id', 'saml_acs', 'saml_binding_type', 'Issuer', 'samlSsoConfig', 'RelayState']);
    expect(start.get('saml_acs')).toBe(`https://${initech}/?so=00Dsim000000000INI&sc=0LEsim000000000INI`);
    for (const value of [start.get('saml_request_id'), start.get('RelayState'), gate.url.searchParams.get('SAMLRequest')])
      expect(value).toContain(canary);
    expect((await signOn(walker, 'okta')).url.pathname).toBe(approvalPath);
  });

  it('without a page when somebody is signed in there', async () => {
    const walker = createWalker(simulator, [simulator.idpCookie('okta', 'ivy@initech.example')]);
    const approval = await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    expect(approval.url.pathname).toBe(approvalPath);
    expect(hops(walker)).toContain(`${idps.okta.host}${idps.okta.path}`);
  });
});

it('AD FS and the unknown one are on hosts of a company, and only the path tells the first', async () => {
  const vendors = /okta|microsoft|windows|adfs|onelogin|google|ping/;
  expect(vendors.test(idps.okta.host) && vendors.test(idps.entra.host) && vendors.test(idps.ping.host)).toBe(true);
  for (const name of ['adfs', 'unknown'] as const) expect(idps[name].host).not.toMatch(vendors);
  expect(idps.adfs.path).toBe('/adfs/ls/');
  expect(idps.unknown.path).not.toMatch(/adfs|saml|sso/);
  const bare = new URLSearchParams({ SAMLRequest: 'made-up' });
  expect((await ask(simulator, `https://${idps.adfs.host}/adfs/ls?${bare}`)).body).toContain('This sign-in request is not known');
});

it('by a button on My Domain, where a password may do too', async () => {
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

describe('what goes wrong', () => {
  it('the generic host has no way for who comes over single sign-on only, but for the custom domain', async () => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay'));
    expect((await walker.send({ username: 'ivy@initech.example', pw: 'x' })).status).toBe(401);
    expect(orgAt(simulator.state.salesforce, initech).loginHistory).toEqual([
      { username: 'ivy@initech.example', status: 'Invalid Password' },
    ]);
    expect((await walker.send({ mydomain: 'initech' })).url.host).toBe('initech.okta.com');
    expect((await signOn(walker, 'okta')).url.pathname).toBe(approvalPath);
  });

  it('a lost RelayState ends at home, over the bridge and on the Lightning host', async () => {
    simulator.state.idp.relayState = 'lost';
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const home = await signOn(walker, 'okta');
    expect([home.url.href, home.status]).toEqual(['https://initech.lightning.force.com/lightning/page/home', 200]);
    expect(hops(walker).slice(-4)).toEqual([
      `${initech}/`,
      `${initech}/secur/frontdoor.jsp`,
      `${initech}/lightning/page/home`,
      'initech.lightning.force.com/lightning/page/home',
    ]);
  });

  it('nobody without an account gets through', async () => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const { url, status } = await signOn(walker, 'okta', 'robot@initech.example');
    expect([url.host, status]).toEqual(['initech.okta.com', 403]);
  });

  it('an assertion for somebody whom the org does not know is refused', async () => {
    simulator.state.idp.accounts.push('ben@acme.example');
    personCalled(simulator.state.salesforce, 'ben@acme.example').signIn = 'both';
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: initech }));
    const { url, status } = await signOn(walker, 'okta', 'ben@acme.example');
    expect([url.host, status]).toEqual([initech, 401]);
    expect(orgAt(simulator.state.salesforce, initech).loginHistory.at(-1)?.status).toBe('Failed: Username Or SSO Id Invalid');
  });
});

it('an assertion works once, at its address, for a request that was made', () => {
  const saml = createSamlMessages();
  const request = saml.request('https://a.example/acs');
  const response = saml.respond(request, 'ivy') ?? '';
  expect([request, response].every((value) => value.includes(canary))).toBe(true);
  expect(saml.respond('made-up', 'ivy')).toBeUndefined();
  expect(saml.accept(response, 'https://b.example/acs')).toBeUndefined();
  expect(saml.accept(response, 'https://a.example/acs')).toBe('ivy');
  expect(saml.accept(response, 'https://a.example/acs')).toBeUndefined();
});
