import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask';
import { salesforceAuthorizeUrl } from '../clients/salesforce';
import { type Simulator, startSimulator } from '../server';
import { orgAt } from './state';
import { createWalker, grantedOn, type Walker } from './walker';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const acme = 'acme.my.salesforce.com';
const approvalPath = '/setup/secur/RemoteAccessAuthorizationPage.apexp';
const errorPath = '/setup/secur/RemoteAccessErrorPage.apexp';
const allow = { save: ' Allow ' };
const deny = { cancel: ' Deny ' };
const all = ['api', 'refresh_token', 'id', 'openid', 'profile'];

function as(username: string, loginAs = false): Walker {
  return createWalker(simulator, [simulator.salesforceCookie(username, { loginAs })]);
}

const visitedUrls = ({ visited }: Walker) => visited.map((url) => `${new URL(url).host}${new URL(url).pathname}`);

describe('a signed-out visit to login.salesforce.com', () => {
  it.each(['redirect', 'script'] as const)('goes over login and frontdoor to approval and back to the app, by %s', async (sendsOnBy) => {
    simulator.state.salesforce.sendsOnBy = sendsOnBy;
    const walker = createWalker(simulator);
    const login = await walker.open(salesforceAuthorizeUrl('clay'));
    expect(login.url.searchParams.get('ec')).toBe('302');
    expect(login.url.searchParams.get('startURL')).toMatch(/^\/setup\/secur\/RemoteAccessAuthorizationPage\.apexp\?source=CAAAACANARY/);
    expect(login.body).toContain('Use Custom Domain');
    expect(login.body).not.toContain('idp_section');
    const approval = await walker.send({ username: 'ben@acme.example', pw: 'x' });
    expect([...approval.url.searchParams.keys()]).toEqual(['source']);
    const granted = await walker.send(allow);
    expect(grantedOn(granted)).toEqual(all);
    expect(visitedUrls(walker)).toEqual([
      'login.salesforce.com/services/oauth2/authorize',
      'login.salesforce.com/',
      'login.salesforce.com/',
      `${acme}/secur/frontdoor.jsp`,
      `${acme}${approvalPath}`,
      `${acme}${approvalPath}`,
      'app.clay.com/oauth/salesforce/callback',
    ]);
  });

  it('stays on the login page for a wrong password, an unknown user and a sandbox user', async () => {
    for (const [username, pw] of [
      ['ben@acme.example', ''],
      ['eve@evil.example', 'x'],
      ['ada@acme.example.dev', 'x'],
    ] as const) {
      const walker = createWalker(simulator);
      await walker.open(salesforceAuthorizeUrl('clay'));
      expect((await walker.send({ username, pw })).status).toBe(401);
    }
    expect(orgAt(simulator.state.salesforce, 'acme--dev.sandbox.my.salesforce.com').loginHistory).toEqual([
      { username: 'ada@acme.example.dev', status: 'Unknown user' },
    ]);
  });

  it('continues for a sandbox user from test.salesforce.com', async () => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: 'test.salesforce.com' }));
    const approval = await walker.send({ username: 'ada@acme.example.dev', pw: 'x' });
    expect(approval.url.host).toBe('acme--dev.sandbox.my.salesforce.com');
    expect(grantedOn(await walker.send(allow))).toEqual(all);
  });

  it('is remembered on the generic host', async () => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay'));
    await walker.send({ username: 'ben@acme.example', pw: 'x' });
    expect((await walker.open(salesforceAuthorizeUrl('clay'))).url.pathname).toBe(approvalPath);
  });

  it('reaches My Domain by its name, not by a full host', async () => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay'));
    expect((await walker.send({ mydomain: acme })).status).toBe(401);
    const login = await walker.send({ mydomain: 'acme' });
    expect(login.url.host).toBe(acme);
    expect(login.url.pathname).toBe('/');
    expect(login.body).not.toContain('Use Custom Domain');
    expect((await walker.send({ username: 'ben@acme.example', pw: 'x' })).url.pathname).toBe(approvalPath);
  });

  it('never continues to another site after signing in', async () => {
    for (const startURL of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
      const walker = createWalker(simulator);
      await walker.open(`https://${acme}/?${new URLSearchParams({ ec: '302', startURL })}`);
      expect((await walker.send({ username: 'ben@acme.example', pw: 'x' })).url.href).toBe(
        'https://acme.lightning.force.com/lightning/page/home',
      );
    }
  });

  it('asks for a second factor if the user has one', async () => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host: acme }));
    const factor = await walker.send({ username: 'mona@acme.example', pw: 'x' });
    expect(factor.url.pathname).toBe('/_ui/identity/verification/method/TotpVerificationUi');
    expect((await walker.send({ tc: '123456' })).url.pathname).toBe(approvalPath);
  });
});

