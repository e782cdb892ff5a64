import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask';
import { verifierFor } from '../clients/authorize-url';
import { type SalesforceUrlOptions, salesforceAuthorizeUrl } from '../clients/salesforce';
import { type Simulator, startSimulator } from '../server';
import { salesforceRegistration } from './apps';
import { orgAt, personCalled } from './state';
import { createWalker } from './walker';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const acme = 'acme.my.salesforce.com';
const { clientId, clientSecret, callbackUrls } = salesforceRegistration.clay;

/** Resolves to the parameters of a token exchange, with a code that was not used yet. */
async function exchangeable(options: SalesforceUrlOptions = {}): Promise<URLSearchParams> {
  const cookie = simulator.salesforceCookie('ben@acme.example');
  const { hostname } = new URL(callbackUrls[0] ?? '');
  const walker = createWalker(simulator, [cookie]);
  const { url } = await walker.open(salesforceAuthorizeUrl('clay', { host: acme, ...options }));
  const answer = await ask(simulator, `https://${acme}${url.pathname}`, {
    method: 'POST',
    headers: { cookie: `sid=${cookie.value}` },
    body: new URLSearchParams({ source: url.searchParams.get('source') ?? '', save: '1' }).toString(),
  });
  const callback = new URL(answer.headers.location ?? '');
  expect(answer.status).toBe(302);
  expect(callback.hostname).toBe(hostname);
  return new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: callbackUrls[0] ?? '',
    code: callback.searchParams.get('code') ?? '',
    code_verifier: verifierFor(callback.searchParams.get('state') ?? ''),
  });
}

async function exchange(form: URLSearchParams, host = 'login.salesforce.com'): Promise<Record<string, string>> {
  const answer = await ask(simulator, `https://${host}/services/oauth2/token`, { method: 'POST', body: form.toString() });
  return JSON.parse(answer.body) as Record<string, string>;
}

async function userinfo(bearer: string, host = acme) {
  const url = `https://${host}/services/oauth2/userinfo`;
  const { status, body } = await ask(simulator, url, { headers: { authorization: `Bearer ${bearer}` } });
  return { status, body: body.startsWith('{') || body.startsWith('[') ? JSON.parse(body) : body };
}

describe('the code exchange at Salesforce', () => {
  it('returns the granted scopes, and a refresh token if requested', async () => {
    const answer = await exchange(await exchangeable());
    expect(answer).toMatchObject({ scope: 'api refresh_token id openid profile', instance_url: `https://${acme}`, token_type: 'Bearer' });
    expect(answer.access_token).toMatch(/^00D\w{15}!CANARY/);
    expect(answer.refresh_token).toContain('CANARY');
    expect(await exchange(await exchangeable({ scope: ['api'], prompt: 'consent' }))).not.toHaveProperty('refresh_token');
  });

  const cases: [field: string, value: string, error: string, description: string][] = [
    ['grant_type', 'password', 'unsupported_grant_type', 'grant type not supported'],
    ['client_id', 'nobody', 'invalid_client_id', 'client identifier invalid'],
    ['client_secret', 'x', 'invalid_client', 'invalid client credentials'],
    ['code', 'x', 'invalid_grant', 'invalid authorization code'],
    ['redirect_uri', 'https://app.clay.com/', 'redirect_uri_mismatch', 'redirect_uri must match configuration'],
    ['code_verifier', 'x', 'invalid_grant', 'authentication failure'],
  ];
  it.each(cases)('fails for a wrong %s', async (field, value, error, description) => {
    const form = await exchangeable();
    form.set(field, value);
    expect(await exchange(form)).toEqual({ error, error_description: description });
  });

  it('fails for a used code, an expired code and a strict IP policy', async () => {
    const used = await exchangeable();
    expect(await exchange(used, acme)).toHaveProperty('access_token');
    expect(await exchange(used, acme)).toMatchObject({ error_description: 'invalid authorization code' });
    simulator.state.salesforce.codeLifetimeMs = 0;
    expect(await exchange(await exchangeable({ prompt: 'consent' }))).toMatchObject({ error_description: 'expired authorization code' });
    simulator.state.salesforce.codeLifetimeMs = 60_000;
  });

  const restricted = { error: 'invalid_grant', error_description: 'IP restricted or invalid login hours' };
  const policies = [
    ['enforce', restricted],
    ['enforce-but-refresh', restricted],
    ['relax-with-second-factor', restricted],
    ['relax', { token_type: 'Bearer' }],
  ] as const;
  it.each(policies)('with login IP ranges that leave the app out, and the policy %s', async (ipRelaxation, answer) => {
    const ben = personCalled(simulator.state.salesforce, 'ben@acme.example');
    Object.assign(orgAt(simulator.state.salesforce, acme).installed[clientId] ?? {}, { ipRelaxation });
    expect(await exchange(await exchangeable())).toHaveProperty('access_token');
    ben.appsOutsideIpRange = true;
    expect(await exchange(await exchangeable({ prompt: 'consent' }))).toMatchObject(answer);
  });

  it('with a second factor the ranges do not hold for activated devices', async () => {
    const ben = personCalled(simulator.state.salesforce, 'ben@acme.example');
    Object.assign(ben, { appsOutsideIpRange: true, multiFactor: true });
    Object.assign(orgAt(simulator.state.salesforce, acme).installed[clientId] ?? {}, { ipRelaxation: 'relax-with-second-factor' });
    expect(await exchange(await exchangeable())).toHaveProperty('access_token');
  });

  it('is refused when the login hours are over, whatever the IP policy', async () => {
    const form = await exchangeable();
    personCalled(simulator.state.salesforce, 'ben@acme.example').outsideLoginHours = true;
    expect(await exchange(form)).toEqual(restricted);
  });
});

