/** Users paste URLs out of mails, chats and logs, which change or break them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { isCertainClient } from '@/providers/oauth2/uncertain';
import { mayHaveOthers } from '@/utils/review/approval';
import { findUrls } from '@/utils/review/find-urls';
import { parseInput } from '@/utils/review/parse-input';
import { readLinkedRequest } from '@/utils/review/read-link';
import { readRequests } from '@/utils/review/read-requests';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { acme, authorize, refusal } from '../../providers/salesforce/sample-urls';
import { signInPages, wrappers } from './wrapped-urls';

const urls = {
  HubSpot: hubspotUrl(['oauth', 'tickets'], ['crm.lists.read', 'crm.objects.contacts.read']),
  Clay: clayUrl,
  Outreach: outreachUrl(['users.read', 'prospects.all'], '+'),
  Salesforce: authorize(),
};

/** What identifies a request, whatever stands around it. */
const partsOf = ({ provider, clientId, redirectHost, account, scopes }: AuthorizationRequest) => ({
  provider,
  clientId,
  redirectHost,
  account,
  scopes: scopes.map(({ id, requirement }) => `${id} ${requirement}`),
});

function requestsIn(text: string) {
  return readRequests(text).map((read) => (read.ok ? partsOf(read.request) : read.reason));
}

function pastedIn(text: string) {
  const pasted = parseInput(text);
  return pasted.ok ? pasted.inputs.map(({ request }) => partsOf(request)) : pasted.reason;
}

const scopesIn = (text: string) =>
  readRequests(text).map((read) => (read.ok ? read.request.scopes.map(({ id }) => id).join(' ') : read.reason));

const expected = (url: string) => {
  const read = readLinkedRequest(url);
  if (!read.ok) throw new Error(read.reason);
  return partsOf(read.request);
};

describe('a comma in a URL', () => {
  const url = 'https://login.example/authorize?client_id=a&scope=User.Read,Mail.Read;files';

  it('belongs to it', () => {
    for (const rest of ['', ',invalid', ',OPENID', ',invalid_grants.read']) {
      expect(findUrls(`Use ${url}${rest} and then go on`).map((found) => found.url)).toEqual([url + rest]);
    }
  });

  it.each(['Insufficient scopes were provided', 'OAUTH_APP_BLOCKED', 'invalid_scope,x', 'access_denied;x'])(
    'ends it before an error in the next field of a row: %s',
    (error) => {
      for (const mark of [',', ';']) expect(findUrls(`Row: ${url}${mark}${error}`).map((found) => found.url)).toEqual([url]);
    },
  );
});

