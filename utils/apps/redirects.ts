/** Compares redirect URIs. A query is only a placeholder in them, so two queries can't be compared. */
import { loopback } from '@/providers/oauth2/redirect';

/** Whether a redirect URI is on the user's own machine. */
export const isLoopback = (uri: string): boolean => loopback.test(URL.parse(uri)?.hostname ?? '');

/** Whether a redirect URI sends the code over a network that others may read. */
export function isPlainHttp(uri: string): boolean {
  const url = URL.parse(uri);
  return url?.protocol === 'http:' && !loopback.test(url.hostname);
}

/** The URI without query. */
export const pathOf = (uri: string): string => uri.split(/[?#]/, 1)[0] ?? '';

/** The URI without query, in the spelling that URL parsers agree on. */
const normal = (uri: string) => URL.parse(pathOf(uri))?.href ?? pathOf(uri);

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
