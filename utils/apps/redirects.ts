/** Compares redirect URIs. Files keep them without query, so the query is not compared. */

import { loopback } from '@/providers/oauth2/redirect';

/** Whether a redirect URI is on the user's own machine. */
export const isLoopback = (uri: string): boolean => loopback.test(URL.parse(uri)?.hostname ?? '');

/** Whether a redirect URI sends the code over a network that others may read. */
export function isPlainHttp(uri: string): boolean {
  const url = URL.parse(uri);
  return url?.protocol === 'http:' && !loopback.test(url.hostname);
}

/** Whether an IP address was taken out of the URI, so that it equals nothing. */
export const isRedactedUri = (uri: string): boolean => uri.includes('[address]') || uri.includes('[value]');

/** The URI without query, in the spelling that URL parsers agree on. */
function normal(uri: string): string {
  const path = uri.split(/[?#]/, 1)[0] ?? '';
  return URL.parse(path)?.href ?? path;
}

/**
 * Whether two URIs may be the same to a server: in another spelling of one address, or with another port
 * of a loopback address, which some servers ignore.
 */
export function isSameRedirect(one: string, other: string): boolean {
  const withoutPort = (uri: string) => {
    const url = URL.parse(uri);
    return url && loopback.test(url.hostname) ? `${url.protocol}//${url.hostname}${url.pathname}` : uri;
  };
  return withoutPort(normal(one)) === withoutPort(normal(other));
}

/** Returns the registered URI that is most like the requested one. */
export function nearestRedirect(requested: string, registered: readonly string[]): string | undefined {
  const loose = (uri: string) =>
    normal(uri)
      .replace(/^http:/, 'https:')
      .replace(/\/$/, '')
      .toLowerCase();
  const host = (uri: string) => URL.parse(uri)?.host ?? '';
  const isSafe = (uri: string) => !isPlainHttp(uri);
  return (
    registered.filter((uri) => loose(uri) === loose(requested)).find(isSafe) ??
    registered.find((uri) => loose(uri) === loose(requested)) ??
    registered.find((uri) => host(uri) !== '' && host(uri) === host(requested)) ??
    registered.find(isSafe) ??
    registered[0]
  );
}
