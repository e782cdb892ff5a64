/** A trace gets the diagnosis that the tab would have got. */
import { describe, expect, it } from 'vitest';
import type { PageSnapshot } from '@/providers/contract/page';
import { failuresFirst, openFile, parsedFile } from '@/utils/files/open';
import { buildReview } from '@/utils/review/build-review';
import { messagesFor } from '@/utils/review/message';
import type { Review } from '@/utils/review/types';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { acme, approval, authorize } from '../../providers/salesforce/sample-urls';
import { Tab } from '../flow/tab';
import { har, type Page } from './har';

const org = acme;
const request = authorize();
const callback = new URL(request).searchParams.get('redirect_uri') ?? '';
const errorPage = `${org}/setup/secur/RemoteAccessErrorPage.apexp`;
const notInstalled = `${errorPage}?error=invalid_client&error_description=app+must+be+installed+into+org`;
const generic = 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.';
const okta = 'https://acme.okta.com/app/salesforce/k1/sso/saml';

const json = (status: number) => ({ status, content: { mimeType: 'application/json', text: '{"error":"404"}' } });

const withoutState = (url: string) => url.replace(/&state=[^&]*/, '');

/** A page that the tab shows, with what the content script reads from it. */
interface Shown extends Page {
  shows?: Partial<PageSnapshot>;
}

function tabOf(pages: readonly Shown[]): Tab {
  const tab = new Tab();
  let redirected = '';
  for (const { url, redirect, from, shows } of pages) {
    if (redirected === url) tab.redirect(url);
    else tab.open(url, from);
    if (shows) tab.read(shows);
    redirected = redirect ?? '';
  }
  if (redirected) tab.leave(redirected);
  return tab;
}

const reviewsOf = (text: string): Review[] => {
  const opened = openFile(text);
  const parsed = opened && parsedFile(opened);
  return parsed?.ok ? parsed.inputs.map(buildReview) : [];
};

const attempts: Readonly<Record<string, readonly Shown[]>> = {
  'the reason in the URL of the error page': [{ url: request, redirect: notInstalled }, { url: notInstalled }],
  'a scope that is not allowed': [
    { url: request, redirect: `${errorPage}?error=invalid_scope&error_description=the+requested+scope+is+not+allowed` },
    { url: `${errorPage}?error=invalid_scope&error_description=the+requested+scope+is+not+allowed` },
  ],
  'the general sentence, after single sign-on with a form': [
    { url: request, redirect: `${org}/?ec=302&startURL=%2F` },
    { url: `${org}/?ec=302&startURL=%2F`, redirect: `${org}/services/auth/sso/Okta` },
    { url: `${org}/services/auth/sso/Okta`, redirect: okta },
    { url: okta },
    { url: `${org}/?so=00D1`, from: 'https://acme.okta.com', redirect: errorPage },
    // Chrome repeats the referrer of another request here; the redirect keeps the identity
    // provider's.
    {
      url: errorPage,
      from: 'https://app.other.example',
      body: `<html><body><h2>x</h2><div>${generic}</div></body></html>`,
      shows: { paragraphs: [generic] },
    },
  ],
  'the general sentence, after a password': [
    { url: request, redirect: `${org}/login?startURL=%2F` },
    { url: `${org}/login?startURL=%2F` },
    { url: errorPage, from: org, body: `<p>${generic}</p>`, shows: { paragraphs: [generic] } },
  ],
  'a line of plain text instead of a page': [
    {
      url: request,
      status: 400,
      body: 'error=invalid_client_id&error_description=client%20identifier%20invalid',
      shows: { paragraphs: ['error=invalid_client_id&error_description=client%20identifier%20invalid'] },
    },
  ],
  'an error at the callback': [
    { url: request, redirect: `${callback}?error=access_denied&error_description=end-user+denied+authorization` },
  ],
  'an unknown reason': [
    { url: request, redirect: `${errorPage}?error=other&error_description=new+words` },
    { url: `${errorPage}?error=other&error_description=new+words` },
  ],
};

