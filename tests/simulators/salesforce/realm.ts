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

/** Undefined for an address outside the site's prefix. */
export function realmOf(state: SalesforceState, { host, path }: Pick<SimRequest, 'host' | 'path'>): Realm | undefined {
  const generic = Object.entries(genericHosts).find(([name]) => name === host);
  if (generic) return { host, prefix: '', kind: generic[1], org: undefined, path };
  for (const org of state.orgs) {
    if (host === org.host) return { host, prefix: '', kind: 'my-domain', org, path };
    if (host === lightningHost(org)) return { host, prefix: '', kind: 'lightning', org, path };
    if (host === setupHost(org)) return { host, prefix: '', kind: 'setup', org, path };
    if (host === org.site?.host) {
      const { prefix } = org.site;
      return path.startsWith(`${prefix}/`) ? { host, prefix, kind: 'site', org, path: path.slice(prefix.length) } : undefined;
    }
  }
  return undefined;
}

export const paths = {
  approval: '/setup/secur/RemoteAccessAuthorizationPage.apexp',
  error: '/setup/secur/RemoteAccessErrorPage.apexp',
  frontdoor: '/secur/frontdoor.jsp',
  home: '/lightning/page/home',
  logout: '/secur/logout.jsp',
  samlStart: '/saml/authn-request.jsp',
  secondFactor: '/_ui/identity/verification/method/TotpVerificationUi',
} as const;

/** The login page; Experience Cloud sites have their own address for it. */
export function loginAddress(realm: Realm, startURL: string): string {
  const query = new URLSearchParams({ ec: '302', startURL });
  return realm.kind === 'site' ? `${realm.prefix}/s/login/?${query}` : `/?${query}`;
}

/** Where to go after signing in: an address of the same host, never another site. */
export function safeStart(startURL: string | null, realm: Realm): string {
  return startURL !== null && /^\/(?![/\\])/.test(startURL) ? startURL : `${realm.prefix}${paths.home}`;
}
