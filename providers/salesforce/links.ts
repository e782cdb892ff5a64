/** Pages of Setup. Evidence: the link list of Salesforce Inspector Reloaded (addon/links.js), read 2026-11-22. */

/** Names in `/lightning/setup/<name>/home` that the steps link to. */
const setupPages = [
  'ApiAccessControl',
  'AuthProviders',
  'CompanyProfileInfo',
  'ConnectedApplication',
  'ConnectedAppsUsage',
  'EnhancedProfiles',
  'ExternalClientApplicationOauthUsage',
  'IdpPage',
  'ImportedPackage',
  'LoginFlow',
  'ManageExternalClientApplication',
  'ManageUsers',
  'NavigationMenus',
  'NetworkAccess',
  'OauthCustomScope',
  'OauthOidcSettings',
  'OrgDomain',
  'OrgLoginHistory',
  'PermSets',
  'SecurityEvents',
  'SecuritySession',
  'SingleSignOn',
  'TransactionSecurityNew',
] as const;

/** My Domain answers for Setup; the host of a site is no such address. */
const myDomain = /^[\w-]+(?:\.[\w-]+)*\.my\.salesforce\.(?:com|mil)$/;

export function links(account: string | null): Readonly<Record<string, string>> {
  const org = orgHost(account);
  return org === null ? {} : Object.fromEntries(setupPages.map((page) => [page, `https://${org}/lightning/setup/${page}/home`]));
}

/** The host of My Domain behind an account; null for generic hosts and sites. */
export function orgHost(account: string | null): string | null {
  const host = account?.replace(/\.lightning\.force\.(com|mil)$/, '.my.salesforce.$1') ?? '';
  return myDomain.test(host) ? host : null;
}
