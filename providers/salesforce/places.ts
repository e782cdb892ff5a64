/** Where Salesforce asks for consent, and the pages around it. Evidence: README.md beside this file, seen 2026-11-22. */
import type { Place, PlaceRules } from '../types';

/** A leading `*.` stands for any depth of sub-domains: sandboxes and partitions add labels. */
export const places: PlaceRules = {
  hosts: [
    'login.salesforce.com',
    'test.salesforce.com',
    '*.my.salesforce.com',
    '*.my.site.com',
    '*.force.com',
    '*.salesforce.mil',
    '*.crmforce.mil',
  ],
  // Experience Cloud sites may put a prefix in front of every path.
  pagePaths: ['/', '/*/'].flatMap((prefix) =>
    ['RemoteAccessAuthorizationPage', 'RemoteAccessErrorPage'].map((page) => `${prefix}setup/secur/${page}.apexp?*`),
  ),
};

const exact: ReadonlySet<string> = new Set(places.hosts.filter((host) => !host.startsWith('*.')));
const suffixes = places.hosts.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));

/** A known host over https on the default port, without user-info: anything else only looks like Salesforce. */
export function isOwnHost(url: URL): boolean {
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return plain && (exact.has(url.hostname) || suffixes.some((suffix) => url.hostname.endsWith(suffix)));
}

/** Paths are compared without case: Salesforce serves them in any. */
const paths: readonly [RegExp, Place][] = [
  [/\/services\/oauth2\/authorize(?:\/[^/]+)?$/, 'authorize'],
  [/\/setup\/secur\/remoteaccessauthorizationpage\.apexp$/, 'consent'],
  [/\/setup\/secur\/remoteaccesserrorpage\.apexp$/, 'error'],
  [/\/identity\/app\/appinstallerrorpage\.apexp$/, 'error'],
  [/\/saml\/authn-request\.jsp$|\/services\/auth\/sso\/|\/idp\/(?:login|endpoint\/)/, 'sso'],
  // frontdoor.jsp carries the session to the org's host, however the person signed in.
  [/^\/?$|\/login\/?$|\/_ui\/identity\/verification\/|\/secur\/frontdoor\.jsp$/, 'login'],
];

export function placeOf(url: URL): Place {
  if (!isOwnHost(url)) return 'elsewhere';
  const path = url.pathname.toLowerCase();
  return paths.find(([pattern]) => pattern.test(path))?.[1] ?? 'elsewhere';
}

/** The org as its own host names it; null on the generic hosts, which do not say whose login it is. */
export function orgOf(url: URL): string | null {
  return isOwnHost(url) && !exact.has(url.hostname) ? url.hostname : null;
}
