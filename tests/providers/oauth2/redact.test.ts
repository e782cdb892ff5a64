import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactText, redactUrl } from '@/providers/oauth2/redact';

/** Starts and ends with a marker that occurs nowhere else, so that the test also finds a part of the secret. */
const secret = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.~'), minLength: 4, maxLength: 60 }).map((middle) => `QzJ7${middle}w4Vq`);
const parameter = fc.constantFrom(
  'state',
  'code',
  'login_hint',
  'code_challenge',
  'code_verifier',
  'access_token',
  'SAMLResponse',
  'nonce',
  'state%5B%5D',
);
const noise = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...':/?#&=@%[]\'" ;,.a3\\') }));
const leaks = (text: string): boolean => text.includes('QzJ7') || text.includes('w4Vq');

describe('redactText', () => {
  it.each([
    ['Ask jo.doe+x@example.co.uk, please', 'Ask [email], please'],
    ['hint jo%40example.com', 'hint [email]'],
    ['URL ‘https://app.example.com/cb?state=s#x’ doesn’t match', 'URL ‘https://app.example.com/cb’ doesn’t match'],
    ['see (https://user:pw@h.example/p/q).', 'see (https://h.example/p/q).'],
    ['https://h.example/jo@example.com/0123456789abcdef0123;state=x', 'https://h.example/[email]/[value];state=[value]'],
    ['h.example/cb?code=abc&state=def now', 'h.example/cb?code=[value] now'],
    ['state%253Dabc%2526x', 'state=[value]'],
    ['error=invalid_scope', 'error=invalid_scope'],
    ['error=invalid_scope&state=x', 'error=[value]'],
    ['key 0f8fad5b-d9cb-469f-a165-70867728950e.', 'key [value]'],
    [
      'missing [crm.objects.contacts.sensitive.read.v2, business_units_view.read]',
      'missing [crm.objects.contacts.sensitive.read.v2, business_units_view.read]',
    ],
    ['OAUTH_APPROVAL_ERROR_GENERIC at RemoteAccessErrorPage', 'OAUTH_APPROVAL_ERROR_GENERIC at RemoteAccessErrorPage'],
    ['account 12345678, error 403', 'account 12345678, error 403'],
    ['a\u202eb\u0000c\n  d', 'ab c d'],
    ['', ''],
  ])('turns %j into %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('cuts its result to 2,000 characters', () => {
    expect(redactText('word '.repeat(50_000))).toHaveLength(2_000);
  });

  it('removes every planted parameter value', () => {
    fc.assert(
      fc.property(noise, parameter, fc.constantFrom('=', '%3D', '%253d'), secret, noise, (before, name, equals, value, after) => {
        return !leaks(redactText(`${before}${name}${equals}${value}${after}`));
      }),
      { numRuns: 1_000 },
    );
  });

  it('removes the query and the fragment of every URL', () => {
    fc.assert(
      fc.property(noise, fc.webUrl(), fc.constantFrom('?', '#', '?a&', '?a=b&state='), secret, (before, url, mark, value) => {
        return !leaks(redactText(`${before} ${url}${mark}${value}`));
      }),
    );
  });

  it('removes every e-mail address and every token', () => {
    const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 12, maxLength: 60 }).map((middle) => `QzJ7${middle}w4Vq`);
    fc.assert(
      fc.property(noise, secret, token, noise, (before, name, value, after) => {
        return !leaks(redactText(`${before} ${name}@example.com ${value} ${after}`));
      }),
      { numRuns: 500 },
    );
  });
});

describe('redactUrl', () => {
  it('keeps the parameters that describe the request and replaces the others by their length', () => {
    const url =
      'https://app.hubspot.com/oauth/123456/authorize?client_id=0f8fad5b-d9cb-469f-a165-70867728950e&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb%3Fx%3D1' +
      '&scope=oauth%20crm.lists.read&optional_scope=tickets+content&state=abcdef&code_challenge=xyz&code_challenge_method=S256&login_hint=jo%40example.com#frag';
    expect(redactUrl(url)).toBe(
      'https://app.hubspot.com/oauth/123456/authorize?client_id=0f8fad5b-d9cb-469f-a165-70867728950e&redirect_uri=app.example.com' +
        '&scope=oauth%20crm.lists.read&optional_scope=tickets+content&state=[6 characters]&code_challenge=[3 characters]&code_challenge_method=S256' +
        '&login_hint=[16 characters]#[4 characters]',
    );
  });

  it.each([
    ['https://user:pw@h.example:8443/p', 'https://h.example:8443/p'],
    ['https://h.example/p?flag&=x', 'https://h.example/p?[4 characters]&[name]=[1 characters]'],
    ['https://h.example/p?scope=a%26state%3Dx', 'https://h.example/p?scope=[13 characters]'],
    ['https://h.example/p?scope=a;state=x', 'https://h.example/p?scope=[9 characters]'],
    ['https://h.example/p?redirect_uri=%E0%A4%A', 'https://h.example/p?redirect_uri=[8 characters]'],
    ['https://h.example/p?redirect_uri=myapp%3A%2F%2Fsecret', 'https://h.example/p?redirect_uri=[20 characters]'],
    ['https://h.example/p?', 'https://h.example/p?'],
    ['https://h.example/p;state=x', 'https://h.example/p;state=[value]'],
    ['/path?state=x', '[no URL, 13 characters]'],
    ['javascript:alert(1)', '[no URL, 19 characters]'],
    ['', '[no URL, 0 characters]'],
  ])('turns %j into %j', (url, expected) => {
    expect(redactUrl(url)).toBe(expected);
  });

  it('removes every planted parameter value', () => {
    const place = fc.constantFrom(
      'https://app.hubspot.com/oauth/authorize?',
      'https://h.example/#',
      'https://h.example/;',
      'h.example?',
      '',
    );
    fc.assert(
      fc.property(place, noise, parameter, secret, noise, (start, before, name, value, after) => {
        // The separator keeps the secret from becoming part of a parameter that may be shown.
        return !leaks(redactUrl(`${start}${before}&${name}=${value}&${after}`));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws and stays fast on long hostile input', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (url) => typeof redactUrl(url) === 'string'));
    const started = performance.now();
    for (const text of ['a', '://', 'a://', '?', '&', '%', '@', '=']) {
      redactUrl(text.repeat(100_000));
      redactUrl(`https://h.example/${text.repeat(100_000)}`);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
