/** Https on the default port, without user-info: on any other address a known host only looks like the provider. */
export function isDefaultHttpsUrl(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
}
