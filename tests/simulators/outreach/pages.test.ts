import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../ask';
import { type OutreachUrlOptions, outreachAuthorizeUrl } from '../clients/outreach';
import { createWalker, grantedOn, type Walker } from '../salesforce/walker';
import { type Simulator, startSimulator } from '../server';
import type { OutreachState } from './state';

let simulator: Simulator;
let state: OutreachState;
beforeEach(async () => {
  simulator = await startSimulator();
  state = simulator.state.outreach;
});
afterEach(() => simulator.close());

const scope = ['users.all', 'tasks.all', 'taskPurposes.read'];

function as(email = 'ada@ridgeline.example'): Walker {
  return createWalker(simulator, [simulator.outreachCookie(email)]);
}

const open = (options: OutreachUrlOptions = { scope }) => as().open(outreachAuthorizeUrl('clay', options));
const forms = (body: string) => body.match(/<form[\s\S]*?<\/form>/g) ?? [];
const fields = (form = '') => [...form.matchAll(/<input type="hidden" name="([^"]+)"/g)].map((match) => match[1]);
const lines = (body: string) => [...body.matchAll(/<li>(.*?)<\/li>/g)].map((match) => match[1]);

describe('the simulated Outreach consent page', () => {
  it('has the texts and the order of the screenshot, without colon and ids', async () => {
    const { body, url } = await open();
    expect(url.host).toBe('accounts.outreach.io');
    const text = body
      .slice(body.indexOf('<main>'))
      .replace(/<[^>]+>/g, '|')
      .replace(/[|\s]*\|[|\s]*/g, '|');
    expect(text).toBe(
      '|Authorization required|Authorize Clay to use your account?|This application will be able to|Users: All|Tasks: All|Read Task Purposes|Authorize|Deny|',
    );
    expect(body).not.toMatch(/ id="/);
  });

  it('shows the warning about an unverified app before the list', async () => {
    const options = { credentials: 'development', scope: ['read_prospects'] } as const;
    const warning =
      /class="unverified"><strong>This app hasn't been verified by Outreach yet\. Only authorize if you know and trust the developer</;
    const { body } = await as().open(outreachAuthorizeUrl('northwind', options));
    expect(body.search(warning)).toBeLessThan(body.indexOf('will be able to'));
    expect(body).toMatch(warning);
    expect((await as('dora@northwind.example').open(outreachAuthorizeUrl('northwind', options))).body).not.toMatch(warning);
    expect((await open()).body).not.toMatch(warning);
  });

  it('lists each scope once, while both forms repeat the sent value', async () => {
    const { body } = await as().open(`${outreachAuthorizeUrl('clay', { scope })}&scope=tasks.all++users.all+tasks.all`);
    expect(lines(body)).toEqual(['Tasks: All', 'Users: All']);
    expect(body.match(/name="scope" value="tasks\.all {2}users\.all tasks\.all"/g)).toHaveLength(2);
  });
});

describe('the simulated Doorkeeper page', () => {
  beforeEach(() => {
    state.layout = 'doorkeeper';
  });

  it('has the elements of new.html.erb', async () => {
    const { body } = await open();
    expect(body).toContain('<header class="page-header" role="banner"><h1>Authorization required</h1></header>');
    expect(body).toContain('<main role="main"><p class="h4">Authorize <strong class="text-info">Clay</strong> to use your account?</p>');
    expect(body).toContain('<div id="oauth-permissions"><p>This application will be able to:</p><ul class="text-info"><li>');
    expect(body).toMatch(/<meta name="csrf-token" content="CANARY-authenticity-\w+">/);
    const [allow = '', denial = '', ...more] = forms(body);
    expect(more).toEqual([]);
    for (const form of [allow, denial]) expect(form).toContain('<form action="/oauth/authorize" accept-charset="UTF-8" method="post">');
    expect(allow).toContain('<input type="submit" name="commit" value="Authorize" class="btn btn-success btn-lg btn-block"');
    expect(denial).toContain('<input type="submit" name="commit" value="Deny" class="btn btn-danger btn-lg btn-block"');
    expect(denial).toContain('name="_method" value="delete"');
    expect(allow).not.toContain('name="_method"');
  });

  const base = ['authenticity_token', 'client_id', 'redirect_uri', 'state', 'response_type', 'scope'];
  const challenge = ['code_challenge', 'code_challenge_method'];
  it.each([
    ['4.2', base, true],
    ['4.4', base, true],
    ['5.0', [...base, ...challenge], true],
    ['5.5', [...base.slice(0, 5), 'response_mode', 'scope', ...challenge], true],
    ['5.6', [...base.slice(0, 5), 'response_mode', 'scope', ...challenge], false],
    ['6', [...base.slice(0, 5), 'response_mode', 'scope', ...challenge], false],
  ] as const)('has the hidden fields of version %s, and grants the scopes', async (version, names, ids) => {
    state.version = version;
    for (const layout of ['doorkeeper', 'outreach'] as const) {
      state.layout = layout;
      const walker = as();
      const [allow, denial] = forms((await walker.open(outreachAuthorizeUrl('clay', { scope }))).body);
      expect(fields(allow)).toEqual(names);
      expect(fields(denial)).toEqual(['_method', ...names]);
      expect(allow?.includes('name="scope" value="users.all tasks.all taskPurposes.read" id="scope"')).toBe(ids);
      expect(grantedOn(await walker.send({}))).toEqual(scope);
      state.tokens = [];
    }
  });

  it.each(['4.4', '5.0', '6'] as const)('leads an app with PKCE to its token in version %s', async (version) => {
    state.version = version;
    const walker = as('dora@northwind.example');
    await walker.open(outreachAuthorizeUrl('northwind', { scope: ['openid'] }));
    expect(grantedOn(await walker.send({}))).toEqual(['openid']);
  });
});

describe('a consent page with an unknown layout', () => {
  beforeEach(() => {
    state.layout = 'unknown';
  });

  it('repeats nothing of the request and still grants it', async () => {
    const walker = as();
    const { body } = await walker.open(outreachAuthorizeUrl('clay', { scope }));
    expect(body).not.toMatch(/Authoriz|able to|<li>|<ul|<h1|oauth\/authorize|name="scope"|users\.all/);
    expect(body).toContain('<div class="row">Users: All</div>');
    expect(grantedOn(await walker.send({ agree: '1' }))).toEqual(scope);
  });

  it('can be declined', async () => {
    const walker = as();
    await walker.open(outreachAuthorizeUrl('clay', { scope }));
    expect((await walker.send({ decline: '1' })).url.searchParams.get('error')).toBe('access_denied');
  });

  it('shows the same error sentence in other elements', async () => {
    const { body } = await open({ scope: ['nonsense'] });
    expect(body).toContain('The requested scope is invalid, unknown, or malformed.');
    expect(body).not.toMatch(/<pre|<h1|An error has occurred/);
  });
});

it("lines without a label show Rails' placeholder", async () => {
  state.labels = 'missing';
  for (const layout of ['outreach', 'doorkeeper'] as const) {
    state.layout = layout;
    expect(lines((await open()).body)[0]).toBe(
      '<span class="translation_missing" title="translation missing: en.doorkeeper.scopes.users.all">All</span>',
    );
  }
});

describe('errors at the Outreach authorization endpoint', () => {
  it.each([
    ['4.2', 200, '<div class="page-header"><h1>An error has occurred</h1></div><main role="main"><pre>The requested scope is'],
    ['5.6', 200, '<div class="border-bottom mb-4"><h1>An error has occurred</h1></div><main role="main"><pre>The requested scope is'],
    ['6', 400, '<div class="border-bottom mb-4"><h1>An error has occurred</h1></div><main role="main"><pre>\n    The requested scope is'],
  ] as const)('are shown on the page of version %s', async (version, status, html) => {
    state.version = version;
    const page = await open({ scope: ['nonsense'] });
    expect(page.status).toBe(status);
    expect(page.url.pathname).toBe('/oauth/authorize');
    expect(page.body).toContain(html);
    expect(page.body).not.toContain('<form');
  });

  it('have status 401 for an unknown client', async () => {
    const page = await open({ clientId: 'nobody' });
    expect(page.status).toBe(401);
    expect(page.body).toContain('Client authentication failed due to unknown client');
  });

  it('return to the app if configured, except when the app itself is in doubt', async () => {
    state.errorsBy = 'redirect';
    expect((await open({ scope: ['nonsense'] })).body).toContain('invalid_scope: The requested scope is invalid, unknown, or malformed.');
    expect((await open({ redirectUri: 'https://evil.example/' })).body).toContain('An error has occurred');
  });
});

describe('other pages of the Outreach simulator', () => {
  it.each([
    ['https://web.outreach.io/', 'Read Prospects'],
    ['https://api.outreach.io/mcpOAuth/authorize', '<h1>Connect an assistant to Outreach</h1>'],
    ['https://accounts.outreach.io.evil.example/oauth/authorize', 'Authorize Clay to use your account?'],
  ])('include the negative twin %s', async (url, text) => {
    const { status, body } = await ask(simulator, url);
    expect(status).toBe(200);
    expect(body).toContain(text);
  });

  it('answer an unknown path of the API host as the gateway does', async () => {
    const { status, body } = await ask(simulator, 'https://api.outreach.io/.well-known/openid-configuration');
    expect(status).toBe(404);
    expect(body).toBe('{"error":"404","error_description":"route not found"}');
  });

  it('have a policy without form-action, and the extra headers that a test sets', async () => {
    simulator.state.extraHeaders = { 'cross-origin-embedder-policy': 'require-corp' };
    const { headers } = await ask(simulator, 'https://accounts.outreach.io/users/sign_in');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';(?!.*form-action)/);
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  });
});