describe('userinfo of the Salesforce simulator', () => {
  it('answers a token, including whether the app is installed', async () => {
    const { access_token = '' } = await exchange(await exchangeable());
    expect((await userinfo(access_token)).body).toMatchObject({
      preferred_username: 'ben@acme.example',
      organization_id: '00Dsim000000000ACM',
      is_salesforce_integration_user: false,
      is_app_installed: true,
    });
    orgAt(simulator.state.salesforce, acme).installed = {};
    expect((await userinfo(access_token)).body).toMatchObject({ is_app_installed: false });
  });

  it('refuses a token from another address where sessions are locked to one', async () => {
    const { access_token = '' } = await exchange(await exchangeable());
    orgAt(simulator.state.salesforce, acme).sessionSettings.lockedToIp = true;
    expect(await userinfo(access_token)).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] });
    for (const app of simulator.state.salesforce.apps) app.changesAddress = false;
    expect((await userinfo(access_token)).status).toBe(200);
  });

  it('answers a session, and reports an Integration User', async () => {
    const { value } = simulator.salesforceCookie('robot@acme.example');
    expect((await userinfo(value)).body).toMatchObject({ is_salesforce_integration_user: true });
    expect((await userinfo(value)).body).not.toHaveProperty('is_app_installed');
  });

  it('refuses unknown tokens, other orgs, revoked tokens, and sessions under API Access Control', async () => {
    expect((await userinfo('x')).status).toBe(403);
    expect((await userinfo(simulator.salesforceCookie('ben@acme.example').value, 'globex.my.salesforce.com')).status).toBe(403);
    const { access_token = '' } = await exchange(await exchangeable());
    simulator.state.salesforce.approvals = [];
    expect((await userinfo(access_token)).status).toBe(403);
    const umbrella = await userinfo(simulator.salesforceCookie('uma@umbrella.example').value, 'umbrella.my.salesforce.com');
    expect(umbrella).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] });
  });
});

describe('the public endpoints of Salesforce', () => {
  it('serve auth-configuration on My Domain and sites, not on the generic hosts', async () => {
    const read = (host: string, prefix = '') => ask(simulator, `https://${host}${prefix}/.well-known/auth-configuration`);
    const plain = JSON.parse((await read(acme)).body);
    expect(plain).toMatchObject({ OrgId: '00Dsim000000000ACM', Url: `https://${acme}`, SamlProviders: [], AuthProviders: [] });
    const { SamlProviders } = JSON.parse((await read('initech.my.salesforce.com')).body);
    expect(SamlProviders[0].SsoUrl).toMatch(/^https:\/\/initech\.my\.salesforce\.com\/saml\/authn-request\.jsp\?/);
    expect(JSON.parse((await read('acme.my.site.com', '/partners')).body).Url).toBe('https://acme.my.site.com/partners');
    for (const host of ['login.salesforce.com', 'test.salesforce.com']) expect((await read(host)).status).toBe(404);
  });

  it('list the scopes in openid-configuration', async () => {
    const { body } = await ask(simulator, 'https://login.salesforce.com/.well-known/openid-configuration');
    expect(JSON.parse(body).scopes_supported).toEqual(expect.arrayContaining(['id', 'email', 'api', 'refresh_token', 'offline_access']));
  });
});
