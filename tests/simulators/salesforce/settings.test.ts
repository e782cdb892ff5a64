/**
 * The settings of an org that stop a connection although the app is installed: which page the user
 * reaches, and what Setup then shows.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask';
import { salesforceAuthorizeUrl } from '../clients/salesforce';
import { type Simulator, startSimulator } from '../server';
import { salesforceRegistration } from './apps';
import type { Org } from './orgs';
import type { Person } from './people';
import { orgAt, personCalled, type SalesforceState } from './state';
import { createWalker, grantedOn, type Stop } from './walker';

let simulator: Simulator;
let state: SalesforceState;
beforeEach(async () => {
  simulator = await startSimulator();
  state = simulator.state.salesforce;
});
afterEach(() => simulator.close());

const { clientId } = salesforceRegistration.clay;
const hostOf = (username: string) => `${/@(.+)\.example$/.exec(username)?.[1]}.my.salesforce.com`;
const signedIn = (username: string) => createWalker(simulator, [simulator.salesforceCookie(username)]);
const connect = (username: string) => signedIn(username).open(salesforceAuthorizeUrl('clay', { host: hostOf(username) }));

function expectGeneralError({ url, body }: Stop): void {
  expect([url.pathname, url.search]).toEqual(['/setup/secur/RemoteAccessErrorPage.apexp', '']);
  expect(body).toContain('OAUTH_APPROVAL_ERROR_GENERIC');
  expect(body).not.toContain('expired');
}

async function setUpPage(host: string, name: string): Promise<string> {
  return (await ask(simulator, `https://${host}/lightning/setup/${name}/home`)).body;
}

type Case = [username: string, status: string | undefined, page: string, shows: string, helps: (org: Org, person: Person) => void];
const policyOf = (org: Org) => org.installed[clientId] ?? {};
const cases: Case[] = [
  [
    'outside@enforced-ip.example',
    'Failed: IP Address Not Allowed',
    'ConnectedApplication',
    'Clay: IP Relaxation: Enforce IP restrictions<',
    (org) => Object.assign(policyOf(org), { ipRelaxation: 'relax' }),
  ],
  [
    'outside@enforced-ip.example',
    'Failed: IP Address Not Allowed',
    'EnhancedProfiles',
    'outside@enforced-ip.example: Login IP Ranges without this browser: on',
    (org, person) => {
      Object.assign(policyOf(org), { ipRelaxation: 'relax-with-second-factor' });
      person.multiFactor = true;
    },
  ],
  [
    'after-hours@enforced-ip.example',
    'Restricted time',
    'EnhancedProfiles',
    'after-hours@enforced-ip.example: Login Hours are over: on',
    (_, person) => Object.assign(person, { outsideLoginHours: false }),
  ],
  [
    'roaming@locked-sessions.example',
    undefined,
    'SecuritySession',
    'Lock sessions to the IP address from which they originated: on',
    (org) => Object.assign(org.sessionSettings, { lockedToIp: false }),
  ],
  [
    'watched@transaction-policy.example',
    'LOGIN_END_SESSION_TXN_SECURITY_POLICY',
    'TransactionSecurityNew',
    'Block new connections: Block',
    (org) => Object.assign(org, { transactionPolicies: [] }),
  ],
  [
    'over-idp@enforced-sso.example',
    undefined,
    'SingleSignOn',
    'Everybody is sent to the identity provider: on',
    (_, person) => Object.assign(person, { signIn: 'both' }),
  ],
  [
    'sso-enabled@enforced-sso.example',
    undefined,
    'EnhancedProfiles',
    'sso-enabled@enforced-sso.example: Is Single Sign-On Enabled: on',
    (_, person) => Object.assign(person, { delegatedAuthentication: false }),
  ],
];
describe.each(cases)('%s: %s, on %s', (username, status, page, shows, helps) => {
  it('ends on the error page without a reason; Setup shows why, and changing it helps', async () => {
    const org = orgAt(state, hostOf(username));
    expectGeneralError(await connect(username));
    expect(org.loginHistory).toEqual(status === undefined ? [] : [{ username, status }]);
    expect(await setUpPage(org.host, page)).toContain(shows);
    helps(org, personCalled(state, username));
    expect((await connect(username)).body).toContain('oaapprove');
  });
});

it('an expired request keeps its own sentence, after a refusal without a reason too', async () => {
  const walker = signedIn('roaming@locked-sessions.example');
  const url = salesforceAuthorizeUrl('clay', { host: 'locked-sessions.my.salesforce.com' });
  expectGeneralError(await walker.open(url));
  state.approvalLifetimeMs = 0;
  expect((await walker.open(url)).body).toContain('complete the approval process before it expired');
});

it('who keeps one address, is inside the ranges or is on the list of the app gets the approval', async () => {
  for (const username of ['resting@locked-sessions.example', 'app-outside@enforced-ip.example', 'approved@approved-users-only.example'])
    expect((await connect(username)).body).toContain('oaapprove');
});

it('Permitted Users sends who is not on the list back to the app', async () => {
  const { url } = await connect('not-approved@approved-users-only.example');
  expect([url.host, url.searchParams.get('error')]).toEqual(['app.clay.com', 'OAUTH_APP_ACCESS_DENIED']);
  const page = await setUpPage('approved-users-only.my.salesforce.com', 'ConnectedApplication');
  expect(page).toContain('Clay: Permitted Users: Admin approved users are pre-authorized');
});

it('login IP ranges without the app’s servers fail after Allow, at the app', async () => {
  const walker = signedIn('app-outside@enforced-ip.example');
  await walker.open(salesforceAuthorizeUrl('clay', { host: 'enforced-ip.my.salesforce.com' }));
  expect((await walker.send({ save: ' Allow ' })).body).toContain('invalid_grant: IP restricted or invalid login hours');
});

describe('a session that times out', () => {
  const host = 'short-sessions.my.salesforce.com';

  it('before Allow ends on the error page, and a page that is opened then leads to the login page', async () => {
    const org = orgAt(state, host);
    const walker = signedIn('slow@short-sessions.example');
    const url = salesforceAuthorizeUrl('clay', { host });
    expect((await walker.open(url)).body).toContain('oaapprove');
    org.sessionSettings.timeoutMs = 0;
    expectGeneralError(await walker.send({ save: ' Allow ' }));
    expect((await walker.open(url)).body).toContain('id="Login"');
  });

  it('lasts as long as Setup says', async () => {
    expect(await setUpPage(host, 'SecuritySession')).toContain('Timeout Value: 15 minutes');
    const walker = signedIn('slow@short-sessions.example');
    await walker.open(salesforceAuthorizeUrl('clay', { host }));
    expect(grantedOn(await walker.send({ save: ' Allow ' }))).not.toEqual([]);
  });
});

describe('where everybody is sent to the identity provider', () => {
  const host = 'enforced-sso.my.salesforce.com';
  const atIdp = { loginfmt: 'over-idp@enforced-sso.example', passwd: 'x' };

  it('the approval does not appear after single sign-on, on any host', async () => {
    const walker = createWalker(simulator);
    expect((await walker.open(salesforceAuthorizeUrl('clay', { host }))).url.host).toBe('login.microsoftonline.com');
    expectGeneralError(await walker.send(atIdp));
    expect(walker.visited.at(-2)).toContain('/setup/secur/RemoteAccessAuthorizationPage.apexp?source=');
  });

  it('nor for a user with “Is Single Sign-On Enabled”, whose password the gateway checks', async () => {
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay'));
    expectGeneralError(await walker.send({ username: 'sso-enabled@enforced-sso.example', pw: 'x' }));
  });

  it('a password for this user helps, and so does a service account without single sign-on', async () => {
    personCalled(state, 'over-idp@enforced-sso.example').signIn = 'both';
    for (const username of ['over-idp@enforced-sso.example', 'service@enforced-sso.example']) {
      const walker = createWalker(simulator);
      await walker.open(salesforceAuthorizeUrl('clay'));
      expect((await walker.send({ username, pw: 'x' })).body).toContain('oaapprove');
    }
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host }));
    expectGeneralError(await walker.send(atIdp));
  });
});
