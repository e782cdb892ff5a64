/** The form of a request's URL that may be shown and copied. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicUrl } from '@/utils/files/public-url';
import { newReceipt } from '@/utils/files/receipt';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';

const base = 'https://app.hubspot.com/oauth/authorize';
const shown = (query: string) => publicUrl(`${base}?${query}`, newReceipt())?.slice(base.length + 1);

describe('a public URL', () => {
  it.each([
    ['what is the same for every user, byte for byte', 'client_id=ab-1&scope=a%20b+c&response_type=code%20id_token', undefined],
    ['the lists of HubSpot', 'scopes=a&optional_scope=b%20c&optional_scopes=', undefined],
    ['the method of a code challenge', 'code_challenge_method=S256&prompt=select_account+consent', undefined],
    ['that there is a state, and that it is empty', 'state=CANARY&nonce=', 'state={state}&nonce='],
    ['the names of what it hides', 'login_hint=CANARY%40a.example&team=CANARY', 'login_hint={login_hint}&team={team}'],
    ['no name that may be a secret', 'xoxb-CANARY-1=2&CANARY%3D', 'parameter={parameter}&parameter='],
    ['the address of a redirect URI', 'redirect_uri=https://a.example/cb', undefined],
    [
      'that a redirect URI has a query',
      'redirect_uri=https%3A%2F%2Fa.example%2Fcb%3Fkey%3DCANARY',
      'redirect_uri=https%3A%2F%2Fa.example%2Fcb%3F%7Bquery%7D',
    ],
    ['no user of a redirect URI', 'redirect_uri=https://CANARY:pw@a.example/cb', 'redirect_uri=https%3A%2F%2Fa.example%2Fcb'],
    ['the own machine, and no other address', 'redirect_uri=http://127.0.0.1:3000/cb', undefined],
    ['no address', 'redirect_uri=http://203.0.113.77/CANARY', 'redirect_uri=http%3A%2F%2F%5Baddress%5D%2FCANARY'],
    ['no token as a client ID', 'client_id=pat-na1-CANARY', 'client_id={client_id}'],
    ['no token in a list', 'scope=a+xoxb-CANARY-12+b', 'scope=a+%5Bvalue%5D+b'],
    ['no word that is none', 'prompt=CANARY1&display=CANARY', 'prompt={prompt}&display={display}'],
  ])('keeps %s', (_, query, expected = query) => {
    expect(shown(query)).toBe(expected);
  });

  it('has no fragment and no user of its own', () => {
    expect(publicUrl('https://CANARY:pw@login.salesforce.com/services/oauth2/authorize?scope=api#CANARY', newReceipt())).toBe(
      'https://login.salesforce.com/services/oauth2/authorize?scope=api',
    );
  });

  it.each(['', base, `${base}?`, `${base}?scope=${'a+'.repeat(150_000)}`])('is null if there is no query, or too much', (text) => {
    expect(publicUrl(text, newReceipt())).toBeNull();
  });

  it('stays the same when it is made again', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a b', 'a%20b', 'x@y.example', 'eyJhbGciOiJIUzI1NiJ9.e30'));
    const name = fc.oneof(fc.string(), fc.constantFrom('scope', 'state', 'client_id', 'redirect_uri', 'prompt', 'optional_scope'));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { minLength: 1 }), (pairs) => {
        const query = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
        const once = publicUrl(`${base}?${query}`, newReceipt()) ?? base;
        expect(publicUrl(once, newReceipt()) ?? base).toBe(once);
      }),
    );
  });

  it('is the whole URL of a plain request, except for what is new each time', () => {
    const fresh = /(?<=[&?](?:state|code_challenge)=)[^&]*/g;
    const url = hubspotUrl(['oauth', 'crm.objects.contacts.read'], ['tickets']);
    expect(publicUrl(url, newReceipt())?.replace(fresh, '')).toBe(url.replace(fresh, ''));
  });
});
