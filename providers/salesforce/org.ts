/**
 * Builds the URLs of the two checks of a Salesforce org and parses the responses.
 * `/services/oauth2/userinfo` with the browser's session says what kind of user it is, as
 * Salesforce Inspector Reloaded uses it. The public `/.well-known/auth-configuration` says how
 * users sign in, as the Mobile SDK reads it. Evidence: the public code of both, read 2026-11-22.
 */
import type { OrgApi, OrgSignIn, OrgUser } from '../contract/org';
import { orgHost } from './links';

/** Only My Domain hosts can be queried; for any other account the URLs are null. */
export const org: OrgApi = {
  userUrl: (account) => orgUrl(account, '/services/oauth2/userinfo'),
  sessionCookie: 'sid',
  readUser,
  // A site has a public configuration too, but reading it would need a permission for a domain that
  // may not belong to Salesforce.
  signInUrl: (account) => orgUrl(account, '/.well-known/auth-configuration'),
  readSignIn,
};

function orgUrl(account: string, path: string): string | null {
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
  // Salesforce's script for embedded logins reads this field. `LoginPage` may be missing.
  const { UsernamePasswordEnabled: password } = record(page);
  return { providers: [...new Set(hosts)], password: typeof password === 'boolean' ? password : null };
}

function hostOf(url: unknown): string | undefined {
  return typeof url === 'string' ? URL.parse(url)?.hostname : undefined;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
