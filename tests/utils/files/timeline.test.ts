/** The steps of each sample trace, and the sanitized trace that is written from them. */
import { describe, expect, it } from 'vitest';
import { openFile, reviewInputOf } from '@/utils/files/open';
import { sanitizedHar } from '@/utils/files/sanitized-har';
import type { Found, OpenedFile, TimelineStep } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { acme, approval, authorize } from '../../providers/salesforce/sample-urls';
import { har, type Page } from './har';
import { leaked, sampleText } from './sample';

const opened = (text: string) => openFile(text) as OpenedFile;
const timelinesOf = (text: string) => opened(text).found.map(({ timeline = [] }) => timeline);
const written = (text: string) => sanitizedHar(timelinesOf(text), { version: '0', comment: '' });

/** A step in one line: what it is, where, its status, and what it shows. */
function line({ kind, host, status, scopes, hasPkce, saml, hasCode, error, description, shown, idp, isRecorded }: TimelineStep): string {
  const facts = [
    scopes.join(' '),
    hasPkce === null ? '' : hasPkce ? 'PKCE' : 'no PKCE',
    saml && `SAML ${saml}`,
    idp,
    hasCode && 'code',
    error,
    description,
    ...shown,
    !isRecorded && 'not in the trace',
  ];
  return [`${kind} ${host} ${status}`, ...facts.filter(Boolean)].join(', ');
}

const linesOf = (text: string) => timelinesOf(text).map((steps) => steps.map(line));

const globex = 'globex.my.salesforce.com';
const notInstalled = 'invalid_client, app must be installed into org';

/** The facts of each sample, read from the file by hand. */
const samples: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'chrome.har': [
    [
      `request ${globex} 302, api refresh_token, PKCE`,
      `sso-start ${globex} 302, SAML request`,
      'identity-provider globex.okta.com 200, SAML request, Okta',
      `sso-end ${globex} 302, SAML response`,
      `refusal ${globex} 200, ${notInstalled}`,
    ],
  ],
  'firefox.har': [
    ['request app.hubspot.com 200, oauth crm.objects.contacts.read tickets, no PKCE', 'callback crm.vendor.example 200, code'],
  ],
  'fiddler.har': [[`request ${globex} 302, api full, no PKCE`, `refusal ${globex} 200, invalid_scope, the requested scope is not allowed`]],
  'sanitized.har': [['request app-eu1.hubspot.com 200, oauth tickets, no PKCE', 'callback crm.vendor.example 200, code']],
  'saml-tracer.json': [
    [
      `request ${globex} 302, api refresh_token, PKCE`,
      'identity-provider globex.okta.com 0, Okta, not in the trace',
      `sso-end ${globex} 302, SAML response`,
      `refusal ${globex} 0, ${notInstalled}, not in the trace`,
    ],
  ],
  'saml-tracer-legacy.json': [[`request ${globex} 0, api refresh_token, PKCE`]],
};

const names = Object.keys(samples);

describe('the timeline of a trace', () => {
  it.each(Object.entries(samples))('has these steps: %s', (name, expected) => {
    expect(linesOf(sampleText(name))).toEqual(expected);
  });

  it('has the times of the trace, or none', () => {
    expect(timelinesOf(sampleText('chrome.har'))[0]?.map(({ at }) => at && new Date(at).toISOString())).toEqual([
      '2026-11-24T10:00:00.500Z',
      '2026-11-24T10:00:01.000Z',
      '2026-11-24T10:00:01.500Z',
      '2026-11-24T10:00:05.000Z',
      '2026-11-24T10:00:05.500Z',
    ]);
    expect(timelinesOf(sampleText('saml-tracer.json'))[0]?.every(({ at }) => at === null)).toBe(true);
  });

  it.each(names)('has no secret and no person: %s', (name) => {
    expect(JSON.stringify(timelinesOf(sampleText(name)))).not.toMatch(leaked);
  });
});

