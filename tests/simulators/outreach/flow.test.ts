import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask';
import { canary } from '../canary';
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
const deny = { _method: 'delete' };

function as(email: string): Walker {
  return createWalker(simulator, [simulator.outreachCookie(email)]);
}

const visitedUrls = ({ visited }: Walker) => visited.map((url) => `${new URL(url).host}${new URL(url).pathname}`);

it('the API host of Outreach redirects with the query unchanged byte for byte', async () => {
  const query = '?b=%2b%2B+%20&a=&a&&scope=x%7Ey,z&state=%zz~*&=#nothing'.split('#')[0];
  const { status, headers } = await ask(simulator, `https://api.outreach.io/oauth/authorize${query}`);
  expect(status).toBe(302);
  expect(headers.location).toBe(`https://${accounts}/oauth/authorize${query}`);
});

describe('the two forms of the Outreach consent page', () => {
  it('return access_denied and the state on Deny', async () => {
    const walker = as('ada@ridgeline.example');
    const url = outreachAuthorizeUrl('clay');
    await walker.open(url);
    const denied = await walker.send(deny);
    const state = new URL(url).searchParams.get('state');
    const sentence = 'The+resource+owner+or+authorization+server+denied+the+request.';
    expect(denied.url.search).toBe(`?error=access_denied&error_description=${sentence}&state=${state}`);
    expect(denied.body).toContain('access_denied: The resource owner');
  });

  it('grant the scopes of the form, not those of the URL', async () => {
    const walker = as('ada@ridgeline.example');
    await walker.open(outreachAuthorizeUrl('clay'));
    expect(grantedOn(await walker.send({ scope: 'tasks.all users.all' }))).toEqual(['tasks.all', 'users.all']);
    expect(simulator.state.outreach.tokens.map(({ scopes }) => scopes)).toEqual([['tasks.all', 'users.all']]);
  });

  it('list fewer lines for a smaller request, and grant the smaller token', async () => {
    const walker = as('ada@ridgeline.example');
    const { body } = await walker.open(outreachAuthorizeUrl('clay', { scope: ['users.all', 'tasks.all'], separator: '+' }));
    expect([...body.matchAll(/<li>([^<]+)/g)].map((match) => match[1])).toEqual(['Users: All', 'Tasks: All']);
    expect(grantedOn(await walker.send({}))).toEqual(['users.all', 'tasks.all']);
  });

  it('return a wrong scope to the app as an error', async () => {
    const walker = as('ada@ridgeline.example');
    await walker.open(outreachAuthorizeUrl('clay'));
    const { url } = await walker.send({ scope: 'tasks.all nonsense' });
    expect(`${url.host}${url.search}`).toMatch(
      /^app\.clay\.com\?error=invalid_scope&error_description=The\+requested\+scope\+is\+invalid%2C\+unknown%2C\+or\+malformed\.&state=CANARY/,
    );
  });

  it('return an empty scope to the app as an error', async () => {
    const walker = as('ada@ridgeline.example');
    await walker.open(outreachAuthorizeUrl('clay'));
    expect((await walker.send({ scope: '' })).body).toContain('invalid_request: Missing required parameter: scope.');
  });

  it('never redirect for a wrong client or redirect URI, not even on Deny', async () => {
    for (const fields of [
      { client_id: 'nobody' },
      { redirect_uri: 'https://evil.example/' },
      { ...deny, redirect_uri: 'https://evil.example/' },
    ]) {
      const walker = as('ada@ridgeline.example');
      await walker.open(outreachAuthorizeUrl('clay'));
      const { url, status, body } = await walker.send(fields);
      expect(url.host).toBe(accounts);
      expect(status).toBe('client_id' in fields ? 401 : 400);
      expect(JSON.parse(body)).toMatchObject({ error: 'client_id' in fields ? 'invalid_client' : 'invalid_redirect_uri' });
    }
  });

  it('require the session and its authenticity token', async () => {
    const walker = as('ada@ridgeline.example');
    await walker.open(outreachAuthorizeUrl('clay'));
    expect((await walker.send({ authenticity_token: 'guessed' })).status).toBe(422);
    const answer = await ask(simulator, `https://${accounts}/oauth/authorize`, { method: 'POST', body: 'scope=x' });
    expect(answer.headers.location).toBe('/users/sign_in');
    expect(simulator.state.outreach.tokens).toEqual([]);
  });
});