describe('a refused Salesforce approval in a HAR', () => {
  it.each(Object.entries(attempts))('has the causes, the error and the steps of the tab: %s', (_, pages) => {
    const { diagnosis, scopes, clientId, account } = tabOf(pages).review();
    const [review, ...others] = reviewsOf(har(pages));
    expect(diagnosis).not.toBeNull();
    expect(review?.diagnosis?.causes.map(({ id, confidence }) => [id, confidence])).toEqual(
      diagnosis?.causes.map(({ id, confidence }) => [id, confidence]),
    );
    expect(review?.diagnosis).toMatchObject({
      error: diagnosis?.error,
      description: diagnosis?.description,
      recognized: diagnosis?.recognized,
    });
    expect(review?.diagnosis?.navigation.map(({ host, pageKind }) => [host, pageKind])).toEqual(
      diagnosis?.navigation.map(({ host, pageKind }) => [host, pageKind]),
    );
    expect(review?.scopes.map(({ id }) => id)).toEqual(scopes.map(({ id }) => id));
    expect(review).toMatchObject({ clientId, account });
    expect(others).toEqual([]);
  });

  it('is another attempt than the request if the page belongs to another org', () => {
    const elsewhere = { url: errorPage.replace('acme', 'globex'), from: org, body: `<p>${generic}</p>`, shows: { paragraphs: [generic] } };
    const accounts = reviewsOf(har([{ url: request }, elsewhere])).map(({ account, outcome }) => [account, outcome?.kind]);
    expect(accounts).toHaveLength(2);
  });

  it('is told although the trace was stopped at the redirect to the error page', () => {
    expect(reviewsOf(har([{ url: request, redirect: notInstalled }]))[0]?.diagnosis?.causes[0]?.id).toBe('salesforce-app-not-installed');
  });

  it('has the time at which it was refused', () => {
    expect(reviewsOf(har([{ url: request, redirect: notInstalled }, { url: notInstalled }]))[0]?.diagnosis?.at).toBe(
      Date.UTC(2026, 10, 22, 12, 0, 2),
    );
  });
});

describe('a refused request to another provider in a HAR', () => {
  const sentence = 'The requested scope is invalid, unknown, or malformed.';
  const outreach = outreachUrl(['prospects.read']);
  const body = (heading: string) => `<h1 class="x">${heading}</h1><main><pre>\n ${sentence}\n</pre></main>`;
  const causeOf = (page: Page) => reviewsOf(har([page]))[0]?.diagnosis?.causes[0]?.id;

  it('has the causes of the tab', () => {
    const shows = { headings: ['An error has occurred'], paragraphs: [sentence] };
    const expected = tabOf([{ url: outreach, shows }]).review().diagnosis?.causes[0]?.id;
    expect(expected).toBe('outreach-scope-not-ticked');
    expect(causeOf({ url: outreach, body: body('An error has occurred') })).toBe(expected);
    expect(causeOf({ url: outreach, status: 401, body: body('Outreach') })).toBe(expected);
  });

  it('is kept if the same request was made again', () => {
    const pages = [{ url: outreach, status: 401, body: body('Outreach') }, { url: outreach }];
    expect(openFile(har(pages))?.found.map(({ kind }) => kind)).toEqual(['failure', 'request']);
  });

  it('is none if the page may ask for consent', () => {
    expect(causeOf({ url: outreach, body: body('Authorize An error has occurred?') })).toBeUndefined();
    expect(causeOf({ url: outreach, body: `<p>An error has occurred</p>${body('Authorize')}` })).toBeUndefined();
  });
});

