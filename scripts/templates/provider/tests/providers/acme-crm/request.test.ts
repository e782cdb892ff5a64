import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameExcept } from '@/providers/oauth2/query';
import { acmeCrm } from '@/scripts/templates/provider/providers/acme-crm';
import { acmeCrmUrl } from './sample-urls';

const {
  urls: { classifyUrl },
  requests: { parseRequest, narrow },
} = acmeCrm;

function read(url: string) {
  const parsed = parseRequest(url);
  if (!parsed.ok) throw new Error(`unreadable: ${parsed.reason}`);
  return parsed.value;
}
const idsOf = (url: string) => read(url).scopes.map((scope) => scope.id);

describe('the URLs of Acme CRM', () => {
  // Fill in: add a line for each path of urls.ts, and for its look-alikes.
  it.each([
    ['https://acme.example/oauth/authorize?client_id=1', 'authorize'],
    ['https://acme.example//oauth/authorize/?client_id=1', 'authorize'],
    ['https://acme.example/oauth/authorize/more', 'elsewhere'],
    ['https://acme.example/constructor', 'elsewhere'],
    ['http://acme.example/oauth/authorize', 'elsewhere'],
    ['https://acme.example:8443/oauth/authorize', 'elsewhere'],
    ['https://acme.example@evil.example/oauth/authorize', 'elsewhere'],
    ['https://user@acme.example/oauth/authorize', 'authorize'],
    ['https://acme.example.evil.example/oauth/authorize', 'elsewhere'],
  ])('A12: classifies %s as %s', (url, pageKind) => {
    expect(classifyUrl(new URL(url))).toBe(pageKind);
  });
});

describe('parsing a request', () => {
  it('reads client, redirect host and scopes', () => {
    expect(read(acmeCrmUrl(['one', 'two']))).toMatchObject({ clientId: 'CLIENT-7', redirectHost: 'connect.northwind.example' });
    for (const separator of ['%20', '+', ' ']) expect(idsOf(acmeCrmUrl(['one', 'two'], separator))).toEqual(['one', 'two']);
  });

  it.each([
    ['repeated-scope', `${acmeCrmUrl(['one', 'two'])}&scope=three`],
    ['missing-client-id', acmeCrmUrl(['one', 'two']).replace('client_id=', 'client=')],
    ['request-object', `${acmeCrmUrl(['one', 'two'])}&request_uri=urn%3Ax`],
    // Fill in: expect `null` here once request.ts says that fewer scopes are accepted.
    ['narrowing-unverified', acmeCrmUrl(['one', 'two'])],
  ])('B3: is read-only with the reason %s', (reason, url) => {
    expect(read(url).readOnly).toBe(reason);
  });
});

describe('any request', () => {
  it('B1, B2, B7: is parsed without throwing, and narrowed only in its scopes or not at all', () => {
    const id = fc.stringMatching(/^[a-z]{1,9}([.:_][a-z]{1,9})?$/);
    const property = fc.property(fc.array(id, { maxLength: 9 }), fc.constantFrom('%20', '+', ' '), fc.string(), (ids, separator, rest) => {
      const url = `${acmeCrmUrl(ids, separator)}&rest=${rest}`;
      const request = read(url);
      const narrowed = narrow(request, new Set(ids.slice(1)));
      if (narrowed.result === 'refused') expect(narrowed.reason).toBe(request.readOnly ?? 'nothing-left');
      else expect(sameExcept(request.url, narrowed.url, new Set(['scope']))).toBe(true);
    });
    fc.assert(property, { numRuns: 1_000 });
  });
});
