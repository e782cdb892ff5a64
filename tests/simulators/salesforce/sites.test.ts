/** Experience Cloud sites: on Salesforce's host, and on a host of the customer's own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask';
import { salesforceAuthorizeUrl } from '../clients/salesforce';
import { type Simulator, startSimulator } from '../server';
import { orgAt, personCalled } from './state';
import { createWalker, grantedOn } from './walker';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const pat = { username: 'pat@partner.example', pw: 'x' };
const approvalPath = '/setup/secur/RemoteAccessAuthorizationPage.apexp';
const errorPath = '/setup/secur/RemoteAccessErrorPage.apexp';

describe.each([
  ['acme.my.site.com', '/partners'],
  ['partners.acme.example', ''],
  ['partners.acme.example', '/emea'],
])('%s%s', (host, prefix) => {
  it('has the whole way under its own address', async () => {
    const walker = createWalker(simulator);
    const login = await walker.open(salesforceAuthorizeUrl('clay', { host, prefix }));
    expect(login.url.pathname).toBe(`${prefix}/s/login/`);
    const approval = await walker.send(pat);
    expect(approval.url.pathname).toBe(`${prefix}${approvalPath}`);
    expect(approval.body).toContain('id="oaapprove"');
    const before = walker.trail.map((url) => new URL(url));
    expect(new Set(before.map((url) => url.host))).toEqual(new Set([host]));
    for (const { pathname } of before) expect(pathname.startsWith(`${prefix}/`)).toBe(true);
    expect(grantedOn(await walker.send({ save: ' Allow ' }))).toEqual(['api', 'refresh_token', 'id', 'openid', 'profile']);
  });

  it('has the error page there, with the reason in its address', async () => {
    orgAt(simulator.state.salesforce, 'acme.my.salesforce.com').installed = {};
    const walker = createWalker(simulator, [simulator.salesforceCookie(pat.username, { host })]);
    const { url, body } = await walker.open(salesforceAuthorizeUrl('clay', { host, prefix }));
    expect([url.host, url.pathname, url.searchParams.get('error')]).toEqual([host, `${prefix}${errorPath}`, 'invalid_client']);
    expect(body).toContain('OAUTH_APPROVAL_ERROR_GENERIC');
  });

  it('has both public configurations, which name it', async () => {
    const read = async (name: string) => JSON.parse((await ask(simulator, `https://${host}${prefix}/.well-known/${name}`)).body);
    expect(await read('auth-configuration')).toMatchObject({ OrgId: '00Dsim000000000ACM', Url: `https://${host}${prefix}` });
    expect(await read('openid-configuration')).toMatchObject({
      issuer: `https://${host}${prefix}`,
      authorization_endpoint: `https://${host}${prefix}/services/oauth2/authorize`,
    });
  });

  it('asks for a second factor there, goes home without a start URL, and has no Setup', async () => {
    personCalled(simulator.state.salesforce, pat.username).multiFactor = true;
    const walker = createWalker(simulator);
    await walker.open(`https://${host}${prefix}/s/login/`);
    await walker.send(pat);
    expect((await walker.send({ tc: '1' })).url.href).toBe(`https://${host}${prefix}/s/`);
    for (const path of ['/lightning/setup/ManageUsers/home', '/lightning/page/home', '/saml/authn-request.jsp'])
      expect((await ask(simulator, `https://${host}${prefix}${path}`)).status, path).toBe(404);
  });
});

it('a session goes to the host that is asked for', () => {
  const domain = (host?: string) => simulator.salesforceCookie(pat.username, host ? { host } : {}).domain;
  expect([domain(), domain('partners.acme.example')]).toEqual(['acme.my.site.com', 'partners.acme.example']);
});
