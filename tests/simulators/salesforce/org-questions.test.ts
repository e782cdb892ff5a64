/**
 * The two endpoints of an org that the extension queries, the ways in which they fail, and the
 * request log of the simulator.
 */
import { request as httpsRequest } from 'node:https';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../ask';
import { canary } from '../canary';
import { salesforceAuthorizeUrl } from '../clients/salesforce';
import { type Simulator, startSimulator } from '../server';
import { orgAt } from './state';
import { createWalker } from './walker';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const acme = 'acme.my.salesforce.com';
const initech = 'initech.my.salesforce.com';
const configuration = '/.well-known/auth-configuration';
const userinfo = '/services/oauth2/userinfo';
const sidOf = (username: string) => simulator.salesforceCookie(username).value;
const read = (host: string, path = configuration) => ask(simulator, `https://${host}${path}`);
const asWho = (sid: string, host = acme) => ask(simulator, `https://${host}${userinfo}`, { headers: { authorization: `Bearer ${sid}` } });

/** Sends a request, aborts it as soon as it has arrived, and waits until the log records that. */
async function giveUp(path: string): Promise<void> {
  const options = { host: '127.0.0.1', port: simulator.port, servername: acme, ca: simulator.certificate, path, headers: { host: acme } };
  const outgoing = httpsRequest({ ...options, agent: false }, () => expect.fail('there was an answer'));
  outgoing.on('error', () => {});
  outgoing.end();
  await vi.waitFor(() => expect(simulator.requests).toHaveLength(1));
  expect(simulator.requests[0]?.aborted).toBe(false);
  outgoing.destroy();
  await vi.waitFor(() => expect(simulator.requests[0]?.aborted).toBe(true));
}

describe('auth-configuration of the Salesforce simulator', () => {
  it('names the SAML or Auth. Provider, and whether passwords are offered', async () => {
    const saml = JSON.parse((await read(initech)).body);
    expect(saml.SamlProviders).toEqual([
      { Name: 'okta', SsoUrl: expect.stringMatching(`^https://${initech}/saml/authn-request\\.jsp\\?`) },
    ]);
    expect(saml).toMatchObject({ AuthProviders: [], LoginPage: { UsernamePasswordEnabled: false }, LoginPageType: 'standard' });
    const org = orgAt(simulator.state.salesforce, initech);
    Object.assign(org.sso ?? {}, { kind: 'openid', passwordForm: true });
    org.loginPageType = 'custom';
    const openid = JSON.parse((await read(initech)).body);
    expect(openid.AuthProviders).toEqual([
      { Name: 'okta', SsoUrl: expect.stringMatching(`^https://${initech}/services/auth/sso/Okta\\?startURL=`) },
    ]);
    expect(openid).toMatchObject({ SamlProviders: [], LoginPage: { UsernamePasswordEnabled: true }, LoginPageType: 'custom' });
  });

  it('contains addresses that lead to the identity provider', async () => {
    for (const kind of ['saml', 'openid'] as const) {
      Object.assign(orgAt(simulator.state.salesforce, initech).sso ?? {}, { kind });
      const { SamlProviders, AuthProviders } = JSON.parse((await read(initech)).body);
      const { url } = await createWalker(simulator).open([...SamlProviders, ...AuthProviders][0].SsoUrl);
      expect(url.host).toBe('initech.okta.com');
    }
  });

  it('can lack a login page, be cut off or be absent', async () => {
    const { salesforce } = simulator.state;
    salesforce.authConfiguration = 'without-login-page';
    expect(JSON.parse((await read(acme)).body).LoginPage).toBeNull();
    salesforce.authConfiguration = 'broken';
    const broken = await read(acme);
    expect(broken.status).toBe(200);
    expect(broken.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(() => JSON.parse(broken.body)).toThrow();
    salesforce.authConfiguration = 'absent';
    expect((await read(acme)).status).toBe(404);
    expect((await read('partners.acme.example')).status).toBe(404);
  });

  it('can leave a request unanswered', async () => {
    simulator.state.salesforce.authConfiguration = 'slow';
    await giveUp(configuration);
    expect((await read('login.salesforce.com')).status).toBe(404);
  });
});

describe('userinfo for a Salesforce session', () => {
  it('names the user of the session', async () => {
    const { status, body } = await asWho(sidOf('robot@acme.example'));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      organization_id: '00Dsim000000000ACM',
      preferred_username: 'robot@acme.example',
      user_type: 'STANDARD',
      is_salesforce_integration_user: true,
    });
  });

  it('refuses a missing session and one of another org, with status 403 or 401', async () => {
    const strangers = () => [
      ask(simulator, `https://${acme}${userinfo}`),
      asWho(`00Dsim000000000ACM!${canary}`),
      asWho(sidOf('gia@globex.example')),
    ];
    for (const { status, body } of await Promise.all(strangers()))
      expect({ status, body }).toEqual({ status: 403, body: 'Bad_OAuth_Token' });
    simulator.state.salesforce.userinfoRefusal = 401;
    for (const { status, body } of await Promise.all(strangers()))
      expect({ status, body: JSON.parse(body) }).toEqual({
        status: 401,
        body: [expect.objectContaining({ errorCode: 'INVALID_SESSION_ID' })],
      });
  });

  it('refuses sessions under API Access Control', async () => {
    const { status, body } = await asWho(sidOf('uma@umbrella.example'), 'umbrella.my.salesforce.com');
    expect(status).toBe(401);
    expect(JSON.parse(body)[0].errorCode).toBe('INVALID_SESSION_ID');
  });

  it('can be cut off or leave a request unanswered', async () => {
    simulator.state.salesforce.userinfo = 'broken';
    const broken = await asWho(sidOf('ben@acme.example'));
    expect(broken.status).toBe(200);
    expect(() => JSON.parse(broken.body)).toThrow();
    simulator.requests.length = 0;
    simulator.state.salesforce.userinfo = 'slow';
    await giveUp(userinfo);
  });
});

describe('the session cookie of the Salesforce simulator', () => {
  it('belongs to My Domain and is hidden from scripts', async () => {
    const cookie = simulator.salesforceCookie('ben@acme.example');
    expect(cookie).toMatchObject({ name: 'sid', domain: acme, httpOnly: true, secure: true });
    expect(cookie.value).toMatch(/^00Dsim000000000ACM!CANARY-sid-/);
    const bridge = await read(acme, `/secur/frontdoor.jsp?${new URLSearchParams({ sid: cookie.value, retURL: '/' })}`);
    expect(bridge.headers['set-cookie']).toEqual([`sid=${cookie.value}; Path=/; Secure; HttpOnly; SameSite=None`]);
  });
});

it('the request log records host, path and presence of credentials, never their values', async () => {
  const sid = sidOf('ben@acme.example');
  await read(acme);
  await ask(simulator, `https://${acme}${userinfo}?x=${canary}`, { headers: { authorization: `Bearer ${sid}`, cookie: `sid=${sid}` } });
  await ask(simulator, salesforceAuthorizeUrl('clay', { host: acme }), { headers: { cookie: `sid=${sid}` } });
  expect(simulator.requests).toMatchObject([
    { host: acme, path: configuration, method: 'GET', cookie: false, authorization: false, aborted: false },
    { host: acme, path: userinfo, method: 'GET', cookie: true, authorization: true, aborted: false },
    { host: acme, path: '/services/oauth2/authorize', cookie: true, authorization: false },
  ]);
  expect(JSON.stringify(simulator.requests)).not.toContain(canary);
});
