/** Which addresses of an org the extension may query, and how it reads the responses. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { org } from '@/providers/salesforce/org';

describe('the addresses of questions to an org', () => {
  it.each([
    ['acme.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['acme--dev.sandbox.my.salesforce.com', 'https://acme--dev.sandbox.my.salesforce.com'],
    ['acme.my.salesforce.mil', 'https://acme.my.salesforce.mil'],
    ['acme.lightning.force.com', 'https://acme.my.salesforce.com'],
  ])('are on My Domain for %s', (account, base) => {
    expect(org.userUrl(account)).toBe(`${base}/services/oauth2/userinfo`);
    expect(org.signInUrl(account)).toBe(`${base}/.well-known/auth-configuration`);
  });

  it.each([
    '',
    'login.salesforce.com',
    'test.salesforce.com',
    'acme.my.site.com',
    'acme.force.com',
    'partners.acme.example',
    'my.salesforce.com',
    'acme.my.salesforce.com.evil.example',
    'evil.example/acme.my.salesforce.com',
    'a@acme.my.salesforce.com',
    'acme.my.salesforce.com:444',
    'ACME.my.salesforce.com\n',
    '.my.salesforce.com',
  ])('do not exist for %j, so that no session is sent there', (account) => {
    expect(org.userUrl(account)).toBeNull();
    expect(org.signInUrl(account)).toBeNull();
  });

  it('are on My Domain and on no other host, whatever the account contains', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.domain(),
          fc.string().map((text) => `${text}.my.salesforce.com`),
        ),
        (account) => {
          const url = org.userUrl(account);
          if (url !== null) expect(new URL(url).hostname).toMatch(/^[^.]+(\.[^.]+)*\.my\.salesforce\.(com|mil)$/);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('reading the answers of an org', () => {
  it('takes the user name and the license of the user, each only if the answer contains it', () => {
    expect(org.readUser({ preferred_username: 'ada@acme.example', is_salesforce_integration_user: false, email: 'x' })).toEqual({
      username: 'ada@acme.example',
      integrationUser: false,
    });
    expect(org.readUser({ is_salesforce_integration_user: true })).toEqual({ username: null, integrationUser: true });
    expect(org.readUser({ preferred_username: 'a', is_salesforce_integration_user: 'true' })).toEqual({
      username: 'a',
      integrationUser: null,
    });
    expect(org.readUser({ preferred_username: 'a'.repeat(1_000) })?.username).toHaveLength(200);
  });

  it('takes the hosts of the identity providers, and whether passwords are offered', () => {
    const saml = [{ SsoUrl: 'https://acme.okta.com/app/x?y=CANARY' }, { SsoUrl: 'https://acme.okta.com/other' }];
    expect(org.readSignIn({ SamlProviders: saml, LoginPage: { UsernamePasswordEnabled: true } })).toEqual({
      providers: ['acme.okta.com'],
      password: true,
    });
    expect(org.readSignIn({ AuthProviders: [{ SsoUrl: 'https://acme.my.salesforce.com/services/auth/sso/x' }] })).toEqual({
      providers: ['acme.my.salesforce.com'],
      password: null,
    });
    expect(org.readSignIn({ SamlProviders: [], LoginPage: 'x' })).toEqual({ providers: [], password: null });
  });

  it.each([null, undefined, 1, 'x', [], {}, { error: 'x' }, { preferred_username: 1 }, { SamlProviders: 'x' }])('rejects %j', (body) => {
    expect(org.readUser(body)).toBeNull();
    expect(org.readSignIn(body)).toBeNull();
  });

  it('B7: never throws, whatever the answer', () => {
    const hostile = {
      SamlProviders: [{ SsoUrl: { toString: 1, valueOf: 1 } }, null, 1, { SsoUrl: [] }, { SsoUrl: 'no' }],
      LoginPage: null,
    };
    expect(org.readSignIn(hostile)).toEqual({ providers: [], password: null });
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        org.readUser(body);
        org.readSignIn(body);
        org.readSignIn({ SamlProviders: [{ SsoUrl: body }, body], LoginPage: body });
      }),
    );
  });
});
