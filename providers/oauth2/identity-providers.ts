/** Products that sign people in, by host or by a path that is theirs alone. Evidence: public clients and guides, seen 2026-11-22. */

/** Against host and path together, first match counts. */
const products: readonly [RegExp, string][] = [
  [/^(?:[^/]+\.)?okta(?:preview|-emea)?\.com\/|^[^/]+\/app\/[^/]+\/[^/]+\/sso\/saml$/, 'Okta'],
  [/^login\.microsoftonline\.(?:com|us)\/|^sts\.windows\.net\//, 'Microsoft Entra ID'],
  [/^(?:[^/]+\.)?onelogin\.com\//, 'OneLogin'],
  [/^accounts\.google\.com\//, 'Google'],
  [/^(?:[^/]+\.)?ping(?:identity|one)\.com\/|\/idp\/SSO\.saml2$/, 'Ping Identity'],
  [/^[^/]+\/adfs\/(?:ls|oauth2)(?:\/|$)/, 'AD FS'],
  [/^[^/]+\.my\.salesforce\.com\/idp\//, 'Salesforce'],
];

/** Undefined for an address that tells nothing. Only host and path are read. */
export function identityProviderAt({ hostname, pathname }: Pick<URL, 'hostname' | 'pathname'>): string | undefined {
  return products.find(([pattern]) => pattern.test(hostname + pathname))?.[1];
}