const org = acme;
const request = authorize();
const callback = new URL(request).searchParams.get('redirect_uri') ?? '';
const errorPage = `${org}/setup/secur/RemoteAccessErrorPage.apexp`;
const generic = 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.';
const okta = 'https://acme.okta.com/app/salesforce/exk1CANARY2abcdef3456789/sso/saml';
const again = request.replace(/state=[^&]*/, 'state=again');

const traces: Readonly<Record<string, readonly Page[]>> = {
  'a general error after single sign-on': [
    { url: request, redirect: `${org}/?ec=302&startURL=%2FCANARY` },
    { url: `${org}/?ec=302&startURL=%2FCANARY`, redirect: `${org}/services/auth/sso/Okta` },
    { url: `${org}/services/auth/sso/Okta`, redirect: okta },
    { url: okta },
    { url: `${org}/?so=00D1CANARY`, from: 'https://acme.okta.com', redirect: errorPage },
    { url: errorPage, from: 'https://app.other.example', body: `<h2>x</h2><div>${generic} ada@globex.example</div>` },
  ],
  'another org’s error page': [{ url: request }, { url: errorPage.replace('acme', 'globex'), from: org, body: `<p>${generic}</p>` }],
  'a page that is not recorded, and another with the same path': [
    { url: request, redirect: `${org}/?ec=302&startURL=CANARY` },
    { url: `${org}/?so=00D1CANARY`, from: 'https://acme.okta.com' },
  ],
  'a line of plain text': [{ url: request, status: 400, body: 'error=invalid_client_id&error_description=client%20identifier%20invalid' }],
  'an error at the callback': [
    { url: request, redirect: `${callback}?error=access_denied&error_description=end-user+denied+authorization` },
    { url: `${callback}?error=access_denied&error_description=end-user+denied+authorization` },
  ],
  'an unknown reason': [{ url: request, redirect: `${errorPage}?error=other&error_description=new+words` }],
  'the same request twice': [{ url: request }, { url: again }],
  'a failure, another app’s page, and a second try': [
    { url: request, redirect: `${errorPage}?error=invalid_scope` },
    { url: `${errorPage}?error=invalid_scope` },
    { url: 'https://news.example/CANARY' },
    { url: request, redirect: `${callback}?code=CANARY` },
  ],
  'an error of another provider below a heading': [
    {
      url: outreachUrl(['prospects.read']),
      body: '<h1>An error has occurred</h1><p>The requested scope is invalid, unknown, or malformed.</p>',
    },
  ],
  'a form that a provider receives at the same path': [
    { url: outreachUrl(['prospects.read']) },
    {
      url: 'https://accounts.outreach.io/oauth/authorize',
      method: 'POST',
      from: 'https://accounts.outreach.io',
      redirect: 'https://x.example/cb?code=CANARY',
    },
  ],
  'a denial on the consent page': [
    { url: request, redirect: `${org}${approval}` },
    { url: `${org}${approval}` },
    { url: `${org}${approval.split('?')[0]}`, method: 'POST', from: org, redirect: `${callback}?error=access_denied` },
    { url: `${callback}?error=access_denied`, from: org },
  ],
  'a move to a region': [
    { url: hubspotUrl(['oauth']), redirect: hubspotUrl(['oauth']).replace('app.', 'app-eu1.') },
    { url: hubspotUrl(['oauth']).replace('app.', 'app-eu1.') },
  ],
  'a server that is not supported': [{ url: 'https://id.other.example/authorize?client_id=9&response_type=code&scope=a%20b&state=CANARY' }],
  'secrets in paths and in values that may be words': [
    { url: `${request}&prompt=CANARY&response_mode=CANARY`, redirect: 'https://acme.okta.com/u/CANARY?SAMLRequest=CANARY' },
    { url: 'https://acme.okta.com/u/CANARY?SAMLRequest=CANARY', redirect: 'https://id.acme.example/app/CANARY/CANARY/sso/saml' },
    { url: 'https://id.acme.example/app/CANARY/CANARY/sso/saml', redirect: 'https://mfa.acme.example/ada@globex.example/CANARY' },
    { url: 'https://mfa.acme.example/ada@globex.example/CANARY' },
    { url: `${org}/secur/contentDoor?CANARY`, from: 'https://mfa.acme.example', redirect: errorPage },
    { url: errorPage, body: `<p>${generic}</p><p>CANARY</p>` },
  ],
  'an app with a scheme of its own': [
    {
      url: authorize(undefined, { redirect: 'com.ledgerly.app://oauth/done' }),
      redirect: 'com.ledgerly.app://oauth/done?error=access_denied',
    },
  ],
  'an error at a redirect host that is an IP address': [
    {
      url: authorize(undefined, { redirect: 'http://203.0.113.77:8080/cb' }),
      redirect: 'http://203.0.113.77:8080/cb?error=access_denied',
    },
    { url: 'http://203.0.113.77:8080/cb?error=access_denied' },
  ],
};

