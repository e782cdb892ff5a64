/**
 * Identity products, recognized by their host or by a path that only they use. Evidence: public
 * clients and guides, read 2026-11-22.
 */

/** Patterns for the host and path together. The first match counts. */
const products: readonly [RegExp, string][] = [
  [/^(?:[^/]+\.)?okta(?:preview|-emea)?\.com\/|^[^/]+\/app\/[^/]+\/[^/]+\/sso\/saml$/, 'Okta'],
  [/^login\.microsoftonline\.(?:com|us)\/|^sts\.windows\.net\//, 'Microsoft Entra ID'],
  [/^(?:[^/]+\.)?onelogin\.com\//, 'OneLogin'],
  [/^accounts\.google\.com\//, 'Google'],
  [/^(?:[^/]+\.)?ping(?:identity|one)\.com\/|\/idp\/SSO\.saml2$/, 'Ping Identity'],
  [/^[^/]+\/adfs\/(?:ls|oauth2)(?:\/|$)/, 'AD FS'],
  [/^[^/]+\.my\.salesforce\.com\/idp\//, 'Salesforce'],
];

/** The product that signs users in at this URL, by host and path only; undefined if unknown. */
export function identityProviderAt({ hostname, pathname }: Pick<URL, 'hostname' | 'pathname'>): string | undefined {
  return products.find(([pattern]) => pattern.test(hostname + pathname))?.[1];
}
