/**
 * Titles of Setup pages by the middle of `/lightning/setup/<name>/home`. Evidence: the link list of Salesforce Inspector Reloaded
 * (tprouvot/Salesforce-Inspector-reloaded, addon/links.js), read 2026-11-22.
 */
export const setupPages: Readonly<Record<string, string>> = {
  ConnectedAppsUsage: 'Connected Apps OAuth Usage',
  ConnectedApplication: 'Manage Connected Apps',
  NavigationMenus: 'App Manager',
  ManageExternalClientApplication: 'External Client App Manager',
  ExternalClientApplicationOauthUsage: 'External Client App OAuth Usage',
  ExternalClientApplicationSettings: 'External Client App Settings',
  ImportedPackage: 'Installed Packages',
  ManageUsers: 'Users',
  EnhancedProfiles: 'Profiles',
  Profiles: 'Profiles',
  PermSets: 'Permission Sets',
  PermSetGroups: 'Permission Set Groups',
  SingleSignOn: 'Single Sign-On Settings',
  AuthProviders: 'Auth. Providers',
  IdpPage: 'Identity Provider',
  IdpErrorLog: 'Identity Provider Event Log',
  OrgDomain: 'My Domain',
  OrgLoginHistory: 'Login History',
  LoginFlow: 'Login Flows',
  OauthOidcSettings: 'OAuth and OpenID Connect Settings',
  OauthCustomScope: 'OAuth Custom Scopes',
  ApiAccessControl: 'API Access Control',
  NetworkAccess: 'Network Access',
  SecuritySession: 'Session Settings',
  TransactionSecurityNew: 'Transaction Security Policies',
  SessionManagementPage: 'Session Management',
  CompanyProfileInfo: 'Company Information',
  SecurityEvents: 'View Setup Audit Trail',
};
