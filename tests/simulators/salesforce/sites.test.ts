/** Experience Cloud sites exist on a host of Salesforce and on custom domains. */
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
])('the Experience Cloud site %s%s', (host, prefix) => {
  it('keeps every step of the sign-in under its own address', async () => {
    const walker = createWalker(simulator);
    const login = await walker.open(salesforceAuthorizeUrl('clay', { host, prefix }));
    expect(login.url.pathname).toBe(`${prefix}/s/login/`);
    const approval = await walker.send(pat);
    expect(approval.url.pathname).toBe(`${prefix}${approvalPath}`);
    expect(approval.body).toContain('id="oaapprove"');
    const before = walker.visited.map((url) => new URL(url));
    expect(new Set(before.map((url) => url.host))).toEqual(new Set([host]));
    for (const { pathname } of before) expect(pathname.startsWith(`${prefix}/`)).toBe(true);
    expect(grantedOn(await walker.send({ save: ' Allow ' }))).toEqual(['api', 'refresh_token', 'id', 'openid', 'profile']);
  });

  it('has its own error page, with the reason in the URL', async () => {
    orgAt(simulator.state.salesforce, 'acme.my.salesforce.com').installed = {};
    const walker = createWalker(simulator, [simulator.salesforceCookie(pat.username, { host })]);
    const { url, body } = await walker.open(salesforceAuthorizeUrl('clay', { host, prefix }));
    expect(url.host).toBe(host);
    expect(url.pathname).toBe(`${prefix}${errorPath}`);
    expect(url.searchParams.get('error')).toBe('invalid_client');
    expect(body).toContain('OAUTH_APPROVAL_ERROR_GENERIC');
  });

  it('has both public configurations, which name the site', async () => {
    const read = async (name: string) => JSON.parse((await ask(simulator, `https://${host}${prefix}/.well-known/${name}`)).body);
    expect(await read('auth-configuration')).toMatchObject({ OrgId: '00Dsim000000000ACM', Url: `https://${host}${prefix}` });
    expect(await read('openid-configuration')).toMatchObject({
      issuer: `https://${host}${prefix}`,
      authorization_endpoint: `https://${host}${prefix}/services/oauth2/authorize`,
    });
  });

  it('asks for a second factor, has its own home page, and has no Setup', async () => {
    personCalled(simulator.state.salesforce, pat.username).multiFactor = true;
    const walker = createWalker(simulator);
    await walker.open(`https://${host}${prefix}/s/login/`);
    await walker.send(pat);
    expect((await walker.send({ tc: '1' })).url.href).toBe(`https://${host}${prefix}/s/`);
    for (const path of ['/lightning/setup/ManageUsers/home', '/lightning/page/home', '/saml/authn-request.jsp'])
      expect((await ask(simulator, `https://${host}${prefix}${path}`)).status, path).toBe(404);
  });
});

it('a simulated session belongs to the host that the test names', () => {
  const domain = (host?: string) => simulator.salesforceCookie(pat.username, host ? { host } : {}).domain;
  expect(domain()).toBe('acme.my.site.com');
  expect(domain('partners.acme.example')).toBe('partners.acme.example');
});