describe('a step', () => {
  it('is told from the pages of other tabs, and from further pages of an identity provider', () => {
    const pages: Page[] = [
      { url: request, redirect: `${org}/services/auth/sso/Okta` },
      { url: `${org}/services/auth/sso/Okta`, redirect: okta },
      { url: okta, redirect: 'https://acme.okta.com/login/step-up?CANARY' },
      { url: 'https://acme.okta.com/login/step-up?CANARY' },
      { url: 'https://news.example/CANARY' },
      { url: `${org}/secur/frontdoor.jsp?sid=CANARY`, from: 'https://acme.okta.com', redirect: `${org}/home/home.jsp` },
      { url: `${org}/home/home.jsp` },
    ];
    expect(linesOf(har(pages))[0]?.map((text) => text.split(' ')[0])).toEqual([
      'request',
      'sso-start',
      'identity-provider',
      'sso-end',
      'home',
    ]);
  });

  it.each([
    ['a page of its own', 'a denial on the consent page', ['request', 'approval', 'answer', 'callback']],
    ['the page of the request', 'a form that a provider receives at the same path', ['request', 'answer', 'other-site']],
  ])('is the user’s answer if a form was sent to the consent page: %s', (_, name, expected) => {
    expect(timelinesOf(har(traces[name] ?? []))[0]?.map(({ kind }) => kind)).toEqual(expected);
  });

  it('may end the sign-in at any page of the provider', () => {
    expect(linesOf(har(traces['secrets in paths and in values that may be words'] ?? []))[0]).toEqual([
      expect.stringMatching('^request '),
      'identity-provider acme.okta.com 302, SAML request, Okta',
      'identity-provider id.acme.example 302, Okta',
      'other-site mfa.acme.example 200',
      `sso-end ${new URL(org).host} 302`,
      expect.stringMatching('^refusal '),
    ]);
  });

  it('is kept at the end of a long connection, and the request at its beginning', () => {
    const rounds = Array.from({ length: 80 }, (_, index) => [{ url: `${org}/login?n=${index}`, redirect: okta }, { url: okta }]).flat();
    const pages: Page[] = [{ url: request }, ...rounds, { url: `${errorPage}?error=invalid_scope` }];
    const steps = linesOf(har(pages))[0] ?? [];
    expect(steps).toHaveLength(100);
    expect([steps[0], steps.at(-1)]).toEqual([expect.stringMatching('^request '), expect.stringMatching('^refusal ')]);
  });

  it('goes on after a page of the app at the redirect URI that has no response', () => {
    const pages: Page[] = [
      { url: request },
      { url: callback, from: org },
      { url: `${callback}?code=CANARY`, from: org },
      { url: callback },
    ];
    expect(linesOf(har(pages))[0]?.map((text) => text.split(', ').at(-1))).toEqual([
      'PKCE',
      `callback ${new URL(callback).host} 200`,
      'code',
    ]);
  });

  it('shows the known error of its page and nothing else of it', () => {
    const [steps = []] = timelinesOf(har(traces['a general error after single sign-on'] ?? []));
    expect(steps.at(-1)).toMatchObject({ kind: 'refusal', error: null, shown: [`${generic} [email]`] });
  });

  it('is an identity provider’s if a SAML response follows, whatever its host', () => {
    const idp = 'https://id.acme.example/x';
    const post = { ...JSON.parse(har([{ url: `${org}/?so=00D1`, from: 'https://id.acme.example' }])).log.entries[0] };
    post.startedDateTime = new Date(Date.UTC(2026, 10, 23)).toISOString();
    post.request.postData = { mimeType: 'application/x-www-form-urlencoded', text: 'SAMLResponse=CANARY&RelayState=CANARY' };
    const trace = JSON.parse(har([{ url: request, redirect: idp }, { url: idp }]));
    trace.log.entries.push(post);
    expect(linesOf(JSON.stringify(trace))[0]?.slice(1)).toEqual([
      'identity-provider id.acme.example 200',
      `sso-end ${new URL(org).host} 200, SAML response`,
    ]);
    post.request.postData = undefined;
    expect(linesOf(JSON.stringify(trace))[0]?.[1]).toBe('other-site id.acme.example 200');
  });

  it('that only a page’s form shows has a SAML request', () => {
    const page = `${org}/saml/authn-request.jsp?saml_request_id=CANARY`;
    const pages: Page[] = [
      { url: request, redirect: page },
      { url: page, body: '<form><input type="hidden" name="SAMLRequest" value="CANARY">' },
    ];
    expect(linesOf(har(pages))[0]?.[1]).toBe(`sso-start ${new URL(org).host} 200, SAML request`);
  });

  it('is counted as kept by the receipt', () => {
    expect(opened(har(traces['a failure, another app’s page, and a second try'] ?? [])).receipt).toMatchObject({ kept: 3, leftOut: 1 });
  });
});

