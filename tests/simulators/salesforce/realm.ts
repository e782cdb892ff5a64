import type { SimRequest } from '../web';
import { genericHosts, lightningHost, type Org, setupHost } from './orgs';
import type { SalesforceState } from './state';

/** The part of Salesforce that a request is for. */
export interface Realm {
  host: string;
  /** The path prefix of an Experience Cloud site, else an empty text. */
  prefix: string;
  kind: 'production' | 'sandbox' | 'my-domain' | 'site' | 'lightning' | 'setup';
  /** Undefined on the generic hosts. */
  org: Org | undefined;
  /** The path without the prefix. */
  path: string;
}

/**
 * Returns the realm; undefined for a URL outside the prefixes of a site's host. If several sites
 * share a host, the longest prefix wins.
 */
export function realmOf(state: SalesforceState, { host, path }: Pick<SimRequest, 'host' | 'path'>): Realm | undefined {
  const generic = Object.entries(genericHosts).find(([name]) => name === host);
  if (generic) return { host, prefix: '', kind: generic[1], org: undefined, path };
  for (const org of state.orgs) {
    if (host === org.host) return { host, prefix: '', kind: 'my-domain', org, path };
    if (host === lightningHost(org)) return { host, prefix: '', kind: 'lightning', org, path };
    if (host === setupHost(org)) return { host, prefix: '', kind: 'setup', org, path };
    const sites = org.sites.filter((site) => site.host === host && path.startsWith(`${site.prefix}/`));
    const prefix = sites.map((site) => site.prefix).toSorted((one, other) => other.length - one.length)[0];
    if (prefix !== undefined) return { host, prefix, kind: 'site', org, path: path.slice(prefix.length) };
  }
  return undefined;
}

export const paths = {
  /**
   * The page for a failed sign-on through an Auth. Provider. Evidence: URLs in public scripts and
   * tests of login pages.
   */
  authorizationError: '/_nc_external/identity/sso/ui/AuthorizationError',
  /** The home page before Lightning. */
  classicHome: '/home/home.jsp',
  approval: '/setup/secur/RemoteAccessAuthorizationPage.apexp',
  error: '/setup/secur/RemoteAccessErrorPage.apexp',
  frontdoor: '/secur/frontdoor.jsp',
  home: '/lightning/page/home',
  logout: '/secur/logout.jsp',
  samlStart: '/saml/authn-request.jsp',
  secondFactor: '/_ui/identity/verification/method/TotpVerificationUi',
  siteHome: '/s/',
} as const;

/** Returns the login page. Experience Cloud sites have a path of their own for it. */
export function loginAddress(realm: Realm, startURL: string): string {
  const query = new URLSearchParams({ ec: '302', startURL });
  return realm.kind === 'site' ? `${realm.prefix}/s/login/?${query}` : `/?${query}`;
}

/**
 * Returns the page that follows a sign-in without a start URL. On My Domain it redirects to the
 * Lightning host.
 */
export function homeOf({ kind, prefix }: Realm): string {
  return kind === 'site' ? `${prefix}${paths.siteHome}` : paths.home;
}

/**
 * Returns the page to open after the sign-in, which is always on the same host and never on another
 * site.
 */
export function safeStart(startURL: string | null, realm: Realm): string {
  return startURL !== null && /^\/(?![/\\])/.test(startURL) ? startURL : homeOf(realm);
}