describe('a repeated request to the Outreach simulator', () => {
  it('gets a code without a page for exactly the same scopes, in any order', async () => {
    const walker = as('ada@ridgeline.example');
    await walker.open(outreachAuthorizeUrl('clay'));
    await walker.send({});
    expect(grantedOn(await walker.open(outreachAuthorizeUrl('clay', { scope: all.toReversed() })))).toEqual(all.toReversed());
    expect(visitedUrls(walker).slice(-3)).toEqual([
      'api.outreach.io/oauth/authorize',
      `${accounts}/oauth/authorize`,
      'app.clay.com/oauth/outreach/callback',
    ]);
  });

  it('gets a page for another set of scopes, and revokes no token', async () => {
    const walker = as('ada@ridgeline.example');
    await walker.open(outreachAuthorizeUrl('clay'));
    await walker.send({});
    const { body } = await walker.open(outreachAuthorizeUrl('clay', { scope: all.slice(0, 12) }));
    expect(body).toContain('Authorization required');
    await walker.send({});
    expect(simulator.state.outreach.tokens.map(({ scopes }) => scopes.length)).toEqual([16, 12]);
    expect((await walker.open(outreachAuthorizeUrl('clay'))).url.host).toBe('app.clay.com');
  });

  it('gets a page again after the token was revoked', async () => {
    const walker = as('ada@ridgeline.example');
    await walker.open(outreachAuthorizeUrl('clay'));
    await walker.send({});
    simulator.state.outreach.tokens = [];
    expect((await walker.open(outreachAuthorizeUrl('clay'))).body).toContain('Authorization required');
  });

  it('gets its error when it is wrong, with or without a token', async () => {
    const walker = as('ada@ridgeline.example');
    await walker.open(outreachAuthorizeUrl('clay'));
    await walker.send({});
    expect((await walker.open(outreachAuthorizeUrl('clay', { scope: [...all, 'nonsense'] }))).body).toContain('An error has occurred');
  });
});

describe('the simulated client apps for Outreach', () => {
  it('share one callback of Workato between HubSpot and Outreach', async () => {
    const walker = as('ada@ridgeline.example');
    await walker.open(outreachAuthorizeUrl('workato'));
    const done = await walker.send({});
    expect(done.url.pathname).toBe('/oauth/callback');
    expect(done.body).toContain('Outreach granted 6 scopes');
    expect((await walker.open(`${done.url.href}`)).body).toContain('invalid_grant');
  });

  it('use PKCE for Northwind, also with its development credentials', async () => {
    for (const credentials of ['production', 'development'] as const) {
      const walker = as('dora@northwind.example');
      await walker.open(outreachAuthorizeUrl('northwind', { credentials, scope: ['read_prospects', 'openid'] }));
      expect(grantedOn(await walker.send({}))).toEqual(['read_prospects', 'openid']);
    }
  });

  it('link to Outreach from their start page, in both spellings and to any host', async () => {
    for (const [variant, separator, host] of [
      ['', '%20', 'api.outreach.io'],
      ['?variant=plus&outreach=accounts.outreach.io', '+', accounts],
    ] as const) {
      const { body } = await ask(simulator, `https://app.clay.com/${variant}`);
      const href = (/href="([^"]+)">Connect Outreach</.exec(body)?.[1] ?? '').replaceAll('&#38;', '&');
      expect(new URL(href).host).toBe(host);
      expect(/[?&]scope=([^&]+)/.exec(href)?.[1]?.split(separator)).toEqual(all);
    }
  });

  it('refuse a callback that they did not start', async () => {
    expect((await ask(simulator, 'https://app.clay.com/oauth/outreach/callback?code=x&state=y')).body).toContain('not from this app');
  });
});

it('every secret of an Outreach sign-in carries the canary', async () => {
  const walker = createWalker(simulator);
  const login = await walker.open(outreachAuthorizeUrl('northwind'));
  await walker.send({ 'user[email]': 'dora@northwind.example' });
  const consent = await walker.send({ 'user[password]': 'x' });
  await walker.send({});
  const secrets = ['state', 'code', 'code_challenge'];
  const secretValues = walker.visited.flatMap((url) => [...new URL(url).searchParams].filter(([name]) => secrets.includes(name)));
  expect(new Set(secretValues.map(([name]) => name)).size).toBe(secrets.length);
  for (const [name, value] of secretValues) expect(value, name).toContain(canary);
  for (const { body } of [login, consent]) expect(body).toMatch(/name="authenticity_token" value="CANARY-authenticity-/);
  expect(simulator.outreachCookie('ada@ridgeline.example').value).toContain(canary);
});