const factsOf = ({ kind, input }: Found) => {
  const reviewed = reviewInputOf(input);
  const { diagnosis, scopes, clientId, account, outcome } = buildReview(reviewed as NonNullable<typeof reviewed>);
  return { kind, clientId, account, outcome, scopes: scopes.map(({ id, requirement }) => [id, requirement]), diagnosis };
};

/** The texts of the traces, the samples included. */
const texts = {
  ...Object.fromEntries(names.map((name) => [name, sampleText(name)])),
  ...Object.fromEntries(Object.entries(traces).map(([name, pages]) => [name, har(pages)])),
};

/** A sanitized trace has a host in the place of an IP address, so that its URLs can be read. */
const asHosts = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value).replaceAll('[address]', 'address.invalid'));

describe('the code challenge of a request', () => {
  const challenge = 'code_challenge=CANARY-challenge';
  const request = authorize();
  const error = `${acme}/setup/secur/RemoteAccessErrorPage.apexp`;
  const trace = (url: string) =>
    har([
      { url, redirect: error },
      { url: error, body: '<p>OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication.</p>' },
    ]);

  it.each<[string, string, boolean | null]>([
    ['present', request, true],
    ['absent', request.replace(`&${challenge}`, ''), false],
    ['empty', request.replace(challenge, 'code_challenge='), false],
    ['unknown, because a request object may have it', `${request.replace(`&${challenge}`, '')}&request_uri=urn:CANARY`, null],
  ])('is %s in the timeline and in the signals alike, also of the sanitized trace', (_, url, expected) => {
    for (const text of [trace(url), written(trace(url))]) {
      const [found] = opened(text).found;
      const input = found && reviewInputOf(found.input);
      const signals = (input && buildReview(input).diagnosis?.observedSignals) ?? [];
      expect(found?.timeline?.[0]?.hasPkce).toBe(expected);
      expect(signals.filter((signal) => signal.endsWith('code-challenge'))).toEqual(
        expected === null ? [] : [expected ? 'observed:code-challenge' : 'observed:no-code-challenge'],
      );
    }
  });
});

