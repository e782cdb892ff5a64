/** Derives the manifest's match patterns from the providers' URL rules. */
import type { UrlRules } from './contract/page';

/** Match patterns of the pages on which the content script runs. */
export function pageMatches(urls: UrlRules): string[] {
  return [...patterns(urls.hosts, urls.contentScriptPaths), ...patterns(ownHosts(urls), urls.ownHostPaths)];
}

/**
 * Match patterns of the sign-in steps that send the user on by a form. The script there reads only
 * the host and path to which the form leads.
 */
export function signInMatches(urls: UrlRules): string[] {
  return patterns(ownHosts(urls), urls.ssoFormPaths);
}

function patterns(hosts: readonly string[], paths: readonly string[] = []): string[] {
  return hosts.flatMap((host) => paths.map((path) => `https://${host}${path}`));
}

/** The hosts on which only the provider publishes pages. */
function ownHosts({ hosts, customerHosts = [] }: UrlRules): string[] {
  return hosts.filter((host) => !customerHosts.includes(host));
}

/** Match patterns of the hosts whose requests are observed. */
export function hostMatches({ hosts }: UrlRules): string[] {
  return patterns(hosts, ['/*']);
}

/**
 * Match patterns of the hosts which may frame the panel. A customer's page could show its user a
 * panel of its own making, and take its clicks.
 */
export function frameMatches(urls: UrlRules): string[] {
  return patterns(ownHosts(urls), ['/*']);
}

/** Whether the provider's host permissions cover this host name. */
export function isListed({ hosts }: Pick<UrlRules, 'hosts'>, hostname: string): boolean {
  return hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
}

/**
 * Whether a request goes to a host on which only the provider publishes pages, so that it has checked the
 * client and the redirect URI before it asks the user. Anyone can serve the same paths elsewhere, and a
 * customer on a site of its own. True if nobody knows the hosts.
 */
export function isToProvider(urls: UrlRules, requestUrl: string): boolean {
  const url = URL.parse(requestUrl);
  return url === null || urls.hosts.length === 0 || isListed({ hosts: ownHosts(urls) }, url.hostname);
}
