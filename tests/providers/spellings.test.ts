/** Other spellings of the addresses at which providers ask for consent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRequest, providerOf } from '@/providers';
import { pageMatches } from '@/providers/matches';
import { pageReaderFor } from '@/providers/page-readers';
import { urlRules } from '@/providers/urls';
import { matchesPattern } from '@/utils/policy/pattern';
import { times } from '../counts';
import { hubspotUrl } from './hubspot/sample-urls';
import { outreachUrl } from './outreach/sample-urls';
import { approval, authorize, login } from './salesforce/sample-urls';

const hubspot = hubspotUrl(['oauth'], ['tickets', 'forms']);
const outreach = outreachUrl(['accounts.read', 'users.read']);
const requests = [
  hubspot,
  hubspot.replace('/oauth/', '/oauth/12/'),
  outreach,
  authorize(),
  authorize(login),
  authorize('https://acme.my.site.com/Partners'),
  authorize('https://partners.acme.example/emea'),
];

function read(text: string) {
  const parsed = parseRequest(text);
  if (!parsed.ok) throw new Error(`${parsed.reason}: ${text}`);
  return parsed.value;
}
const withPath = (text: string, path: string) => {
  const { origin, search } = new URL(text);
  return origin + path + search;
};
const pathOf = (text: string) => new URL(text).pathname;

/** Writes each character of a path in one of the ways that some server understands. */
const spelled = (path: string) => {
  const hex = (text: string) => `%${text.charCodeAt(0).toString(16)}`;
  const slash = fc.constantFrom('/', '//', '%2f', '%2F', '%5C', '/%2e/', ';x=1/', ';/', '/;a/', '/y%2f..%2f', '/y/..;/');
  const letter = (text: string) => fc.constantFrom(text, hex(text), hex(text).toUpperCase(), text.toUpperCase(), hex(text.toUpperCase()));
  const characters = [...path.slice(1)].map((text) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(text) }, { weight: 1, arbitrary: text === '/' ? slash : letter(text) }),
  );
  const end = fc.constantFrom('', '/', '//', ';x', ';x=1/', '.html', '.json/', '%20', '%00', '%3F', ';%ff', '%2f');
  return fc.tuple(fc.constantFrom('/', '//', '/;x/', '/%2f'), ...characters, end).map((parts) => parts.join(''));
};

const anySpelling = (urls: readonly string[]) =>
  fc.constantFrom(...urls).chain((url) => spelled(pathOf(url)).map((path) => [url, withPath(url, path)] as const));