describe('a sanitized trace', () => {
  it('still tells to which of several requests an answer belongs, and what the form granted', () => {
    const url = (scopes: readonly string[], state: string) => outreachUrl(scopes).replace('CANARY-state%3D1', state);
    const [all, few] = [url(['accounts.all', 'prospects.all'], 'CANARY1'), url(['accounts.read'], 'CANARY2')];
    const answer = {
      url: 'https://accounts.outreach.io/oauth/authorize',
      method: 'POST',
      redirect: 'https://connect.northwind.example/cb?code=CANARY',
    };
    for (const page of [
      { ...answer, from: all },
      { ...answer, redirect: `${answer.redirect}&state=CANARY1` },
      { ...answer, form: 'scope=a' },
    ]) {
      const text = har([{ url: all }, { url: few }, page]);
      const factsOf = (trace: string) =>
        opened(trace).found.map(({ kind, input: { request } }) => [kind, request.scopes.length, request.readOnly]);
      expect(factsOf(written(text))).toEqual(factsOf(text));
      expect(written(text)).not.toContain('CANARY');
    }
  });

  it.each(Object.entries(texts))('gives the same diagnosis and the same timeline: %s', (_, text) => {
    const before = opened(text);
    const after = opened(written(text));
    expect(after.format).toBe('har');
    expect(JSON.parse(JSON.stringify(after.found.map(factsOf)))).toEqual(asHosts(before.found.map(factsOf)));
    expect(after.found.map(({ timeline }) => timeline?.map(line))).toEqual(
      asHosts(before.found.map(({ timeline }) => timeline?.map(line))),
    );
    expect(after.receipt).toEqual({ ...before.receipt, removed: {}, leftOut: 0, notUnderstood: 0 });
  });

  it.each(Object.entries(texts))('has nothing but what is allowed: %s', (_, text) => {
    const result = written(text);
    expect(result).not.toMatch(leaked);
    expect(result).not.toMatch(/203\.0\.113|exk1/);
    const { log } = JSON.parse(result);
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'Scope Review' } });
    for (const { request, response, startedDateTime } of log.entries) {
      expect(new Date(startedDateTime).toISOString()).toBe(startedDateTime);
      expect(request.headers.every(({ name }: { name: string }) => name === 'Origin' || name === 'Referer')).toBe(true);
      expect([request.cookies, response.cookies, response.headers, request.postData, response.content.text]).toEqual([
        [],
        [],
        [],
        undefined,
        undefined,
      ]);
      for (const { name, value } of request.queryString)
        expect(
          value === '[removed]' ||
            (name === 'removed' && /^\d+$/.test(value)) ||
            (name === 'state' && /^\d+\[removed\]$/.test(value)) ||
            /^(?:client_id|redirect_uri|(?:optional_)?scope|response_type|error(?:_description)?|prompt|code_challenge_method)$/.test(name),
          name,
        ).toBe(true);
    }
  });

  it('is written the same way from itself', () => {
    for (const text of Object.values(texts)) expect(written(written(text))).toBe(written(text));
  });

  it.each(names)('of a file that was cut or damaged at 100 places has no secret and can be read: %s', (name) => {
    const text = sampleText(name);
    for (let count = 0; count < 100; count++) {
      const at = Math.floor((text.length * count) / 100);
      for (const hostile of [text.slice(0, at), `${text.slice(0, at)}\\"}${text.slice(at + 2)}`]) {
        const result = sanitizedHar(openFile(hostile)?.found.map(({ timeline = [] }) => timeline) ?? [], { version: '0', comment: '' });
        expect(result).not.toMatch(leaked);
        expect(openFile(result)?.receipt).toMatchObject({ notUnderstood: 0, isCut: false });
      }
    }
  });
});
