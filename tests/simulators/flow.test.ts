import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask';
import { canary } from './canary';
import { authorizeUrl, clientApps } from './clients/authorize-url';
import type { View } from './hubspot/view';
import { type Simulator, startSimulator } from './server';
import { createState } from './state';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const ridgeline = '4100001';
const european = '4100003';

function signIn(person = 'ada'): string {
  const { name, value } = simulator.sessionCookie(`${person}@ridgeline.example`);
  return `${name}=${value}`;
}

async function view(url: string, cookie: string, portal = ''): Promise<View> {
  const { host, search } = new URL(url);
  const answer = await ask(simulator, `https://${host}/api/oauth-sim/view${search}`, { headers: { cookie, 'x-sim-portal': portal } });
  return JSON.parse(answer.body) as View;
}

async function decide(url: string, cookie: string, fields: string, accept = 'application/json') {
  const { host, search } = new URL(url);
  const headers = { cookie, accept };
  return ask(simulator, `https://${host}/api/oauth-sim/decision${search}`, { method: 'POST', headers, body: fields });
}

async function locationAfter(url: string, cookie: string, fields: string): Promise<string> {
  return (JSON.parse((await decide(url, cookie, fields)).body) as { location: string }).location;
}

async function grantedAt(callback: string): Promise<string[]> {
  const { body } = await ask(simulator, callback);
  expect(body).toContain('<ul id="granted">');
  return [...body.matchAll(/<li>([^<]+)<\/li>/g)].map((match) => match[1] ?? '');
}

describe('a signed-out visit to the HubSpot simulator', () => {
  it.each([{}, { portalId: 4100001 }, { host: 'app-eu1.hubspot.com' }])(
    'goes over landing page and login and returns to the same URL with %j',
    async (options) => {
      const url = authorizeUrl('clay', options);
      const { host, search } = new URL(url);
      const first = await ask(simulator, url);
      expect(first.status).toBe(302);
      expect(first.headers.location).toBe(`/oauth-bridge${search}`);

      const returning = first.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      const landing = await ask(simulator, `https://${host}/oauth-bridge${search}`, { headers: { cookie: returning } });
      const signInPath = /href="(\/login[^"]+)"/.exec(landing.body)?.[1] ?? '';
      expect(new URLSearchParams(signInPath.split('?')[1]).get('loginRedirectUrl')).toBe(url);

      const login = await ask(simulator, `https://${host}${signInPath}`, {
        method: 'POST',
        body: 'email=ada%40ridgeline.example&password=x',
      });
      expect(login.status).toBe(302);
      expect(login.headers.location).toBe(url);
      expect(login.headers['set-cookie']?.[0]).toContain(canary);
      expect(login.headers['set-cookie']?.[0]).toContain('Domain=.hubspot.com');
    },
  );

  it('refuses an unknown user', async () => {
    const url = 'https://app.hubspot.com/login?loginRedirectUrl=x';
    expect((await ask(simulator, url, { method: 'POST', body: 'email=eve%40evil.example&password=x' })).status).toBe(401);
  });

  it('never continues to another site after signing in', async () => {
    const url = `https://app.hubspot.com/login?loginRedirectUrl=${encodeURIComponent('https://app.hubspot.com.evil.example/')}`;
    const login = await ask(simulator, url, { method: 'POST', body: 'email=ada%40ridgeline.example&password=x' });
    expect(login.headers.location).toBe('/contacts/1234');
  });
});