describe('the approval page of the Salesforce simulator', () => {
  it('names app, user and scopes, and keeps its known element ids', async () => {
    const { body, url } = await as('ben@acme.example').open(salesforceAuthorizeUrl('clay', { host: acme, display: 'touch' }));
    expect(url.search).toMatch(/^\?source=CAAAACANARY[\w-]+&display=touch$/);
    expect(body).toContain('<h1 id="header">Allow Access?</h1><h2>Clay</h2>');
    expect(body).toContain('<input type="submit" id="oaapprove" name="save" value=" Allow "');
    expect(body).toContain('Clay is asking to:');
    expect(body).toContain('Do you want to allow access for ben@acme.example? (<a');
    expect([...body.matchAll(/<li>([^<]+)/g)].map((match) => match[1])).toEqual([
      'Manage user data via APIs',
      'Perform requests at any time',
      // id and profile share one line.
      'Access the identity URL service',
      'Access unique user identifiers',
    ]);
    expect(body).not.toContain('refresh_token');
  });

  it.each([
    ['older', 'en', 'Access your basic information'],
    ['current', 'de', 'Benutzerdaten über APIs verwalten'],
    ['current', 'fr', 'Exécuter des requêtes à tout moment'],
    ['current', 'es', 'Gestionar datos mediante API'],
    ['current', 'ja', 'ID URL サービスにアクセス'],
  ] as const)('has other texts in %s wording and language %s', async (wording, language, line) => {
    Object.assign(simulator.state.salesforce, { wording, language });
    const { body } = await as('ben@acme.example').open(salesforceAuthorizeUrl('clay', { host: acme }));
    expect(body).toContain(`<li>${line}</li>`);
    expect(body).toContain(`<html lang="${language}">`);
    expect(body).toContain('id="oaapprove"');
  });

  it('can have an unknown layout that still works', async () => {
    simulator.state.salesforce.layout = 'unknown';
    const walker = as('ben@acme.example');
    const { body } = await walker.open(salesforceAuthorizeUrl('clay', { host: acme }));
    expect(body).not.toMatch(/oaapprove|id="header"|is asking to/);
    expect(grantedOn(await walker.send({ save: '1' }))).toEqual(all);
  });

  it('returns access_denied and the state on Deny', async () => {
    const walker = as('ben@acme.example');
    const url = salesforceAuthorizeUrl('clay', { host: acme });
    await walker.open(url);
    const denied = await walker.send(deny);
    const state = new URL(url).searchParams.get('state');
    expect(denied.url.search).toBe(`?error=access_denied&error_description=end-user+denied+authorization&state=${state}`);
    expect(denied.body).toContain('access_denied: end-user denied authorization');
  });

  it('accepts one answer only', async () => {
    const walker = as('ben@acme.example');
    const { url } = await walker.open(salesforceAuthorizeUrl('clay', { host: acme }));
    await walker.send(deny);
    expect((await walker.open(url.href)).url.pathname).toBe(errorPath);
  });

  it('lets the user switch to another account', async () => {
    const walker = as('ben@acme.example');
    const { body } = await walker.open(salesforceAuthorizeUrl('clay', { host: acme }));
    const href = (/href="(\/secur\/logout[^"]+)"/.exec(body)?.[1] ?? '').replaceAll('&#38;', '&');
    expect((await walker.open(`https://${acme}${href}`)).body).toContain('id="Login"');
    expect((await walker.send({ username: 'ada@acme.example', pw: 'x' })).body).toContain('ada@acme.example');
  });

  it('is skipped the next time, when nothing new is requested', async () => {
    const walker = as('ben@acme.example');
    await walker.open(salesforceAuthorizeUrl('clay', { host: acme, scope: ['id', 'api'] }));
    await walker.send(allow);
    expect(grantedOn(await walker.open(salesforceAuthorizeUrl('clay', { host: acme, scope: ['api'] })))).toEqual(['api']);
    expect((await walker.open(salesforceAuthorizeUrl('clay', { host: acme }))).url.pathname).toBe(approvalPath);
    const url = salesforceAuthorizeUrl('clay', { host: acme, scope: ['api'], prompt: 'consent' });
    expect((await walker.open(url)).url.pathname).toBe(approvalPath);
  });

  it('warns that a sixth approval ends the oldest, and ends it', async () => {
    const walker = as('ben@acme.example');
    for (let turn = 0; turn < 5; turn += 1) {
      const { body } = await walker.open(salesforceAuthorizeUrl('clay', { host: acme, prompt: 'consent' }));
      expect(body).not.toContain('older approvals');
      await walker.send(allow);
    }
    const oldest = simulator.state.salesforce.approvals[0];
    expect((await walker.open(salesforceAuthorizeUrl('clay', { host: acme, prompt: 'consent' }))).body).toContain('older approvals');
    await walker.send(allow);
    expect(simulator.state.salesforce.approvals).toHaveLength(5);
    expect(simulator.state.salesforce.approvals).not.toContain(oldest);
  });

  it('refuses an admin who is logged in as another user', async () => {
    const { url, body } = await as('ben@acme.example', true).open(salesforceAuthorizeUrl('clay', { host: acme }));
    expect(url.host).toBe(acme);
    expect(url.pathname).toBe(approvalPath);
    expect(body).toContain('<h1>Insufficient Privileges</h1>');
    expect(body).not.toContain('oaapprove');
  });

  it('does not accept the session of another org', async () => {
    const cookie = { ...simulator.salesforceCookie('gia@globex.example'), domain: acme };
    const stranger = createWalker(simulator, [cookie]);
    expect((await stranger.open(salesforceAuthorizeUrl('clay', { host: acme }))).body).toContain('id="Login"');
    expect(visitedUrls(stranger)[1]).toBe(`${acme}/`);
    const { url } = await as('ben@acme.example').open(salesforceAuthorizeUrl('clay', { host: acme }));
    expect((await stranger.open(url.href)).body).toContain('id="Login"');
    const bridge = new URLSearchParams({ sid: cookie.value, retURL: `${url.pathname}${url.search}` });
    const { headers } = await ask(simulator, `https://${acme}/secur/frontdoor.jsp?${bridge}`);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers.location?.slice(0, 8)).toBe('/?ec=302');
  });
});
