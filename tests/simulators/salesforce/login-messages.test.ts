/**
 * A refused sign-in shows the login form again, with a message and at a URL that these tests pin
 * down.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { salesforceAuthorizeUrl } from '../clients/salesforce';
import { type Simulator, startSimulator } from '../server';
import type { Failure } from './sign-in-rules';
import { orgAt, personCalled, type SalesforceState } from './state';
import { createWalker, type Stop } from './walker';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const acme = 'acme.my.salesforce.com';
const generic = 'login.salesforce.com';
const general = 'Check your username and password.';
const approvalStart = /^\/setup\/secur\/RemoteAccessAuthorizationPage\.apexp\?source=/;

async function refused(host: string, username: string): Promise<Stop> {
  const walker = createWalker(simulator);
  await walker.open(salesforceAuthorizeUrl('clay', { host }));
  return walker.send({ username, pw: 'x' });
}

const problemOn = ({ body }: Stop) =>
  (/<p id="error"[^>]*>([^<]+)/.exec(body)?.[1] ?? '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
const ben = (state: SalesforceState) => personCalled(state, 'ben@acme.example');

const cases: [sentence: Failure, hosts: string[], turn: (state: SalesforceState) => void, username?: string][] = [
  ['Restricted domain', [generic], (state) => Object.assign(orgAt(state, acme), { genericLogin: false })],
  ['Restricted IP', [generic, acme], (state) => Object.assign(ben(state), { outsideIpRange: true })],
  ['Restricted time', [generic, acme], (state) => Object.assign(ben(state), { outsideLoginHours: true })],
  ['Login rate exceeded', [generic, acme], (state) => Object.assign(state, { loginLimit: 0 })],
  ['User is inactive', [generic, acme], (state) => Object.assign(ben(state), { active: false })],
  ['Failed: API-only user', [generic, acme], (state) => Object.assign(state, { integrationUsers: 'login-refused' }), 'robot@acme.example'],
  ['The Single Sign-On Gateway URL is invalid', [generic, acme], (state) => Object.assign(ben(state), { delegatedAuthentication: true })],
  [
    "Your company's authentication service is down",
    [generic, acme],
    (state) => {
      Object.assign(ben(state), { delegatedAuthentication: true });
      orgAt(state, acme).delegatedGateway = 'down';
    },
  ],
];

describe.each(cases)('the Salesforce login message “%s”', (sentence, hosts, turn, username = 'ben@acme.example') => {
  it.each(hosts)('is shown on %s and recorded in Login History', async (host) => {
    turn(simulator.state.salesforce);
    const stop = await refused(host, username);
    expect(stop.url.host).toBe(host);
    expect(stop.url.pathname).toBe('/');
    expect(problemOn(stop)).toBe(sentence);
    expect(stop.body).toContain('id="Login"');
    expect(orgAt(simulator.state.salesforce, acme).loginHistory.at(-1)).toEqual({ username, status: sentence });
  });

  it('can be hidden from the page and kept in Login History', async () => {
    turn(simulator.state.salesforce);
    simulator.state.salesforce.loginMessages = 'general';
    const stop = await refused(hosts[0] ?? '', username);
    expect(stop.body).toContain(general);
    expect(stop.body).not.toContain(sentence);
    expect(orgAt(simulator.state.salesforce, acme).loginHistory.at(-1)?.status).toBe(sentence);
  });
});

it('an unknown user and a wrong password get the general login message', async () => {
  for (const username of ['eve@evil.example', 'ivy@initech.example'])
    expect(problemOn(await refused(generic, username))).toContain('Check your username and password.');
});

describe('the URL of the Salesforce login message', () => {
  it.each([generic, acme])('keeps the start URL on %s, so that the next attempt continues', async (host) => {
    ben(simulator.state.salesforce).outsideIpRange = true;
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host }));
    const { url } = await walker.send({ username: 'ben@acme.example', pw: 'x' });
    expect(url.searchParams.get('startURL')).toMatch(approvalStart);
    ben(simulator.state.salesforce).outsideIpRange = false;
    expect((await walker.send({ username: 'ben@acme.example', pw: 'x' })).body).toContain('oaapprove');
  });

  it.each([generic, acme])('can be the bare host %s, and the next attempt continues', async (host) => {
    simulator.state.salesforce.loginAnswersAt = 'root';
    ben(simulator.state.salesforce).outsideIpRange = true;
    const walker = createWalker(simulator);
    await walker.open(salesforceAuthorizeUrl('clay', { host }));
    expect((await walker.send({ username: 'ben@acme.example', pw: 'x' })).url.href).toBe(`https://${host}/`);
    ben(simulator.state.salesforce).outsideIpRange = false;
    expect((await walker.send({ username: 'ben@acme.example', pw: 'x' })).body).toContain('oaapprove');
  });
});