describe('a URL that a browser would not end where the text seems to end it', () => {
  const start = hubspotUrl(['oauth', 'tickets']);
  const rest = '&optional_scope=crm.objects.contacts.write';

  /** For each request whether it may have others than the two scopes that were read, or its scopes if there are more. */
  const readIn = (text: string) => {
    const pasted = parseInput(text);
    const both = [
      pasted.ok ? pasted.inputs.map(({ request, errorText }) => (errorText === undefined ? request : null)) : [],
      readRequests(text).map((read) => (read.ok ? read.request : null)),
    ];
    return both.map((requests) =>
      requests.map((request) => request && (request.scopes.length > 2 ? 'longer' : mayHaveOthers(request) ? 'uncertain' : 'whole')),
    );
  };

  it('says that its end is unclear, not that the provider may read it differently', () => {
    const url = 'https://app.hubspot.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fx.example&scope=oauth%20tickets';
    const text = `Acme;${url};asked twice`;
    expect(readRequests(text)).toMatchObject([{ request: { readOnly: 'unclear-end' } }]);
    expect(parseInput(text)).toMatchObject({ input: { request: { readOnly: 'unclear-end' } } });
    for (const { request } of readRequests(text).filter(({ ok }) => ok) as { request: AuthorizationRequest }[])
      expect([mayHaveOthers(request), isCertainClient(request)]).toEqual([true, false]);
  });

  it.each(['&lt;=1', '&quot;', '&x=&quot;', '&apos;', '&gt;1', '&nbsp;=1', '&amp;x=1', '&x=“', '&x=|', '&x=<', '&x=,server_error,'])(
    'is read as a whole if it stands alone: %s',
    (mark) => {
      expect(readIn(start + mark + rest)).toEqual([['longer'], ['longer']]);
    },
  );

  it.each([
    ['a number of a character', `${start}&#38optional_scope=files`],
    ['a quotation mark', `${start}&x="${rest}`],
    ['a backtick', `See ${start}&x=\`${rest} there`],
    ['a bar', `Approve ${start}&x=|${rest} now`],
    ['a bar and another URL', `Approve ${start}&x=|https://x.example/?${rest} now`],
    ['a long word', `Approve ${start}&x=|${'a'.repeat(3_000)}${rest} now`],
    ['curly quotation marks', `Approve ${start}&x=“é${rest} now`],
    ['an angle bracket', `Approve ${start}&x=<${rest} now`],
    ['a bracket that is opened before', `Approve [${start}&x=]${rest} now`],
    ['a quotation mark that is opened before', `Approve "${start}&x="${rest} now`],
    ['an apostrophe that is opened before', `Approve '${start}&x='é${rest} now`],
    ['a space', `Approve ${start}&x=a b${rest} now`],
    ['a line break', `${start}&x=a\n|${rest}`],
    ['the line break of a JSON string', String.raw`Approve ${start}&x=\n${rest} now`],
    ['an escape that the rest lacks', String.raw`Approve ${start}&x=\u0026${rest} now`],
    ['an ID', `Approve ${start.split('&state', 1)}|contacts now`],
    ['the entity of a space', `<a href="${start.replaceAll('&', '&amp;')}&#32;files">`],
    ['the entity of a letter', `<a href="${start.replaceAll('&', '&amp;')}&amp;optional_&#115;cope=files">`],
    ['the entity of a quotation mark', `<a href='${`${start}&x=`.replaceAll('&', '&amp;')}&quot;${rest.replace('&', '&amp;')}'>`],
  ])('may have other scopes behind %s', (_, text) => {
    expect(readIn(text).flat(), text).not.toContain('whole');
    expect(readIn(text).flat(), text).not.toContain(null);
  });

  it('contains an error code in a parameter', () => {
    for (const mark of [',server_error,', ';access_denied;'])
      expect(readIn(`Approve ${start}&x=${mark}${rest} now`)).toEqual([['longer'], ['longer']]);
  });

  it.each([
    ...Object.entries(wrappers),
    ['two attributes', (url: string) => `<a href="${url}"class="a">Connect</a> <a href="/?a=1&amp;b=2">`],
    ['two JSON strings', (url: string) => `{"a":"${url}","b":"/next?a=1&b=2"}`],
    ['the line before a response', (url: string) => `${url}\nerror=consent_required&error_description=no&state=1`],
    ['quotation marks at the end of a sentence', (url: string) => `“${url}”, he said.`],
  ] as [string, (url: string) => string][])('ends for certain in %s', (_, wrap) => {
    expect(findUrls(wrap(start)).map(({ mayGoOn }) => mayGoOn)).not.toContain(true);
  });
});

describe('a wrapped URL', () => {
  const cases = Object.entries(urls).flatMap(([provider, url]) => Object.keys(wrappers).map((name) => [provider, name, url] as const));

  it.each(cases)('of %s in %s is the same request as the bare one', (_, name, url) => {
    const text = wrappers[name]?.(url) ?? '';
    expect(requestsIn(text), text).toEqual([expected(url)]);
    expect(pastedIn(text), text).toEqual([expected(url)]);
  });

  it('is the same request in two wrappers inside each other', () => {
    const links = ['percent-encoded', 'Safe Links', 'Google redirect', 'Slack', 'Barracuda', 'Mimecast', 'URL Defense 2', 'URL Defense 3'];
    const wrapper = fc.constantFrom(...Object.keys(wrappers));
    fc.assert(
      fc.property(fc.constantFrom(...links.slice(1)), wrapper, fc.constantFrom(...Object.values(urls)), (inner, outer, url) => {
        const text = wrappers[outer]?.(wrappers[inner]?.(url) ?? '') ?? '';
        expect(requestsIn(text), text).toEqual([expected(url)]);
      }),
      { numRuns: 1_500 },
    );
  });

  it.each(Object.keys(signInPages))('behind a sign-in page (%s) is the same request, read-only', (name) => {
    const text = signInPages[name]?.(urls.Salesforce) ?? '';
    expect(requestsIn(text)).toEqual([expected(urls.Salesforce)]);
    expect(readRequests(`See ${text}.`)).toMatchObject([{ ok: true, request: { pageKind: 'login', readOnly: 'sign-in-first' } }]);
  });

  it('behind a sign-in page may be the path of the same host', () => {
    const page = `https://acme.my.salesforce.com/secur/frontdoor.jsp?startURL=${encodeURIComponent(urls.Salesforce.slice('https://acme.my.salesforce.com'.length))}`;
    expect(requestsIn(page)).toEqual([expected(urls.Salesforce)]);
  });

  it.each([
    'app.hubspot.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fx.example&scope=oauth',
    'https://APP.hubspot.com/oauth/authorize?client_id=a&scope=oauth',
  ])('is read without a scheme and in capitals: %s', (url) => {
    for (const text of [url, `Open ${url}.`]) expect(scopesIn(text)).toEqual(['oauth']);
  });
});

