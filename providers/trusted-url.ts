/**
 * Whether the URL uses https on the default port and has no user info. Any other URL may look like
 * the provider without leading there, so it is not trusted.
 */
export function isDefaultHttpsUrl(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
}
