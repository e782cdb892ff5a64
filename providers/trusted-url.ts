/**
 * Whether the URL uses https on the default port. Any other URL may look like the provider without
 * leading there, so it is not trusted. User info changes nothing about where a URL leads.
 */
export function isDefaultHttpsUrl(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '';
}
