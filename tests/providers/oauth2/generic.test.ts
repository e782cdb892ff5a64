/** An unsupported provider: the review may use the OAuth 2.0 standard only. */
import { describe, expect, it } from 'vitest';
import { genericProvider, readRequest } from '@/providers';
import { identityProviderAt } from '@/providers/oauth2/identity-providers';
import { clayUrl } from '../hubspot/sample-urls';

const url =
  'https://id.example.com/o/auth?response_type=code&client_id=c-1&redirect_uri=https%3A%2F%2Fapp.example.org%2Fcb&scope=openid+acme.read+openid&state=CANARY';

describe('a request to an unsupported provider', () => {
  it('is recognized by client_id and response_type, and is read-only', () => {
    expect(readRequest(url)).toMatchObject({
      ok: true,
      value: {
        provider: 'oauth2',
        clientId: 'c-1',
        redirectHost: 'app.example.org',
        account: null,
        server: 'id.example.com',
        readOnly: 'protocol-only',
      },
    });
    const parsed = genericProvider.requests.parseRequest(url);
    if (!parsed.ok) throw new Error(parsed.reason);
    expect(parsed.value.scopes).toEqual(
      ['openid', 'acme.read'].map((id) => ({ id, parameter: 'scope', requirement: 'undeclared', locked: false })),
    );
    expect(genericProvider.requests.narrow(parsed.value, new Set(['openid']))).toEqual({ result: 'refused', reason: 'protocol-only' });
  });

  it.each([
    ['', 'empty'],
    ['nothing', 'not-a-url'],
    ['http://id.example.com/?response_type=code&client_id=c', 'unknown-provider'],
    ['https://id.example.com/?response_type=code', 'unknown-provider'],
    ['https://id.example.com/?client_id=c', 'unknown-provider'],
    ['https://app.example.org/cb?code=CANARY', 'unknown-provider'],
  ])('is not recognized in %j, with the reason %s', (text, reason) => {
    expect(readRequest(text)).toEqual({ ok: false, reason });
  });

  it('is never recognized on a page of a supported provider', () => {
    expect(readRequest(clayUrl)).toMatchObject({ value: { provider: 'hubspot' } });
    const page = 'https://acme.my.salesforce.com/x?client_id=c&response_type=code';
    expect(readRequest(page)).toEqual({ ok: false, reason: 'not-a-request' });
  });
});

it('an unsupported provider has the OpenID Connect scopes in its catalogue and no others', () => {
  expect(genericProvider.knowledge.catalogue.scopes.map(({ id }) => id)).toEqual([
    'address',
    'email',
    'offline_access',
    'openid',
    'phone',
    'profile',
  ]);
  expect(genericProvider.knowledge.findScope('offline_access')?.access).toBe('offline');
  for (const id of ['Openid', 'acme.read', '__proto__', 'constructor']) expect(genericProvider.knowledge.findScope(id)).toBeUndefined();
});

it.each([
  ['https://acme.okta.com/app/salesforce/exk1/sso/saml', 'Okta'],
  ['https://acme.okta-emea.com/login', 'Okta'],
  ['https://acme.oktapreview.com/', 'Okta'],
  ['https://id.acme.example/app/salesforce/exk1/sso/saml', 'Okta'],
  ['https://login.microsoftonline.com/0000/saml2', 'Microsoft Entra ID'],
  ['https://login.microsoftonline.us/0000/saml2', 'Microsoft Entra ID'],
  ['https://sts.windows.net/0000/', 'Microsoft Entra ID'],
  ['https://acme.onelogin.com/trust/saml2/http-post/sso/1', 'OneLogin'],
  ['https://accounts.google.com/o/saml2/idp?idpid=1', 'Google'],
  ['https://sso.connect.pingidentity.com/sso/idp/SSO.saml2', 'Ping Identity'],
  ['https://auth.pingone.com/x', 'Ping Identity'],
  ['https://fs.acme.example/idp/SSO.saml2', 'Ping Identity'],
  ['https://login.acme.example/adfs/ls/', 'AD FS'],
  ['https://login.acme.example/adfs/oauth2/authorize', 'AD FS'],
  ['https://parent.my.salesforce.com/idp/login?app=1', 'Salesforce'],
  ['https://signin.acme.example/go', undefined],
  ['https://okta.com.evil.example/', undefined],
  ['https://notokta.com/', undefined],
  ['https://evil.example/login.microsoftonline.com/', undefined],
  ['https://accounts.google.com.evil.example/', undefined],
  ['https://my-accounts.google.com/', undefined],
  ['https://acme.example/adfs/lsx', undefined],
  ['https://acme.example/?x=/adfs/ls/', undefined],
])('attributes %s to the identity provider %s', (address, product) => {
  expect(identityProviderAt(new URL(address))).toBe(product);
});
