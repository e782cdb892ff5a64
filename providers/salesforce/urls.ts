/**
 * Classifies Salesforce's URLs: the approval page, the error page and the sign-in steps. README.md
 * in this folder has the evidence, read 2026-11-22.
 */

import type { PageKind, UrlRules } from '../contract/page';
import { readQuery } from '../oauth2/query';
import { isTooLong } from '../oauth2/request';
import { kindOfPath, type PathKinds } from '../path-kind';
import { isDefaultHttpsUrl } from '../trusted-url';

const genericHosts = ['login.salesforce.com', 'test.salesforce.com'];
const customerHosts = ['*.my.site.com', '*.force.com', '*.crmforce.mil'];
const ofAnyDepth = ['*.my.salesforce.com', '*.salesforce.mil', ...customerHosts];

/**
 * Experience Cloud sites may put a prefix before every path. The calls are marked as pure, so that
 * the content script leaves the patterns out.
 */
const underPrefix = (...paths: string[]) => paths.flatMap((path) => [`/${path}`, `/*/${path}`]);

/**
 * Generic hosts, My Domain hosts and Experience Cloud sites. A leading `*.` covers subdomains of
 * any depth, because sandboxes and partitions add labels.
 */
export const urls: UrlRules = {
  hosts: /* @__PURE__ */ genericHosts.concat(ofAnyDepth),
  customerHosts,
  apiHosts: ['*.my.salesforce.com', '*.my.salesforce.mil'],
  // Salesforce reports a broken link at the authorize URL itself, and a refused sign-in on the
  // login page of the flow.
  contentScriptPaths: /* @__PURE__ */ underPrefix(
    'setup/secur/RemoteAccessAuthorizationPage.apexp?*',
    'setup/secur/RemoteAccessErrorPage.apexp*',
    'services/oauth2/authorize?*',
    'identity/app/AppInstallErrorPage.apexp?*',
  ),
  // The login page of a flow, and other spellings of the first and third path above, as far as
  // patterns can cover them (providers/path-kind.ts).
  ownHostPaths: /* @__PURE__ */ underPrefix('?*RemoteAccessAuthorizationPage*').concat(
    '/*/secur/*RemoteAccessAuthorizationPage.apexp*',
    '/*/oauth2/*authorize*',
  ),
  ssoFormPaths: /* @__PURE__ */ underPrefix('saml/authn-request.jsp?*'),
  classifyUrl,
  accountOf: orgOf,
  mayBeFor,
  signsInFor,
};

const exact: ReadonlySet<string> = new Set(genericHosts);
const isBelow = (hosts: readonly string[], { hostname }: URL) => hosts.some((host) => hostname.endsWith(host.slice(1)));

/**
 * Sandboxes and scratch orgs sign in at one generic host, all others at the other one. An older host shows
 * only by its double hyphen that it may be a sandbox's (README.md).
 */
function mayBeFor({ hostname }: URL, account: string): boolean {
  const isOfProduction = /^(?!.*--)[^.]+\.my\.salesforce\.com$/.test(account);
  const isOfSandbox = /\.(?:sandbox|scratch)\.my\.salesforce\.com$/.test(account);
  return !(hostname === 'test.salesforce.com' ? isOfProduction : hostname === 'login.salesforce.com' && isOfSandbox);
}

/**
 * Whether the URL is on one of Salesforce's known hosts and on https. Any other may be a
 * look-alike.
 */
export function isOwnHost(url: URL): boolean {
  return isDefaultHttpsUrl(url) && (exact.has(url.hostname) || isBelow(ofAnyDepth, url));
}

/**
 * Paths that only Salesforce uses. It ignores their case, and a site has at most one prefix before
 * them.
 */
const distinctiveKinds: PathKinds = [
  [/^(?:\/[\w-]+)?\/services\/oauth2\/authorize(?:\/[^/;]+)?$/i, 'authorize'],
  [/^(?:\/[\w-]+)?\/setup\/secur\/remoteaccessauthorizationpage\.apexp$/i, 'consent'],
  [/^(?:\/[\w-]+)?\/(?:setup\/secur\/remoteaccess|identity\/app\/appinstall)errorpage\.apexp$/i, 'error'],
  [/\/saml\/authn-request\.jsp$|\/services\/auth(?:\/sso\/|callback\/)|\/idp\/(?:login|endpoint\/)/i, 'sso'],
  // Carries the session to the org's host, whichever way the user signed in.
  [/\/secur\/frontdoor\.jsp$/i, 'login'],
];
const pathKinds: PathKinds = [...distinctiveKinds, [/^\/?$|\/login\/?$|\/_ui\/identity\/verification\//i, 'login']];
/** The default landing pages, which the content script does not need to know. */
const homeKinds: PathKinds = [[/^\/(?:lightning\/page\/home|home\/home\.jsp|one\/one\.app)$/i, 'home']];

/**
 * Whether the URL may belong to an Experience Cloud site on a customer's domain. No list contains
 * these domains, so only the distinctive paths count. A host name that imitates Salesforce is not
 * such a site.
 */
export function mayBeSite(url: URL): boolean {
  const named = url.hostname.includes('.') && !/salesforce|force\.|(?:^|\.)xn--|\.$|\.\d+$/.test(url.hostname);
  return named && isDefaultHttpsUrl(url) && kindOfPath(distinctiveKinds, url) !== 'elsewhere';
}

/** Known hosts are classified by all paths, other hosts only by the distinctive ones. */
export function classifyUrl(url: URL, paths?: string[]): PageKind {
  const isOwn = isOwnHost(url);
  const pageKind = !isOwn && mayBeSite(url) ? kindOfPath(distinctiveKinds, url, paths) : classifyOwnUrl(url, paths);
  return isOwn && pageKind === 'elsewhere' ? kindOfPath(homeKinds, url, paths) : pageKind;
}

/** Classifies the URLs on known hosts as far as the content script needs it. */
export function classifyOwnUrl(url: URL, paths?: string[]): PageKind {
  return isOwnHost(url) ? kindOfPath(pathKinds, url, paths) : 'elsewhere';
}

/**
 * Returns the host of the org that signs its users in by this request, as one does that uses another
 * org as its identity provider; null if the request is surely an app's.
 */
function signsInFor(url: URL): string | null {
  if (classifyUrl(url) !== 'authorize') return null;
  const { parameters } = readQuery(isTooLong(url.href) ? '' : url.href);
  const [redirect, other] = parameters.filter(({ name }) => /redirect.uri/i.test(name));
  const target = URL.parse(redirect?.value ?? '');
  const isCallback = target !== null && isOwnHost(target) && /^(?:\/[\w-]+)?\/services\/authcallback\//i.test(target.pathname);
  return isCallback && !other ? target.hostname : null;
}

/**
 * The host of the org or site; null on the generic hosts, whose URL names no org, and elsewhere.
 */
export function orgOf(url: URL): string | null {
  return (isOwnHost(url) || mayBeSite(url)) && !exact.has(url.hostname) ? url.hostname : null;
}

/**
 * Whether a customer's own scripts can run on the page: on Experience Cloud and Visualforce hosts,
 * and on sites with a custom domain. Salesforce alone controls the pages of My Domain hosts.
 */
export function isCustomerPage(url: URL): boolean {
  return isCustomerHost(url) || (!isOwnHost(url) && mayBeSite(url));
}

/** Whether the URL is on one of the `customerHosts`. */
export const isCustomerHost = (url: URL) => isBelow(customerHosts, url);

/** Whether the host is shared by all orgs, as `login.salesforce.com` is. */
export function isGenericHost(host: string): boolean {
  return exact.has(host);
}
