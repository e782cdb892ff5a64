import type { SimRequest } from '../web';
import { genericHosts, lightningHost, type Org, setupHost } from './orgs';
import type { SalesforceState } from './state';

/** Which part of Salesforce a request is for. */
export interface Realm {
  host: string;
  /** Of an Experience Cloud site, else empty. */
  prefix: string;
  kind: 'production' | 'sandbox' | 'my-domain' | 'site' | 'lightning' | 'setup';
  /** Undefined on the generic hosts. */
  org: Org | undefined;
  /** Without the prefix. */
  path: string;
}

/** Undefined for an address outside a site's prefix. Of several sites on one host the longest prefix wins. */
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
  /** Where an Auth. Provider's sign-on ends when it fails. Evidence: addresses in public scripts and tests of login pages. */
  authorizationError: '/_nc_external/identity/sso/ui/AuthorizationError',
  /** Home before Lightning. */
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

/** The login page; Experience Cloud sites have their own address for it. */
export function loginAddress(realm: Realm, startURL: string): string {
  const query = new URLSearchParams({ ec: '302', startURL });
  return realm.kind === 'site' ? `${realm.prefix}/s/login/?${query}` : `/?${query}`;
}

/** Where somebody lands without a start URL: on My Domain this address leads on to the Lightning host. */
export function homeOf({ kind, prefix }: Realm): string {
  return kind === 'site' ? `${prefix}${paths.siteHome}` : paths.home;
}

/** Where to go after signing in: an address of the same host, never another site. */
export function safeStart(startURL: string | null, realm: Realm): string {
  return startURL !== null && /^\/(?![/\\])/.test(startURL) ? startURL : homeOf(realm);
}