describe('a signed-in visit to the HubSpot simulator', () => {
  it('first receives an almost empty page without any of the texts', async () => {
    const { body } = await ask(simulator, authorizeUrl('clay'), { headers: { cookie: signIn() } });
    expect(body).toContain('<main></main>');
    expect(body).not.toContain('Clay');
  });

  it('must choose an account first, even for a wrong request', async () => {
    const shown = await view(authorizeUrl('clay', { scope: [] }), signIn());
    expect(shown.kind === 'accounts' && shown.accounts.length).toBe(5);
    expect(await view(authorizeUrl('clay'), signIn('ben'))).toMatchObject({ accounts: [{ name: 'Ridgeline Outfitters' }] });
  });

  it('moves to the region of the account, and remembers the choice for this request only', async () => {
    const cookie = signIn();
    const url = authorizeUrl('clay');
    expect(await view(url, cookie, european)).toMatchObject({ kind: 'region', host: 'app-eu1.hubspot.com' });
    expect((await view(url.replace('app.', 'app-eu1.'), cookie)).kind).toBe('consent');
    expect((await view(authorizeUrl('clay', { host: 'app-eu1.hubspot.com' }), cookie)).kind).toBe('accounts');
  });

  it('shows labels without ids, and no line for a scope that the account cannot have', async () => {
    const shown = await view(authorizeUrl('clay', { host: 'app-eu1.hubspot.com' }), signIn(), european);
    expect(JSON.stringify(shown)).toContain('View contact records');
    expect(JSON.stringify(shown)).not.toMatch(/crm\.|custom object/);
  });

  it.each([
    [
      'newest',
      'Authorization failed because the provided scopes are missing [crm.objects.deals.read], which are required for the app to function.',
    ],
    ['older', 'Authorization failed because the provided scopes are insufficient. Please contact the app developer.'],
  ] as const)('shows the documented error sentence (%s wording)', async (wording, sentence) => {
    simulator.state.wording = wording;
    const shown = await view(authorizeUrl('northwind', { scope: ['crm.objects.contacts.read'] }), signIn(), ridgeline);
    expect(shown).toMatchObject({ kind: 'error', heading: 'Couldn’t complete the connection', sentence });
    simulator.state.wording = 'newest';
  });

  it('lists the missing permissions, and offers approval only when an approver exists', async () => {
    const url = authorizeUrl('northwind');
    const shown = {
      kind: 'error',
      sentence: "You don't have the right permissions to install Northwind Sync",
      items: ['App Marketplace access'],
    };
    expect(await view(url, signIn('ben'), ridgeline)).toMatchObject({ ...shown, approval: { answer: 'Your request was sent.' } });
    const members = simulator.state.portals[0]?.members ?? [];
    const ada = members.shift();
    expect(await view(url, signIn('ben'), ridgeline)).toMatchObject({ approval: { answer: 'There was a problem fetching approvers' } });
    if (ada) members.unshift(ada);
  });

  it('can be in another language', async () => {
    simulator.state.language = 'fr';
    expect(await view(authorizeUrl('clay', { clientId: 'x' }), signIn(), ridgeline)).toMatchObject({
      heading: 'Impossible de terminer la connexion',
      sentence: "Un client_id d'application invalide a été fourni. Veuillez contacter le développeur de l'application.",
    });
    simulator.state.language = 'en';
  });

  it('receives the extra headers that a test sets', async () => {
    simulator.state.extraHeaders = { 'cross-origin-embedder-policy': 'require-corp' };
    const { headers } = await ask(simulator, authorizeUrl('clay'), { headers: { cookie: signIn() } });
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    simulator.state.extraHeaders = {};
  });
});

describe('the consent decision in the HubSpot simulator', () => {
  it('leads to a token with exactly the requested scopes', async () => {
    const optional = ['crm.objects.deals.read'];
    const callback = await locationAfter(authorizeUrl('clay', { optional, separator: '+' }), signIn(), `portal=${ridgeline}&action=grant`);
    expect(await grantedAt(callback)).toEqual([...clientApps.clay.scope, ...optional]);
  });

  it('gives a code that works once', async () => {
    const callback = await locationAfter(authorizeUrl('workato'), signIn(), `portal=${ridgeline}&action=grant`);
    expect(await grantedAt(callback)).toHaveLength(7);
    expect((await ask(simulator, callback)).body).toContain('BAD_AUTH_CODE');
  });

  it("applies the page's switches to optional scopes only", async () => {
    const everything = clientApps.northwind.scope.length + clientApps.northwind.optional.length;
    const off = Array.from({ length: everything - 1 }, (_, position) => `&off=${position}`).join('');
    const callback = await locationAfter(authorizeUrl('northwind'), signIn(), `portal=${ridgeline}&action=grant${off}`);
    expect(await grantedAt(callback)).toEqual([...clientApps.northwind.scope, clientApps.northwind.optional.at(-1)]);
  });

  it('is skipped the next time, unless something new is requested', async () => {
    expect((await view(authorizeUrl('workato'), signIn(), ridgeline)).kind).toBe('approved');
    const optional = [...clientApps.workato.optional, 'files'];
    expect((await view(authorizeUrl('workato', { optional }), signIn(), ridgeline)).kind).toBe('consent');
  });

  it('leads to the smaller token when a smaller request follows', async () => {
    const callback = await locationAfter(authorizeUrl('workato', { optional: [] }), signIn(), `portal=${ridgeline}&action=grant`);
    expect(await grantedAt(callback)).toEqual(['crm.objects.contacts.read']);
  });

  it('returns access_denied and the same state on Cancel', async () => {
    const url = authorizeUrl('clay', { optional: ['automation.sequences.read'] });
    const callback = new URL(await locationAfter(url, signIn('ada'), 'portal=4100005&action=cancel'));
    expect(callback.searchParams.get('error')).toBe('access_denied');
    expect(callback.searchParams.get('state')).toBe(new URL(url).searchParams.get('state'));
    expect((await ask(simulator, callback.href)).body).toContain('access_denied');
  });

  it('redirects with 302 when it comes from a form', async () => {
    const answer = await decide(authorizeUrl('clay'), signIn(), 'portal=4100005&action=grant', 'text/html');
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toMatch(/^https:\/\/app\.clay\.com\/oauth\/hubspot\/callback\?code=CANARY/);
  });

  it('gives no code when the page would not have offered consent', async () => {
    const url = authorizeUrl('northwind', { scope: ['crm.objects.contacts.read'] });
    expect((await decide(url, signIn(), `portal=${ridgeline}&action=grant`)).status).toBe(409);
    expect((await decide(authorizeUrl('northwind'), 'sim_session=nobody', `portal=${ridgeline}&action=grant`)).status).toBe(409);
  });
});

it('two simulator states share no settings', () => {
  expect(createState().portals[0]?.installed).toEqual({});
});
