/** Manifest match patterns out of the providers' places. */
import type { PlaceRules } from './types';

/** Pages on which the content script may run. */
export function pageMatches(places: PlaceRules): string[] {
  return places.hosts.flatMap((host) => places.pagePaths.map((path) => `https://${host}${path}`));
}

/** Steps of a sign-in of which only the way out is read. */
export function signInMatches(places: PlaceRules): string[] {
  return places.hosts.flatMap((host) => (places.signInPaths ?? []).map((path) => `https://${host}${path}`));
}

/** Hosts whose requests are recorded, and which may frame the panel. */
export function hostMatches(places: PlaceRules): string[] {
  return places.hosts.map((host) => `https://${host}/*`);
}

/** Whether one of these matches covers the host. */
export function isListed(places: PlaceRules, hostname: string): boolean {
  return places.hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
}
