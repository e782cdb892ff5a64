import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask';
import { canary } from '../canary';
import { type SalesforceUrlOptions, salesforceAuthorizeUrl } from '../clients/salesforce';
import { type Simulator, startSimulator } from '../server';
import { orgAt, personCalled } from './state';
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
const all = ['api', 'refresh_token', 'id', 'openid', 'profile'];

function as(username: string, loginAs = false): Walker {
  return createWalker(simulator, [simulator.salesforceCookie(username, { loginAs })]);
}

describe('a refusal by the Salesforce simulator', () => {
  it.each([
    ['hank@globex.example', 'globex.my.salesforce.com', {}, '?error=invalid_client&error_description=app+must+be+installed+into+org'],
    ['ben@acme.example', acme, { scope: ['full'] }, '?error=invalid_scope&error_description=the+requested+scope+is+not+allowed'],
  ])('shows %s an error page with the reason in its URL only', async (username, host, options, search) => {
    const { url, body } = await as(username).open(salesforceAuthorizeUrl('clay', { host, ...options }));
    expect(url.host).toBe(host);
    expect(url.pathname).toBe(errorPath);
    expect(url.search).toBe(search);
    expect(body).toContain('<h1>OAuth Error</h1>');
    expect(body).toContain('OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication.');
    expect(body).not.toMatch(/must be installed|not allowed/);
  });

  it('shows an Integration User the same page, in either spelling', async () => {
    simulator.state.salesforce.errorSpelling = 'occurred';
    const { url, body } = await as('robot@acme.example').open(salesforceAuthorizeUrl('clay', { host: acme }));
    expect(url.pathname).toBe(errorPath);
    expect(body).toContain('has occurred during');
  });

  it('has its own sentence for an expired request', async () => {
    simulator.state.salesforce.approvalLifetimeMs = 0;
    const { url, body } = await as('ben@acme.example').open(salesforceAuthorizeUrl('clay', { host: acme }));
    expect(url.pathname).toBe(errorPath);
    expect(url.search).toBe('');
    expect(body).toContain('complete the approval process before it expired');
  });

  it('returns to the app when the app is blocked', async () => {
    const { url } = await as('uma@umbrella.example').open(salesforceAuthorizeUrl('clay', { host: 'umbrella.my.salesforce.com' }));
    expect(url.host).toBe('app.clay.com');
    expect(url.search).toMatch(/^\?error=OAUTH_APP_BLOCKED&error_description=this\+app\+is\+blocked\+by\+admin&state=CANARY/);
  });

  it('can also follow the click on Allow', async () => {
    const walker = as('ben@acme.example');
    await walker.open(salesforceAuthorizeUrl('clay', { host: acme }));
    orgAt(simulator.state.salesforce, acme).installed = {};
    expect((await walker.send(allow)).url.pathname).toBe(errorPath);
  });

  it('returns to the app without a page for immediate=true', async () => {
    const url = salesforceAuthorizeUrl('clay', { host: acme, immediate: true });
    for (const walker of [createWalker(simulator), as('ben@acme.example')])
      expect((await walker.open(url)).url.searchParams.get('error')).toBe('immediate_unsuccessful');
  });

  it('is plain text at the authorization endpoint, in one case as a file', async () => {
    const bodies: [SalesforceUrlOptions, string][] = [
      [{ clientId: 'nobody' }, 'error=invalid_client_id&error_description=client%20identifier%20invalid'],
      [
        { redirectUri: 'https://app.clay.com/x' },
        'error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration',
      ],
    ];
    for (const [options, body] of bodies) {
      const plain = await ask(simulator, salesforceAuthorizeUrl('clay', { host: acme, ...options }));
      expect(plain.status).toBe(400);
      expect(plain.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(plain.body).toBe(body);
    }
    const file = await ask(simulator, salesforceAuthorizeUrl('northwind', { pkce: false }));
    expect(file.headers['content-type']).toBe('');
    expect(file.headers['content-disposition']).toBe('attachment; filename="authorize"');
    simulator.state.salesforce.missingChallenge = 'text';
    const shown = await ask(simulator, salesforceAuthorizeUrl('northwind', { pkce: false }));
    expect(shown.headers['content-type']).toBe('');
    expect(shown.headers['content-disposition']).toBeUndefined();
    expect(shown.body).toBe('error=invalid_request&error_description=missing required code challenge');
  });
});

describe('other hosts and flows of the Salesforce simulator', () => {
  it('keep the prefix of an Experience Cloud site, with and without an experience id', async () => {
    for (const experienceId of ['', 'expid_Login']) {
      const walker = createWalker(simulator);
      const host = 'acme.my.site.com';
      const login = await walker.open(salesforceAuthorizeUrl('clay', { host, prefix: '/partners', experienceId, prompt: 'consent' }));
      expect(login.url.pathname).toBe('/partners/s/login/');
      const approval = await walker.send({ username: 'pat@partner.example', pw: 'x' });
      expect(approval.url.host).toBe(host);
      expect(approval.url.pathname).toBe(`/partners${approvalPath}`);
      expect(grantedOn(await walker.send(allow))).toEqual(all);
    }
    expect((await ask(simulator, `https://acme.my.site.com${approvalPath}`)).status).toBe(404);
  });

  it('move from the Lightning host to My Domain', async () => {
    const { url } = await as('ben@acme.example').open(salesforceAuthorizeUrl('clay', { host: 'acme.lightning.force.com' }));
    expect(url.host).toBe(acme);
    expect(url.pathname).toBe(approvalPath);
  });

  it('answer the user-agent flow in the fragment', async () => {
    const walker = as('ben@acme.example');
    await walker.open(salesforceAuthorizeUrl('clay', { host: acme, responseType: 'token' }));
    const { url } = await walker.send(allow);
    expect(url.hash).toMatch(
      /^#access_token=00D\w+%21CANARY-token-\w+&refresh_token=CANARY.*scope=api\+refresh_token\+id\+openid\+profile/,
    );
    expect(url.search).toBe('');
  });

  it.each([
    [`https://${acme}/home/home.jsp`, 'Clay is asking to:'],
    ['https://acme.lightning.force.com/lightning/page/home', 'Clay is asking to:'],
    [`https://acme.my.salesforce.com.evil.example${approvalPath}?source=x`, 'oaapprove'],
  ])('include the negative twin %s', async (url, text) => {
    const { status, body } = await ask(simulator, url);
    expect(status).toBe(200);
    expect(body).toContain(text);
  });

  it('put the canary into every secret', async () => {
    personCalled(simulator.state.salesforce, 'ben@acme.example').multiFactor = true;
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { loginHint: true }));
    await walker.send({ username: 'ben@acme.example', pw: 'x' });
    await walker.send({ tc: '1' });
    await walker.send(allow);
    const secrets = ['source', 'state', 'sid', 'code', 'code_challenge', 'login_hint', 'token'];
    const secretValues = walker.visited.flatMap((url) => [...new URL(url).searchParams].filter(([name]) => secrets.includes(name)));
    expect(new Set(secretValues.map(([name]) => name)).size).toBe(secrets.length);
    for (const [name, value] of secretValues) expect(value, name).toContain(canary);
  });
});
