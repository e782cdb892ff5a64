import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from '../ask';
import { outreachAuthorizeUrl } from '../clients/outreach';
import { createWalker, grantedOn, type Walker } from '../salesforce/walker';
import { type Simulator, startSimulator } from '../server';
import { outreachRegistration } from './apps';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const accounts = 'accounts.outreach.io';
const all = outreachRegistration.clay.scopes;

async function signedIn(walker: Walker, email: string, password = 'x') {
  await walker.send({ 'user[email]': email });
  return walker.send({ 'user[password]': password });
}

it('a sign-in at Outreach goes over its two steps to consent and back to the app', async () => {
  const walker = createWalker(simulator);
  const start = outreachAuthorizeUrl('clay');
  const first = await walker.open(start);
  expect(first.url.search).toBe('');
  expect(first.body).toContain('id="user_email"');
  const consent = await signedIn(walker, 'ada@ridgeline.example');
  expect(consent.url.href).toBe(start.replace('api.', 'accounts.'));
  expect(grantedOn(await walker.send({}))).toEqual(all);
  expect(walker.visited.map((url) => `${new URL(url).host}${new URL(url).pathname}`)).toEqual([
    'api.outreach.io/oauth/authorize',
    `${accounts}/oauth/authorize`,
    `${accounts}/users/sign_in`,
    `${accounts}/users/next`,
    `${accounts}/users/sign_in`,
    `${accounts}/oauth/authorize`,
    `${accounts}/oauth/authorize`,
    'app.clay.com/oauth/outreach/callback',
  ]);
});

it('a wrong request to Outreach also leads to the login page first', async () => {
  const walker = createWalker(simulator);
  expect((await walker.open(outreachAuthorizeUrl('clay', { clientId: 'nobody' }))).url.pathname).toBe('/users/sign_in');
  expect((await signedIn(walker, 'ada@ridgeline.example')).body).toContain('An error has occurred');
});

it("a user without password, from outside or of another environment stays on Outreach's login page", async () => {
  for (const [email, password] of [
    ['ada@ridgeline.example', ''],
    ['eve@evil.example', 'x'],
    ['ada@staging.example', 'x'],
  ] as const) {
    const walker = createWalker(simulator);
    await walker.open(outreachAuthorizeUrl('clay'));
    expect((await signedIn(walker, email, password)).status).toBe(401);
  }
});

it('a sign-in at Outreach without a request ends on the home page', async () => {
  const walker = createWalker(simulator);
  await walker.open(`https://${accounts}/users/sign_in`);
  expect((await signedIn(walker, 'ada@ridgeline.example')).url.href).toBe('https://web.outreach.io/');
  expect((await walker.open(`https://${accounts}/users/sign_in`)).url.href).toBe('https://web.outreach.io/');
});

it('a sign-in at Outreach starts a new session and ends the old one', async () => {
  const page = await ask(simulator, `https://${accounts}/users/sign_in`);
  const [set = ''] = page.headers['set-cookie'] ?? [];
  expect(set).toMatch(/^_outreach_accounts_session=CANARY-session-\w+; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  const cookie = set.split(';')[0] ?? '';
  const form = new URLSearchParams({
    authenticity_token: /name="authenticity_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '',
    'user[email]': 'ada@ridgeline.example',
    'user[password]': 'x',
  });
  const options = { method: 'POST', headers: { cookie }, body: form.toString() } as const;
  const entered = await ask(simulator, `https://${accounts}/users/sign_in`, options);
  const [fresh = ''] = entered.headers['set-cookie'] ?? [];
  const open = (value: string) => ask(simulator, outreachAuthorizeUrl('clay', { host: accounts }), { headers: { cookie: value } });
  expect((await open(fresh.split(';')[0] ?? '')).status).toBe(200);
  expect((await open(cookie)).headers.location).toBe('/users/sign_in');
});

it('a sign-in at Outreach requires the authenticity token of the session', async () => {
  const walker = createWalker(simulator);
  await walker.open(outreachAuthorizeUrl('clay'));
  expect((await walker.send({ 'user[email]': 'ada@ridgeline.example', authenticity_token: 'guessed' })).status).toBe(422);
});

it('a session cookie for another host does not sign in at Outreach', async () => {
  const host = 'accounts.outreach-staging.com';
  const walker = createWalker(simulator, [{ ...simulator.outreachCookie('ada@ridgeline.example'), domain: host }]);
  expect((await walker.open(outreachAuthorizeUrl('clay', { host }))).url.pathname).toBe('/users/sign_in');
});

it('a sign-in at Outreach works on the staging hosts', async () => {
  const walker = createWalker(simulator);
  await walker.open(outreachAuthorizeUrl('clay', { host: 'api.outreach-staging.com' }));
  expect((await signedIn(walker, 'ada@staging.example')).url.host).toBe('accounts.outreach-staging.com');
  expect(grantedOn(await walker.send({}))).toEqual(all);
});
