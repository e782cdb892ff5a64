/** Where Salesforce asks for consent, and the pages around it. Evidence: README.md beside this file, seen 2026-11-22. */

import type { PageKind, UrlRules } from '../contract/page';
import { isDefaultHttpsUrl } from '../trusted-url';

/** A leading `*.` stands for any depth of sub-domains: sandboxes and partitions add labels. */
export const urls: UrlRules = {
  hosts: [
    'login.salesforce.com',
    'test.salesforce.com',
    '*.my.salesforce.com',
    '*.my.site.com',
    '*.force.com',
    '*.salesforce.mil',
    '*.crmforce.mil',
  ],
  apiHosts: ['*.my.salesforce.com', '*.my.salesforce.mil'],
  // Experience Cloud sites may put a prefix in front of every path. A broken link is answered at the authorize URL itself, and a
  // refused sign-in by the login page of the flow.
  contentScriptPaths: ['/', '/*/'].flatMap((prefix) =>
    [
      'setup/secur/RemoteAccessAuthorizationPage.apexp?*',
      'setup/secur/RemoteAccessErrorPage.apexp*',
      'services/oauth2/authorize?*',
      'identity/app/AppInstallErrorPage.apexp?*',
      '?*RemoteAccessAuthorizationPage*',
    ].map((path) => prefix + path),
  ),
  ssoFormPaths: ['/saml/authn-request.jsp?*', '/*/saml/authn-request.jsp?*'],
  classifyUrl,
  accountOf: orgOf,
};

const exact: ReadonlySet<string> = new Set(urls.hosts.filter((host) => !host.startsWith('*.')));
const suffixes = urls.hosts.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));

/** A known host over https on the default port, without user-info: anything else only looks like Salesforce. */
export function isOwnHost(url: URL): boolean {
  return isDefaultHttpsUrl(url) && (exact.has(url.hostname) || suffixes.some((suffix) => url.hostname.endsWith(suffix)));
}

/** Paths that nobody but Salesforce has, compared without case: Salesforce serves them in any. */
const ownPaths: readonly [RegExp, PageKind][] = [
  [/\/services\/oauth2\/authorize(?:\/[^/]+)?$/, 'authorize'],
  [/\/setup\/secur\/remoteaccessauthorizationpage\.apexp$/, 'consent'],
  [/\/setup\/secur\/remoteaccesserrorpage\.apexp$/, 'error'],
  [/\/identity\/app\/appinstallerrorpage\.apexp$/, 'error'],
  [/\/saml\/authn-request\.jsp$|\/services\/auth(?:\/sso\/|callback\/)|\/idp\/(?:login|endpoint\/)/, 'sso'],
  // Carries the session to the org's host, however the user signed in.
  [/\/secur\/frontdoor\.jsp$/, 'login'],
];
const paths: readonly [RegExp, PageKind][] = [
  ...ownPaths,
  [/^\/?$|\/login\/?$|\/_ui\/identity\/verification\//, 'login'],
  [/^\/lightning\/page\/home$|^\/home\/home\.jsp$|^\/one\/one\.app$/, 'home'],
];

/**
 * An Experience Cloud site may have a domain of the customer's, which no list holds: there only a path that is Salesforce's alone
 * counts. A name that plays Salesforce's own is no such site.
 */
export function mayBeSite(url: URL): boolean {
  const named = url.hostname.includes('.') && !/salesforce|force\.|(?:^|\.)xn--|\.$|\.\d+$/.test(url.hostname);
  return named && isDefaultHttpsUrl(url) && pageKindIn(ownPaths, url) !== undefined;
}

export function classifyUrl(url: URL): PageKind {
  const pageKind = (isOwnHost(url) ? pageKindIn(paths, url) : mayBeSite(url) ? pageKindIn(ownPaths, url) : undefined) ?? 'elsewhere';
  // An org that signs people in with another org asks it by the same protocol: a leg of the way, and no app's request.
  return pageKind === 'authorize' && signsPeopleIn(url) ? 'sso' : pageKind;
}

function signsPeopleIn(url: URL): boolean {
  return /\/services\/authcallback\//i.test(url.searchParams.get('redirect_uri') ?? '');
}

function pageKindIn(list: readonly [RegExp, PageKind][], url: URL): PageKind | undefined {
  const path = url.pathname.toLowerCase();
  return list.find(([pattern]) => pattern.test(path))?.[1];
}

/** The org as its own host names it; null on the generic hosts, which do not say whose login it is. */
export function orgOf(url: URL): string | null {
  return (isOwnHost(url) || mayBeSite(url)) && !exact.has(url.hostname) ? url.hostname : null;
}

export function isGenericHost(host: string): boolean {
  return exact.has(host);
}
