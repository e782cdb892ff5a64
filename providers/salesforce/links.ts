/**
 * Deep links into an org's Setup. Evidence: the link list of Salesforce Inspector Reloaded
 * (addon/links.js), read 2026-11-22.
 */

/** The names in `/lightning/setup/<name>/home` to which steps link. */
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

/** Only a My Domain host serves Setup; the host of an Experience Cloud site does not. */
const myDomain = /^[\w-]+(?:\.[\w-]+)*\.my\.salesforce\.(?:com|mil)$/;

/** The links by the names of their pages; empty if the account has no My Domain host. */
export function links(account: string | null): Readonly<Record<string, string>> {
  const org = orgHost(account);
  const url = (page: string) => `https://${org}/lightning/setup/${page}/home`;
  // A step that looks for a row of the login history is left out if that row is known.
  return org === null ? {} : { ...Object.fromEntries(setupPages.map((page) => [page, url(page)])), LogRow: url('OrgLoginHistory') };
}

/** The My Domain host of an account; null for generic hosts and sites. */
export function orgHost(account: string | null): string | null {
  const host = account?.replace(/\.lightning\.force\.(com|mil)$/, '.my.salesforce.$1') ?? '';
  return myDomain.test(host) ? host : null;
}