describe('another spelling of an authorize address', () => {
  it('B9: is the same request, and never edited', () => {
    const property = fc.property(anySpelling(requests), ([url, other]) => {
      const [usual, request] = [read(url), read(other)];
      expect({ ...request, url, readOnly: null }, other).toEqual(usual);
      // Salesforce ignores the case.
      const [left, right] = [pathOf(url), pathOf(other)];
      const isUsual = left === right || (usual.provider === 'salesforce' && left.toLowerCase() === right.toLowerCase());
      expect(request.readOnly, other).toBe(isUsual ? null : 'unusual-address');
      const narrowed = providerOf(new URL(other))?.requests.narrow(request, new Set(request.scopes.slice(0, 1).map(({ id }) => id)));
      if (isUsual) expect(narrowed).toMatchObject({ result: 'narrowed' });
      else expect(narrowed).toEqual({ result: 'refused', reason: 'unusual-address' });
    });
    fc.assert(property, { numRuns: times(1_500, 20_000) });
  });

  it.each([
    ['https://accounts.outreach.io/oauth/authorize/', 'authorize'],
    ['https://accounts.outreach.io//oauth/%61uthorize.html', 'authorize'],
    ['https://api.outreach.io/mcpOAuth/authorize;x', 'unsupported-flow'],
    ['https://app.hubspot.com/OAuth/Authorize', 'authorize'],
    ['https://app.hubspot.com/static-token/12/authorize/', 'unsupported-flow'],
    ['https://mcp.hubspot.com//oauth/authorize/user', 'unsupported-flow'],
    ['https://acme.my.salesforce.com/setup/secur/RemoteAccessAuthorizationPage.apexp;x', 'consent'],
    // A server that resolves no dots behind an escape reads another suffix, and one that does reads `/`.
    ['https://acme.my.salesforce.com/services/oauth2/authorize/x%2f..%2f..%2f..%2f..', 'authorize'],
    // These are other pages.
    ['https://accounts.outreach.io/oauth/authorize/native', 'elsewhere'],
    ['https://accounts.outreach.io/oauth/authorized_applications', 'elsewhere'],
    ['https://accounts.outreach.io/oauth/%2561uthorize', 'elsewhere'],
    ['https://accounts.outreach.io/oauth/authorize/../token', 'elsewhere'],
    ['https://accounts.outreach.io/search;/oauth/authorize', 'elsewhere'],
    ['https://app.hubspot.com/contacts/oauth/authorize', 'elsewhere'],
    ['https://acme.my.salesforce.com/services/apexrest/services/oauth2/authorize', 'elsewhere'],
    ['https://acme.my.salesforce.com/services/oauth2/authorize/a/b', 'elsewhere'],
  ])('classifies %s as %s', (url, kind) => {
    const rules = urlRules.map(({ classifyUrl }) => classifyUrl(new URL(url)));
    expect(rules.find((one) => one !== 'elsewhere') ?? 'elsewhere').toBe(kind);
  });

  it('A12: makes no look-alike of a host the provider’s', () => {
    const lookAlikes = (origin: string) => [
      ...[`${origin}.evil.example`, `${origin}.`, `${origin}:8443`, origin.replace('https', 'http')],
      ...['https://login-salesforce.example', 'https://xn--slesforce-22a.example', 'https://203.0.113.7'],
      // The path must not name the host.
      ...[`https://evil.example/%2f%2f${new URL(origin).host}`, `https://gateway.example/https:%2F%2F${new URL(origin).host}`],
    ];
    const property = fc.property(anySpelling([hubspot, outreach, authorize()]), fc.nat(), ([url, other], index) => {
      const origins = lookAlikes(new URL(url).origin);
      const { pathname, search } = new URL(other);
      const text = origins[index % origins.length] + pathname + search;
      expect(parseRequest(text), text).toEqual({ ok: false, reason: 'unknown-provider' });
    });
    fc.assert(property, { numRuns: times(1_000, 10_000) });
  });
});

describe('the content script', () => {
  const patterns = urlRules.flatMap(pageMatches);
  const starts = (url: string) => patterns.some((pattern) => matchesPattern(pattern, url));
  const suffixes = ['/?', ';x=1?', '.html?'];

  it.each([
    hubspot,
    requests[1] ?? '',
    outreach,
    outreach.replace('/oauth/', '/mcpOAuth/'),
    `https://acme.my.salesforce.com${approval}`,
    `https://acme.my.salesforce.com/Partners${approval}`,
  ])('reads %s at the spellings that patterns can cover', (url) => {
    const path = pathOf(url);
    const others = [...suffixes.map((suffix) => url.replace('?', suffix)), withPath(url, `/${path}`)];
    const inside = withPath(url, path.replace(/(?<=.)\/(?=[^/]*$)/, '//'));
    for (const other of [url, ...others.filter((one) => !one.includes('apexp.html')), inside]) {
      expect(starts(other), other).toBe(true);
      expect(pageReaderFor(new URL(other))?.dockOnLoad(new URL(other)), other).toBe(true);
    }
  });

  it('reads no other page on which it starts', () => {
    for (const path of ['/oauth/authorize/native?code=CANARY', '/oauth/authorized_applications', '/oauth/x/authorize']) {
      const url = `https://accounts.outreach.io${path}`;
      expect([starts(url), pageReaderFor(new URL(url))], url).toEqual([true, undefined]);
    }
  });

  it('reads no other spelling where customers publish pages', () => {
    for (const host of ['acme.my.site.com', 'acme.secure.force.com', 'acme.crmforce.mil'])
      for (const url of [`https://${host}${approval}`, authorize(`https://${host}`)]) {
        expect([starts(url), pageReaderFor(new URL(url))?.id], url).toEqual([true, 'salesforce']);
        for (const suffix of suffixes) expect(pageReaderFor(new URL(url.replace('?', suffix))), url + suffix).toBeUndefined();
        expect(pageReaderFor(new URL(withPath(url, `/${pathOf(url)}`))), url).toBeUndefined();
      }
  });
});
