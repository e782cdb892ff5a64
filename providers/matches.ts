/** Manifest match patterns out of the providers' places. */
import type { UrlRules } from './contract/page';

/** Pages on which the content script may run. */
export function pageMatches(urls: UrlRules): string[] {
  return urls.hosts.flatMap((host) => urls.contentScriptPaths.map((path) => `https://${host}${path}`));
}

/** Steps of a sign-in of which only the way out is read. */
export function signInMatches(urls: UrlRules): string[] {
  return urls.hosts.flatMap((host) => (urls.ssoFormPaths ?? []).map((path) => `https://${host}${path}`));
}

/** Hosts whose requests are recorded, and which may frame the panel. */
export function hostMatches(urls: UrlRules): string[] {
  return urls.hosts.map((host) => `https://${host}/*`);
}

/** Whether one of these matches covers the host. */
export function isListed(urls: UrlRules, hostname: string): boolean {
  return urls.hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
}