describe('the attempts in one trace', () => {
  const second = request.replace(/state=[^&]*/, 'state=second');

  it('are told apart, the failed ones first', () => {
    const approved = [{ url: second, redirect: `${callback}?code=CANARY` }];
    const pages = [...approved, { url: hubspotUrl(['oauth']) }, { url: request, redirect: notInstalled }, { url: notInstalled }];
    expect(reviewsOf(har(pages)).map(({ provider, outcome }) => [provider.id, outcome?.kind ?? null])).toEqual([
      ['salesforce', 'error'],
      ['hubspot', null],
      ['salesforce', 'code'],
    ]);
  });

  it('keep the failure of a request that was sent again unchanged', () => {
    const pages = [{ url: request, redirect: notInstalled }, { url: notInstalled }, { url: request, redirect: `${callback}?code=CANARY` }];
    expect(openFile(har(pages))?.found.map(({ kind }) => kind)).toEqual(['failure', 'approval']);
  });

  it('have the answer with their own state, whichever was requested last', () => {
    const first = hubspotUrl(['oauth', 'tickets']).replace('CANARY-state%3D1', 'AAA');
    const second = hubspotUrl(['oauth']).replace('CANARY-state%3D1', 'BBB');
    const answer = (state: string) => ({ url: `https://app.example.com/callback?code=x&state=${state}`, from: 'https://app.hubspot.com/' });
    const kindsOf = (state: string) => {
      const opened = openFile(har([{ url: first }, { url: second, status: 0 }, answer(state)]));
      return opened?.found.map(({ kind, input }) => [kind, input.request.scopes.length]);
    };
    expect(kindsOf('AAA')).toEqual([
      ['approval', 2],
      ['request', 1],
    ]);
    expect(kindsOf('BBB')).toEqual([
      ['request', 2],
      ['approval', 1],
    ]);
    expect(kindsOf('CCC')).toEqual([
      ['request', 2],
      ['request', 1],
    ]);
  });

  describe('of one app, of which the tab went back to the first', () => {
    const url = (scopes: readonly string[], state = '') => outreachUrl(scopes).replace('&state=CANARY-state%3D1', state);
    const redirect = 'https://connect.northwind.example/cb?code=x';
    const all = ['accounts.all', 'prospects.all'];
    const few = ['accounts.read'];
    const factsOf = (first: string, second: string, answer: Omit<Page, 'url'>) => {
      const form = { url: 'https://accounts.outreach.io/oauth/authorize', method: 'POST', redirect, ...answer };
      const opened = openFile(har([{ url: first }, { url: second }, form, { url: form.redirect, from: form.url }]));
      return opened?.found.map(({ kind, input: { request, outcome }, timeline }) => [
        `${kind} ${request.scopes.length} ${outcome?.kind ?? 'open'}${request.readOnly === 'grant-may-differ' ? ' uncertain' : ''}`,
        timeline?.map(({ kind }) => kind).join(' '),
      ]);
    };
    const certain = [
      ['approval 2 code', 'request answer callback'],
      ['request 1 open', 'request'],
    ];

    it.each([
      ['the same state', '&state=a', '&state=a'],
      ['no state', '', ''],
      ['a state that the answer lacks', '&state=a', '&state=b'],
    ])('have the answer that the page of one led to: %s', (_, first, second) => {
      expect(factsOf(url(all, first), url(few, second), { from: url(all, first) })).toEqual(certain);
    });

    it('have the answer with the state of the one that has a state', () => {
      expect(factsOf(url(all, '&state=a'), url(few), { redirect: `${redirect}&state=a` })?.map(([facts]) => facts)).toEqual([
        'approval 2 code',
        'request 1 open',
      ]);
      const refused = { redirect: 'https://connect.northwind.example/cb?error=access_denied&state=a' };
      expect(factsOf(url(all, '&state=a'), url(few), refused)?.map(([facts]) => facts)).toEqual(['failure 2 error', 'request 1 open']);
    });

    it('may have other scopes than the last one if nothing tells which of them was answered', () => {
      expect(factsOf(url(all), url(few), {})?.map(([facts]) => facts)).toEqual(['request 2 open', 'approval 1 code uncertain']);
      expect(factsOf(url(few, '&state=a'), url(few, '&state=b'), {})?.map(([facts]) => facts)).toEqual([
        'request 1 open',
        'approval 1 code',
      ]);
    });

    it.each(['scope=accounts.all+prospects.all', 'scope%5B%5D=accounts.read&scope%5B%5D=prospects.all', 'scopes=accounts.all', 'scope='])(
      'may have other scopes than the request if the form that was sent has others: %s',
      (form) => {
        expect(factsOf(url([]), url(few), { from: url(few), form })?.[1]?.[0]).toBe('approval 1 code uncertain');
      },
    );

    it('have those of the request if the form that was sent has the same', () => {
      expect(factsOf(url([]), url(all), { from: url(all), form: 'scope=prospects.all+accounts.all&client_id=1' })?.[1]?.[0]).toBe(
        'approval 2 code',
      );
    });
  });

  it('are told apart after a tool has taken out what tells the requests apart', () => {
    const same = request.replace(/state=[^&]*/, 'state=[state redacted]');
    const pages = [
      { url: same, redirect: `${callback}?code=[code redacted]` },
      { url: same, redirect: notInstalled },
      { url: notInstalled },
    ];
    expect(openFile(har(pages))?.found.map(({ kind }) => kind)).toEqual(['approval', 'failure']);
  });

  it('are read up to a limit, and the receipt says so', () => {
    const pages = (count: number) => Array.from({ length: count }, (_, index) => ({ url: `${request}&n=${index}` }));
    expect(openFile(har(pages(200)))).toMatchObject({ found: { length: 200 }, receipt: { isCut: false } });
    expect(openFile(har(pages(201)))).toMatchObject({ found: { length: 200 }, receipt: { isCut: true } });
  });

  it('were not approved without a consent page, because no trace tells which page was shown', () => {
    const [review] = reviewsOf(har([{ url: request }, { url: `${callback}?code=CANARY`, from: org }]));
    expect(review?.findings.map(({ id }) => id)).toContain('oauth-code-returned');
    expect(review?.findings.map(({ id }) => id)).not.toContain('answered-without-page');
  });

  it('got the code that comes back with their state, whoever the trace says went there', () => {
    const kinds = (back: string, from?: string) =>
      openFile(har([{ url: `${withoutState(request)}&state=s1` }, { url: back, ...(from ? { from } : {}) }]))?.found.map(
        ({ kind }) => kind,
      );
    expect(kinds(`${callback}?code=CANARY&state=s1`)).toEqual(['approval']);
    expect(kinds(`${callback}?code=CANARY&state=s1`, 'https://other.example/')).toEqual(['approval']);
    expect(kinds(`${callback}?error=access_denied&state=s1`)).toEqual(['failure']);
    // An error without a state proves nothing either, but says how the request ended.
    expect(kinds(`${callback}?error=access_denied`)).toEqual(['failure']);
    expect(kinds(`${callback}?error=access_denied&state=s2`)).not.toContain('approval');
    // Neither another state, nor none, nor another redirect URI proves anything.
    expect(kinds(`${callback}?code=CANARY&state=s2`)).toEqual(['request']);
    expect(kinds(`${callback}?code=CANARY`)).toEqual(['request']);
    expect(kinds('https://other.example/cb?code=CANARY&state=s1')).toEqual(['request']);
  });

  it('got the answer without a state that comes back to the redirect URI of a request without one', () => {
    const kinds = (back: string, from?: string) =>
      openFile(har([{ url: withoutState(request) }, { url: back, ...(from ? { from } : {}) }]))?.found.map(({ kind }) => kind);
    expect(kinds(`${callback}?code=CANARY`)).toEqual(['approval']);
    expect(kinds(`${callback}?error=access_denied`)).toEqual(['failure']);
    expect(kinds(`${callback}?code=CANARY`, 'https://other.example/')).toEqual(['request']);
    expect(kinds('https://other.example/cb?code=CANARY')).toEqual(['request']);
  });

  describe('that the app reports as failed, although it got its code,', () => {
    const code = `${callback}?code=CANARY`;
    const { origin } = new URL(callback);
    const failed = `${origin}/connections/CANARY?error=invalid_grant&error_description=redirect_uri_mismatch`;
    const approved = { url: request, redirect: code };
    const refused = 'The token endpoint answered {"error": "invalid_client"}';
    it.each<[string, string | null, Page[]]>([
      [
        'in the URL to which the callback redirects',
        'invalid_grant: redirect_uri_mismatch',
        [{ url: code, redirect: failed }, { url: failed }],
      ],
      ['in a redirect that ends the trace', 'invalid_grant: redirect_uri_mismatch', [{ url: code, redirect: failed }]],
      [
        'at another host of its own',
        'invalid_grant: redirect_uri_mismatch',
        [{ url: code, redirect: failed.replace('//', '//www.') }, { url: failed.replace('//', '//www.') }],
      ],
      ['in the URL of its next page', 'invalid_grant: redirect_uri_mismatch', [{ url: code }, { url: failed, from: origin }]],
      ['on the page of the callback', 'invalid_client', [{ url: code, status: 500, body: refused }]],
      ['by its status', 'HTTP 403', [{ url: code, status: 403 }]],
      [
        'by the status of the next page',
        'HTTP 500',
        [
          { url: code, redirect: `${origin}/done` },
          { url: `${origin}/done`, status: 500 },
        ],
      ],
      ['later, for another reason', null, [{ url: code }, { url: `${origin}/home` }, { url: failed }]],
      ['on a page that loads', null, [{ url: code, body: refused }]],
      ...[['false'], ['0'], ['none'], ['']].map(([flag]): [string, null, Page[]] => [
        `with the flag “${flag}”, which is no error`,
        null,
        [{ url: code, redirect: `${origin}/done?error=${flag}` }, { url: `${origin}/done?error=${flag}` }],
      ]),
      ['at another site', null, [{ url: code }, { url: failed.replace('//', '//other.') }]],
    ])('%s', (_, error, pages) => {
      const [found] = openFile(har([approved, ...pages]))?.found ?? [];
      expect(found).toMatchObject({ kind: 'approval', input: { appError: error } });
      expect(JSON.stringify(found)).not.toContain('CANARY');
      const [review] = reviewsOf(har([approved, ...pages]));
      expect(review?.findings).toContainEqual(
        expect.objectContaining(error ? { id: 'oauth-app-failed', params: [error] } : { id: 'oauth-code-returned' }),
      );
    });
  });

  it('did not fail by a page that the user opened at the app later', () => {
    const page = `${new URL(callback).origin}/search?error=timeout`;
    const opened = (later: number) => {
      const text = har([{ url: request, redirect: `${callback}?code=CANARY` }, { url: `${callback}?code=CANARY` }, { url: page }]);
      return openFile(text.replace('12:00:03.000Z', new Date(Date.UTC(2026, 10, 22, 12, 0, 2) + later).toISOString().slice(11)))?.found;
    };
    expect(opened(9_000)).toMatchObject([{ input: { appError: 'timeout' } }]);
    expect(opened(46_000)).toMatchObject([{ input: { appError: null } }]);
  });

  it('are found without the type of each entry, although the answer was no page', () => {
    const entries = [
      { startedDateTime: '2026-11-22T12:00:01Z', request: { method: 'GET', url: outreachUrl(['users.read']) }, response: json(404) },
    ];
    expect(openFile(JSON.stringify({ log: { entries } }))?.found).toMatchObject([{ input: { request: { provider: 'outreach' } } }]);
  });

  describe('that are answered by a form', () => {
    const asked = request.replace('response_type=code', 'response_type=code&response_mode=form_post');
    const state = new URL(asked).searchParams.get('state');
    const answer = (form: string, status = 200) => har([{ url: asked }, { url: callback, method: 'POST', from: org, form, status }]);
    it.each([
      ['are approved by a code', answer(`code=CANARY&state=${state}`), { kind: 'approval', input: { appError: null } }],
      [
        'are approved if the app then fails',
        answer(`code=CANARY&state=${state}`, 500),
        { kind: 'approval', input: { appError: 'HTTP 500' } },
      ],
      [
        'are refused by an error',
        answer(`error=access_denied&state=${state}`, 400),
        { kind: 'failure', input: { outcome: { error: 'access_denied' } } },
      ],
    ])('%s', (_, text, expected) => {
      const found = openFile(text)?.found ?? [];
      expect(found).toHaveLength(1);
      expect(found).toMatchObject([expected]);
      expect(JSON.stringify(found)).not.toContain('CANARY');
    });

    it('are not answered by a form to another page', () => {
      const elsewhere = har([{ url: asked }, { url: `${callback}/verify`, method: 'POST', form: `code=123456&state=${state}` }]);
      expect(openFile(elsewhere)?.found).toMatchObject([{ kind: 'request' }]);
    });
  });

  describe('of which Continue reduced the request', () => {
    const full = authorize(org, { scope: 'api id web' });
    const reduced = authorize(org, { scope: 'api id' });
    const left = (end: string): Page[] => [
      ...[full, reduced].flatMap((url) => [{ url, redirect: `${org}${approval}` }, { url: `${org}${approval}` }]),
      { url: `${org}${approval}`, method: 'POST', redirect: `${callback}?${end}&state=${new URL(full).searchParams.get('state')}` },
    ];
    it.each([
      ['code=CANARY', 'approval'],
      ['error=access_denied', 'failure'],
    ])('are one that ended with %s', (end, kind) => {
      const found = openFile(har(left(end)))?.found ?? [];
      expect(found.map((one) => [one.kind, one.input.request.scopes.map(({ id }) => id)])).toEqual([[kind, ['api', 'id']]]);
      expect(found[0]?.timeline?.flatMap(({ kind, scopes }) => (kind === 'request' ? [scopes] : []))).toEqual([
        ['api', 'id', 'web'],
        ['api', 'id'],
      ]);
    });
  });

  describe('of which Undo restored the request', () => {
    const lists = (...scopes: string[]) => scopes.map((scope) => ({ url: authorize(org, { scope }) }));
    const state = new URL(request).searchParams.get('state');
    const end = { url: `${callback}?code=CANARY&state=${state}` };
    const [whole, first, second] = ['api id web', 'api id', 'api web'];
    it.each([
      ['and which was approved whole', [whole, first, whole]],
      ['and then reduced in another way', [whole, first, whole, second]],
      ['and which went straight to another choice', [whole, first, second]],
    ])('are one connection, %s', (_, requested) => {
      const found = openFile(har([...lists(...requested), end]))?.found ?? [];
      const last = requested.at(-1)?.split(' ');
      expect(found.map((one) => [one.kind, one.input.request.scopes.map(({ id }) => id)])).toEqual([['approval', last]]);
      expect(found[0]?.timeline?.flatMap(({ kind, scopes }) => (kind === 'request' ? [scopes.join(' ')] : []))).toEqual(requested);
    });

    it.each([
      ['another account', ['api id web', 'api id'], 'https://globex.my.salesforce.com'],
      ['more scopes', ['api id', 'api id web'], org],
    ])('are two if the second one is for %s', (_, [before = '', after = ''], host) => {
      const opened = openFile(har([{ url: authorize(org, { scope: before }) }, { url: authorize(host, { scope: after }) }, end]));
      expect(opened?.found.map(({ kind }) => kind)).toEqual(['request', 'approval']);
    });
  });

  it('keep the refusal of the request that was then reduced', () => {
    const [full, reduced] = [hubspotUrl(['oauth', 'automation'], ['tickets']), hubspotUrl(['oauth'], ['tickets'])];
    const refusal =
      "<h1>Couldn't complete the connection</h1><p>Authorization failed because your account lacks access to the required scopes [automation]</p>";
    const [review, other] = reviewsOf(har([{ url: full, body: refusal }, { url: reduced }]));
    expect(review?.diagnosis?.causes[0]).toMatchObject({ id: 'hubspot-plan-missing', confidence: 'observed', scopes: ['automation'] });
    expect(other?.diagnosis).toBeNull();
  });

  it('are failed first by the last refusal of the same app and account, unless the user declined that', () => {
    const attempt = (error: string, state: string) => ({
      url: authorize(org, { state }),
      redirect: `${callback}?error=${error}&state=CANARY-state${state}`,
    });
    const reasons = (...pages: Page[]) => reviewsOf(har(pages)).map(({ diagnosis }) => diagnosis?.causes[0]?.id);
    const [missing, blocked, declined] = ['OAUTH_EC_APP_NOT_FOUND', 'OAUTH_APP_BLOCKED', 'access_denied'];
    expect(reasons(attempt(missing, '1'), attempt(blocked, '2'))).toEqual(['salesforce-app-blocked', 'salesforce-external-app-not-found']);
    expect(reasons(attempt(blocked, '1'), attempt(declined, '2'))).toEqual(['salesforce-app-blocked', 'oauth-access-denied']);
    expect(reasons(attempt(declined, '1'), attempt(blocked, '2'))).toEqual(['salesforce-app-blocked', 'oauth-access-denied']);
    const elsewhere = { ...attempt(blocked, '2'), url: authorize('https://globex.my.salesforce.com', { state: '2' }) };
    expect(reasons(attempt(missing, '1'), elsewhere)).toEqual(['salesforce-external-app-not-found', 'salesforce-app-blocked']);
  });

  describe('were not connected later', () => {
    const declined = { url: authorize(org, { state: '1' }), redirect: `${callback}?error=access_denied&state=CANARY-state1` };
    const code = `${callback}?code=CANARY&state=CANARY-state2`;
    const approved = { url: authorize(org, { state: '2' }), redirect: code };
    it.each<[string, Partial<Page>, boolean]>([
      ['if the app failed with its code', { status: 500 }, false],
      ['if nothing answered at the redirect URI', { status: 0, networkError: 'net::ERR_CONNECTION_REFUSED' }, false],
      ['unless only its window was closed', { status: 0, networkError: 'net::ERR_ABORTED' }, true],
      ['unless the app got its code', {}, true],
    ])('%s', (_, page, isConnected) => {
      const [first, second] = openFile(har([declined, { url: declined.redirect }, approved, { url: code, ...page }]))?.found ?? [];
      expect(first?.input.connectedAt !== undefined).toBe(isConnected);
      expect(second).toMatchObject({ kind: 'approval', input: { appError: isConnected ? null : (page.networkError ?? 'HTTP 500') } });
    });
  });

  describe('that a trace has only from the redirect URI on', () => {
    const blocked = `${callback}?error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin&state=CANARY`;
    const settings = { url: `${new URL(callback).origin}/settings?error=app_error` };
    it('are the error that they came back with, once', () => {
      const text = har([{ url: blocked, redirect: settings.url }, settings, { url: blocked }]);
      const opened = openFile(text);
      expect(opened?.found).toMatchObject([{ kind: 'failure', timeline: [{ kind: 'callback', error: 'OAUTH_APP_BLOCKED' }] }]);
      expect(reviewsOf(text).map(({ diagnosis }) => diagnosis?.causes[0]?.id)).toEqual(['salesforce-app-blocked']);
      expect(JSON.stringify(opened)).not.toContain('CANARY');
    });

    it('are found beside another connection only by a state that it does not have', () => {
      const kinds = (...pages: Page[]) => openFile(har(pages))?.found.map(({ kind }) => kind);
      expect(kinds({ url: blocked }, { url: request })).toEqual(['failure', 'request']);
      expect(kinds({ url: blocked.replace('&state=CANARY', '') }, { url: request })).toEqual(['request']);
    });

    it('are found beside a request that was never answered, which has another state', () => {
      const other = authorize(org, { state: 'other' });
      const found = openFile(har([{ url: other }, { url: `${org}/?ec=302&startURL=x` }, settings, { url: blocked }]))?.found;
      expect(found?.map(({ kind, input }) => [kind, input.outcome?.kind])).toEqual([
        ['failure', 'error'],
        ['request', undefined],
      ]);
    });

    it('are none for an error of the app itself', () => {
      expect(openFile(har([settings]))?.found).toEqual([]);
      expect(openFile(har([{ url: `${callback}?error=access_denied` }]))?.found).toEqual([]);
      expect(openFile(har([{ url: `${callback}?error=access_denied&state=1` }]))?.found).toMatchObject([{ kind: 'failure' }]);
    });
  });

  describe('that a trace has only from a page of the provider on', () => {
    const page = `${org}${approval}`;
    const answered = (answer: string) => [{ url: page }, { url: page, method: 'POST', redirect: answer }, { url: answer }];

    it.each([
      ['error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin&state=CANARY', 'failure', 'error'],
      ['code=CANARY&state=CANARY', 'approval', 'code'],
      // Any site may have these parameters.
      ['error=access_denied', 'request', undefined],
      ['code=CANARY', 'request', undefined],
      ['code=CANARY&error=access_denied&state=CANARY', 'request', undefined],
    ])('have the answer to which it redirects: %s', (answer, kind, outcome) => {
      const opened = openFile(har(answered(`${callback}?${answer}`)));
      expect(opened?.found.map((found) => [found.kind, found.input.outcome?.kind])).toEqual([[kind, outcome]]);
      expect(JSON.stringify(opened)).not.toContain('CANARY');
    });

    it('have none to which another site redirects', () => {
      const answer = `${callback}?error=OAUTH_APP_BLOCKED&state=CANARY`;
      const found = openFile(har([{ url: page }, { url: 'https://other.example/', redirect: answer }]))?.found ?? [];
      expect(found.map(({ kind }) => kind)).not.toContain('approval');
      expect(found.find(({ kind }) => kind === 'request')?.input.outcome ?? null).toBeNull();
    });
  });

  it('are refused once if the trace ends with the redirect to the error', () => {
    const [found] = openFile(har([{ url: request, redirect: `${callback}?error=OAUTH_APP_BLOCKED` }]))?.found ?? [];
    expect(found?.timeline?.map(({ kind }) => kind)).toEqual(['request', 'callback']);
  });

  it('go last if nothing says how they ended, and another one of the client was approved later', () => {
    const again = authorize(org, { state: '2' });
    const pages = [{ url: request }, { url: again, redirect: `${org}${approval}` }, { url: `${org}${approval}` }];
    const posted = { url: `${org}${approval}`, method: 'POST', redirect: `${callback}?code=CANARY&state=CANARY-state2` };
    const opened = openFile(har([...pages, posted]));
    expect(opened && failuresFirst(opened).map(({ kind }) => kind)).toEqual(['approval', 'request']);
  });

  it('do not count scripts, frames and images', () => {
    const entries = ['script', 'image', 'xhr'].map((type) => ({ _resourceType: type, request: { url: request } }));
    const frame = { _resourceType: 'document', request: { url: request, headers: [{ name: 'Sec-Fetch-Dest', value: 'iframe' }] } };
    const opened = openFile(JSON.stringify({ log: { entries: [...entries, frame] } }));
    expect(opened).toMatchObject({ found: [], receipt: { kept: 0, leftOut: 4 } });
    expect(opened && parsedFile(opened)).toEqual({ ok: false, reason: 'embedded-request' });
  });

  it('do not count frames of an extension, such as the panel', () => {
    const panel = { url: 'chrome-extension://abc/panel.html' };
    const end = { url: `${callback}?error=access_denied`, from: `${org}/` };
    const pages = [{ url: withoutState(request) }, panel, { url: 'about:blank' }, end];
    expect(openFile(har(pages))).toMatchObject({ found: [{ kind: 'failure' }], receipt: { kept: 2, leftOut: 2 } });
    const page = { _resourceType: 'document', request: { url: request }, response: { status: 200 } };
    const script = { _resourceType: 'xhr', request: { url: `${org}/api` }, response: { status: 400 } };
    const refused = JSON.stringify({ log: { entries: [page, { _resourceType: 'document', request: panel }, script] } });
    expect(openFile(refused)?.found).toMatchObject([{ timeline: [{ refusedStatus: 400 }] }]);
  });

  it('are requests to other servers if there is none of a supported provider', () => {
    const other = 'https://id.other.example/authorize?client_id=9&response_type=code&scope=a%20b&state=CANARY';
    const found = openFile(har([{ url: other }, { url: other }, { url: 'https://other.example/' }]))?.found;
    expect(found).toMatchObject([
      { kind: 'request', input: { request: { provider: 'oauth2', server: 'id.other.example', readOnly: 'protocol-only' } } },
    ]);
  });

  it('may have other scopes than their URL shows if a site posted them', () => {
    const other = 'https://id.other.example/authorize?client_id=9&response_type=code&scope=a';
    const isIncomplete = (text: string) => reviewsOf(text).map((review) => review.isIncomplete);
    for (const url of [hubspotUrl(['oauth']), other]) {
      expect(isIncomplete(har([{ url, from: 'https://app.example' }]))).toEqual([false]);
      expect(isIncomplete(har([{ url, from: 'https://app.example', method: 'POST' }]))).toEqual([true]);
      expect(isIncomplete(JSON.stringify({ requests: [{ url, method: 'POST', requestHeaders: [], responseHeaders: [] }] }))).toEqual([
        true,
      ]);
      const form = { url, from: new URL(url).origin, method: 'POST' };
      expect(isIncomplete(har([{ url, from: 'https://app.example' }, form]))).toEqual([false]);
    }
  });
});