describe('a URL that is broken over lines', () => {
  const start = 'https://app.hubspot.com/oauth/authorize?client_id=abc&redirect_uri=https%3A%2F%2Fx.example%2Fcb&scope=oauth%20';

  it.each([
    [
      'in an ID, before another parameter',
      `${start}crm.objects.con\ntacts.read&optional_scope=crm.lists.read`,
      'oauth crm.objects.contacts.read crm.lists.read',
    ],
    ['in an ID that is known when it is joined', `${start}crm.objects.con\n  tacts.read`, 'oauth crm.objects.contacts.read'],
    ['in an escape', `${start.slice(0, -2)}\n20tickets`, 'oauth tickets'],
    ['behind a separator', `${start}\ntickets`, 'oauth tickets'],
    ['before an escape', `${start}crm.objects.con\ntacts.read%20tickets\nThanks`, 'oauth crm.objects.contacts.read tickets'],
    ['in the path', `https://app.hubspot.com/oauth/\nauthorize?client_id=abc&scope=oauth`, 'oauth'],
    ['in the quoted lines of a reply', `> ${start}crm.objects.con\n> tacts.read&state=1`, 'oauth crm.objects.contacts.read'],
  ])('%s is put together', (_, text, scopes) => {
    expect(scopesIn(text)).toEqual([scopes]);
  });

  it.each([
    ['a word', `${start}crm.objects.con\nThanks`],
    ['a part of another ID', `${start}crm.objects.con\ntacts.reed`],
    ['an escape that does not go on', `${start.slice(0, -2)}\nThanks`],
    ['a separator before a word', `${start}\nThanks`],
  ])('is refused as a whole if the next line is %s', (_, text) => {
    expect(scopesIn(text)).toEqual(['broken-url']);
    expect(parseInput(text)).toEqual({ ok: false, reason: 'broken-url' });
  });

  it.each([
    ['a sentence', `${start}tickets\ngives: Couldn’t complete the connection.`],
    ['one word', `${start}tickets\nThanks`],
    ['a word and a number', `${start}tickets\nGia2`],
    ['an empty line', `${start}tickets\n\ncontacts&more=1`],
    ['a parameter of prose', `${start}tickets\nR & D = 1`],
  ])('ends at the line break if the next line is %s', (_, text) => {
    expect(scopesIn(text)[0]).toBe('oauth tickets');
    expect(pastedIn(text)).toMatchObject([{ scopes: ['oauth required', 'tickets required'] }]);
  });

  it('never has a scope ID that the bare URL lacks', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 200 }),
        fc.constantFrom('\n', '\r\n', '\n> ', ' \n  '),
        fc.constantFrom(...Object.values(urls)),
        (at, lineBreak, url) => {
          const known = new Set(expected(url).scopes.map((scope) => scope.split(' ')[0]));
          const text = url.slice(0, at) + lineBreak + url.slice(at);
          for (const read of readRequests(text)) {
            // A list that is cut off says so.
            if (!read.ok || /truncated|escape/.test(read.request.readOnly ?? '')) continue;
            for (const { id } of read.request.scopes) expect(known, text).toContain(id);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('a list of links', () => {
  const { HubSpot, Outreach, Salesforce } = urls;
  const endingInScopes = (url: string) => url.replace(/&(?:state|code|login)[^&]*/g, '');
  const rows: Readonly<Record<string, (url: string, name: string) => string>> = {
    'a row with commas': (url, name) => `${name},Sync,${url}`,
    'a row with semicolons': (url, name) => `${name};Sync;${url}`,
    'a row with a column behind it': (url, name) => `${name};${url};asked`,
    'a row with an empty column behind it': (url, name) => `${name},${url},`,
    'a log': (url) => `09:12:02,GET,${url}`,
    'a row with a website': (url, name) => `${name},https://${name.toLowerCase()}.example,${url}`,
    'a host before a slash': (url, name) => `${name}.io/${url}`,
    Markdown: (url, name) => `[${name}](${url})`,
    'a number and a bracket': (url, name) => `${name.length})${url}`,
    'a name and a colon': (url, name) => `${name}:${url}`,
    'a name and an equals sign': (url, name) => `${name}_url=${url}`,
    'a name and parentheses': (url, name) => `${name}(${url})`,
    'a bullet': (url) => `•${url}`,
    'a name and a slash': (url, name) => `${name}/${url}`,
    'a time in brackets': (url) => `[09:12:02]${url}`,
    'no scheme': (url, name) => `${name},${url.slice('https://'.length)}`,
    'an escaped link': (url, name) => `${name},${encodeURIComponent(url)}`,
  };

  it.each(Object.keys(rows))('has each of them in %s', (form) => {
    const row = rows[form] as (url: string, name: string) => string;
    for (const given of [
      [HubSpot, Salesforce, Outreach],
      [Salesforce, HubSpot, Salesforce.replace('acme', 'globex')].map(endingInScopes),
    ]) {
      const text = given.map((url, index) => row(url, ['Acme', 'Initech', 'Globex'][index] ?? '')).join('\n');
      for (const head of ['', 'Customer,App,Link\n']) {
        expect(
          requestsIn(head + text).filter((one) => one !== 'not-a-request'),
          text,
        ).toEqual(given.map(expected));
        expect(pastedIn(head + text), text).toEqual(given.map(expected));
      }
    }
  });

  it.each([',', ';', '),[B](', ';Globex;', '•', '/', '->'])('has each of them in one line, separated by %s', (mark) => {
    const given = [HubSpot, Salesforce, Outreach];
    for (const around of ['', 'Links: '])
      expect(
        requestsIn(around + given.join(mark)).map((one) => (typeof one === 'string' ? one : one.clientId)),
        mark,
      ).toEqual(given.map((url) => expected(url).clientId));
  });

  it.each(Object.keys(rows).filter((form) => form !== 'no scheme'))('has each failure in %s', (form) => {
    const row = rows[form] as (url: string, name: string) => string;
    const [first, second] = [
      refusal('invalid_client_id', 'client identifier invalid'),
      refusal('OAUTH_APP_BLOCKED', 'this app is blocked by admin'),
    ];
    const pasted = parseInput(`${row(first, 'Acme')}\n${row(second, 'Initech')}`);
    expect(pasted.ok && pasted.inputs.map(({ outcome }) => outcome)).toMatchObject([
      { error: 'invalid_client_id', description: 'client identifier invalid' },
      { error: 'OAUTH_APP_BLOCKED', description: 'this app is blocked by admin' },
    ]);
  });

  it('has each of them between quotation marks', () => {
    expect(requestsIn(`Acme,"${HubSpot}\n${Salesforce}",new`)).toEqual([HubSpot, Salesforce].map(expected));
  });

  it('never joins an ID and a name on the next line', () => {
    const url = 'https://app.hubspot.com/oauth/authorize?client_id=a&scope=oauth%20tickets';
    expect(scopesIn(`${url}\nInitech,note&x=1`)).toEqual(['broken-url']);
    for (const mark of [';Initech:', '),[B](', '/Initech/', '•', ' | ', '|'])
      expect(scopesIn(`${url}${mark}${Outreach}`)[0], mark).toBe('oauth tickets');
  });

  it.each([
    ['a redirect URI that is not escaped', '&redirect_uri=https://x.example/cb&state=1'],
    ['an ID that is a URL', '+https://www.googleapis.com/auth/drive&state=1'],
  ])('is no other link in %s', (_, rest) => {
    const url = `https://id.example/oauth/authorize?client_id=a&scope=openid${rest}`;
    for (const at of [url.length - rest.length, url.length - rest.length + 4]) {
      const text = `${url.slice(0, at)}\n${url.slice(at)}`;
      expect(
        findUrls(text).map((found) => found.url),
        text,
      ).toEqual([url]);
    }
  });

  it.each(['{https://', '%26https://', 'a.b/https://'])('is found as far as it goes if nothing follows its scheme: %s', (text) => {
    expect(findUrls(text)).toMatchObject([{ url: 'https://', end: text.length }]);
  });

  it('is read in linear time', () => {
    const started = performance.now();
    for (const piece of ['x,https://a.b/?c=d,', 'https:', '&a=https://', '[a](https://x.y/?', '%2525=https://', 'a.b/https://'])
      findUrls(`https://x.example/?a=1${piece.repeat(2_000_000 / piece.length)}\n${piece.repeat(10_000)}`);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

describe('a scope list with bare spaces', () => {
  const url =
    'https://login.salesforce.com/services/oauth2/authorize?client_id=a&redirect_uri=https://x.example/&response_type=code&scope=full refresh_token';

  it.each([
    ['at the end of the text', url, 'full refresh_token'],
    ['before another parameter', `Link: ${url}&state=1 is ours`, 'full refresh_token'],
    ['before a sentence', `${url} is our link`, 'full'],
  ])('is read %s', (_, text, scopes) => {
    expect(scopesIn(text)).toEqual([scopes]);
  });
});

describe('a link with several targets', () => {
  const good = encodeURIComponent(authorize(acme, { scope: 'openid' }));
  const other = encodeURIComponent(authorize(acme, { scope: 'full' }));
  const known = encodeURIComponent(urls.HubSpot);

  it.each([
    `https://acme.my.salesforce.com/?retURL=${good}&startURL=${other}`,
    `https://acme.my.salesforce.com/?startURL=${good}&startURL=${other}`,
    `https://app.hubspot.com/login?loginRedirectUrl=${known}&loginRedirectUrl=${known}%20x`,
    `https://www.google.com/url?url=${good}&q=${other}`,
    `https://eur01.safelinks.protection.outlook.com/?URL=${good}&url=${other}`,
    `https://slack-redir.net/link?url=${encodeURIComponent(`https://www.google.com/url?url=${good}&q=${other}`)}`,
  ])('may lead to another request: %s', (link) => {
    expect(readRequests(link)).toMatchObject([{ ok: true, request: { readOnly: 'ambiguous-parameters' } }]);
    expect(parseInput(link)).toMatchObject({ input: { request: { readOnly: 'ambiguous-parameters' } } });
  });

  it('is certain if they are the same, and not read if the target is in a token', () => {
    expect(readRequests(`https://www.google.com/url?url=${good}&q=${good}`)).toMatchObject([{ request: { readOnly: null } }]);
    expect(readRequests(`https://protect-us.mimecast.com/s/AbCd?url=${good}`).filter(({ ok }) => ok)).toEqual([]);
  });
});

describe('an address that is no request', () => {
  it.each([
    'https://kody.codes/connect/oauth?authorizeUrl=https%3A%2F%2Flogin.salesforce.com%2Fservices%2Foauth2%2Fauthorize&scopes=api',
    'https://developers.google.com/oauthplayground/#step1&oauthAuthEndpointValue=https%3A%2F%2Fapp.hubspot.com%2Foauth%2Fauthorize&response_type=code',
    `https://app.hubspot.com.evil.example/login?loginRedirectUrl=${encodeURIComponent(urls.HubSpot)}`,
    `https://example.com/?url=${encodeURIComponent(urls.HubSpot)}`,
    'See utils/oauth/authorize.ts?raw and docs.rs/oauth2',
  ])('gives none: %s', (text) => {
    for (const given of [text, `Look: ${text}`]) expect(readRequests(given).filter(({ ok }) => ok)).toEqual([]);
  });
});
