/** Where a redirect URI leads, and what that proves about the app. */

/** The host of the user's own machine, on which plain http is safe (RFC 8252, section 7.3). */
export const loopback = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host is known, and nothing was taken out of it. What stands in its place, `[address]`, equals nothing. */
export const isWholeHost = (host: string | null | undefined): host is string => typeof host === 'string' && !/\[[a-z]+\]/.test(host);

/** A host that has no name: the user's own machine, or an IP address as `URL` writes it. */
const isNameless = (hostname: string) => loopback.test(hostname) || /^\[|\.\d+$/.test(hostname);

/**
 * Returns where a redirect URI leads: the host, port included. A name to which it leads by plain
 * http has `http://` in front, and of any other scheme only that is returned (`com.example.app:`),
 * because its host is free text that is no one's. Null if it is no URL.
 */
export function redirectHost(uri: string): string | null {
  const url = URL.parse(uri);
  if (!url) return null;
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isNameless(url.hostname))) return url.host;
  return url.protocol === 'http:' ? `http://${url.host}` : url.protocol;
}

/** The host name in what `redirectHost` returns, without port and final dot; null if it has none. */
export function hostnameOf(host: string): string | null {
  const [, name = null] = /^(?:http:\/\/)?(\[[^\]]*\]|[^:/[\]]+?)\.*(?::\d+)?$/.exec(host) ?? [];
  return name?.toLowerCase() ?? null;
}

/**
 * Returns the host name that proves whose app it is, once the provider has accepted it for the
 * client; null if it proves nothing. Only over https does the code certainly reach that host.
 */
export function provenHostname(host: string | null): string | null {
  const name = host === null || host.startsWith('http:') ? null : hostnameOf(host);
  return name === null || isNameless(name) ? null : name;
}