describe('a page of a trace', () => {
  const code = 'OAUTH_APPROVAL_ERROR_GENERIC';
  const isRecognized = (text: string) => reviewsOf(text)[0]?.diagnosis?.recognized ?? null;
  const withBody = (body: string, url = errorPage) => har([{ url: request }, { url, body }]);

  it('is no error for what its scripts and comments contain', () => {
    expect(isRecognized(withBody(`<p>${code}</p>`))).toBe(true);
    for (const hidden of [`<script>"${code}"</script>`, `<!-- ${code} -->`, `<style>${code}</style>`, `<script>${code}`])
      expect(isRecognized(withBody(hidden)), hidden).toBe(false);
  });

  it('is read from Base64', () => {
    const text = withBody(btoa(`<p>${code}</p>`));
    expect(isRecognized(text)).toBe(false);
    expect(isRecognized(text.replaceAll('"text":', '"encoding":"base64","text":'))).toBe(true);
  });

  it('that asks for consent shows no error, whatever it quotes', () => {
    expect(isRecognized(withBody(`<p>${code}</p>`, `${org}/setup/secur/RemoteAccessAuthorizationPage.apexp`))).toBeNull();
  });
});

describe('a refusal in a trace', () => {
  const refused: Page[] = [{ url: request, redirect: notInstalled }, { url: notInstalled }];
  const approve = (url: string): Page[] => [
    { url, redirect: `${new URL(url).origin}${approval}` },
    { url: `${new URL(url).origin}${approval}` },
    { url: `${new URL(url).origin}${approval}`, method: 'POST', redirect: `${callback}?code=CANARY&state=CANARY-state2` },
  ];
  const again = authorize(org, { state: '2' });
  const refusalIn = (text: string) => reviewsOf(text).find(({ diagnosis }) => diagnosis) as Review;
  const messages = (text: string) => messagesFor(refusalIn(text));

  it('is marked as solved if the same client was connected to the same account later', () => {
    const text = har([...refused, ...approve(again)]);
    expect(messages(text)).toMatchObject([{ kind: 'customer', text: expect.stringContaining('was connected to this account later') }]);
    expect(messages(text)[0]?.text).not.toContain('Install');
    expect(refusalIn(text).diagnosis?.connectedAt).toBe(Date.UTC(2026, 10, 22, 12, 0, 5));
  });

  it('goes after one that nothing solved', () => {
    const other = again.replace('3MVG9ledgerly', '3MVG9other');
    const text = har([...refused, ...approve(again), { url: other, redirect: `${notInstalled}&other` }, { url: `${notInstalled}&other` }]);
    expect(reviewsOf(text).map(({ diagnosis, clientId }) => [clientId, diagnosis && diagnosis.connectedAt !== undefined])).toEqual([
      ['3MVG9other', false],
      ['3MVG9ledgerly', true],
      ['3MVG9ledgerly', null],
    ]);
  });

  it.each([
    ['before it', har([...approve(again), ...refused])],
    ['for another client', har([...refused, ...approve(again.replace('3MVG9ledgerly', '3MVG9other'))])],
    ['to another account', har([...refused, ...approve(again.replace('acme', 'globex'))])],
    ['at a time that the trace lacks', har([...refused, ...approve(again)]).replaceAll('startedDateTime', 'x')],
  ])('is not marked as solved by a connection %s', (_, text) => {
    expect(messages(text).map(({ kind }) => kind)).toContain('admin');
  });
});
