/**
 * What a Salesforce org says of itself. The user's licence: `/services/oauth2/userinfo` with the session of this browser, as
 * Salesforce Inspector Reloaded asks it. Sign-in: the public `/.well-known/auth-configuration`, as the Mobile SDK reads it. Both
 * seen 2026-11-22 in their public code.
 */
import type { OrgApi, OrgSignIn, OrgUser } from '../contract/org';
import { orgHost } from './links';

export const org: OrgApi = {
  userUrl: (account) => onOrg(account, '/services/oauth2/userinfo'),
  sessionCookie: 'sid',
  readUser,
  // A site has a public configuration of its own, but asking it would take a permission for a domain that is not Salesforce's.
  signInUrl: (account) => onOrg(account, '/.well-known/auth-configuration'),
  readSignIn,
};

function onOrg(account: string, path: string): string | null {
  const host = orgHost(account);
  return host && `https://${host}${path}`;
}

function readUser(body: unknown): OrgUser | null {
  const { preferred_username: username, is_salesforce_integration_user: integrationUser } = record(body);
  if (typeof username !== 'string' && typeof integrationUser !== 'boolean') return null;
  return {
    username: typeof username === 'string' ? username.slice(0, 200) : null,
    integrationUser: typeof integrationUser === 'boolean' ? integrationUser : null,
  };
}

function readSignIn(body: unknown): OrgSignIn | null {
  const { SamlProviders: saml, AuthProviders: auth, LoginPage: page } = record(body);
  if (!Array.isArray(saml) && !Array.isArray(auth)) return null;
  const listed = [saml, auth].flatMap((list) => (Array.isArray(list) ? list.slice(0, 20) : []));
  const hosts = listed.flatMap((provider) => hostOf(record(provider).SsoUrl) ?? []);
  // Salesforce's own script for embedded logins reads this; the page may be missing.
  const { UsernamePasswordEnabled: password } = record(page);
  return { providers: [...new Set(hosts)], password: typeof password === 'boolean' ? password : null };
}

function hostOf(url: unknown): string | undefined {
  return typeof url === 'string' ? URL.parse(url)?.hostname : undefined;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
