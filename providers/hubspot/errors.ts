/**
 * Errors on HubSpot's pages, in the observed wordings but without the advice at their end, which is
 * the same for every cause. A list of IDs ends at the bracket, because a long page text is cut.
 */

import type { Source } from '@/providers/contract/catalogue';
import type { ErrorRule } from '@/providers/contract/diagnosis';
import { translations } from './translations';

const accessedOn = '2026-11-22';

const helpCenter: Source = {
  title: 'HubSpot Knowledge Base: errors when connecting an app',
  url: 'https://knowledge.hubspot.com/integrations/resolve-a-request-for-integration-permissions-error',
  accessedOn,
};
const scopeSettings: Source = {
  title: 'HubSpot changelog: scope settings for public apps',
  url: 'https://developers.hubspot.com/changelog/advanced-auth-and-scope-settings-for-public-apps',
  accessedOn,
};
const planCheck: Source = {
  title: 'HubSpot changelog: integration permission error',
  url: 'https://developers.hubspot.com/changelog/2018-02-01-integration-permission-error',
  accessedOn,
};
const appGovernance: Source = {
  title: 'HubSpot Knowledge Base: access of apps (beta); the wording is quoted by app vendors',
  url: 'https://knowledge.hubspot.com/integrations/manage-access-to-ai-connectors',
  accessedOn,
};
const developerIdentity: Source = {
  title: 'HubSpot developer documentation: developer identity',
  url: 'https://developers.hubspot.com/docs/api/developer-identity',
  accessedOn,
};
const report = (title: string, repositoryPath: string): Source => ({ title, url: `https://github.com/${repositoryPath}`, accessedOn });

/** The heading of every error on HubSpot's authorization pages. */
export const errorHeadings: readonly { language: string; text: string }[] = [
  { language: 'en', text: 'Couldn’t complete the connection' },
  ...translations.heading,
];

/** Rules for the errors of HubSpot's pages, sorted by ID. */
export const errors: readonly ErrorRule[] = [
  {
    id: 'hubspot-acceptable-use-policy',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [{ language: 'en', text: 'The app could not be installed because the app developer has not signed the acceptable use policy' }],
    source: report('Report by an app vendor', 'andrewyng/openworker/issues/89'),
  },
  // The heading without a sentence that another rule knows. Other products use the same words.
  {
    id: 'hubspot-connection-failed',
    surface: 'page',
    severity: 'blocker',
    actor: 'you',
    texts: errorHeadings.map((heading) => ({ ...heading, shared: true })),
    generic: 'heading',
    source: helpCenter,
  },
  {
    id: 'hubspot-governance-not-approved',
    surface: 'page',
    severity: 'blocker',
    actor: 'hubspot-super-admin',
    texts: [{ language: 'en', text: 'Authorization failed because this app hasn’t been approved to access the required scopes [*' }],
    source: appGovernance,
  },
  {
    id: 'hubspot-invalid-client',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    // No public report quotes the English wording.
    texts: translations['invalid-client'],
    source: report('Report by a Pipedream user', 'PipedreamHQ/pipedream/issues/20321'),
  },
  {
    id: 'hubspot-invalid-scope-name',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [
      // Quoted by an app developer; no date.
      { language: 'en', text: 'Authorization failed because one or more scopes are invalid: *' },
      { language: 'en', text: 'An invalid scope name was provided' },
    ],
    scopeLists: [/scopes are invalid: \[?([\w:-]+(?:\.[\w:-]+)*(?:, ?[\w:-]+(?:\.[\w:-]+)*)*)/gi],
    source: report('Report by a Socialite user', 'SocialiteProviders/Providers/issues/1188'),
  },
  {
    id: 'hubspot-no-approvers',
    surface: 'page',
    severity: 'blocker',
    actor: 'you',
    texts: [{ language: 'en', text: 'There was a problem fetching approvers' }],
    source: { title: 'Report by an app developer', accessedOn },
  },
  {
    id: 'hubspot-permission-refused',
    surface: 'page',
    severity: 'blocker',
    actor: 'hubspot-super-admin',
    texts: [
      { language: 'en', text: 'You don’t have the right permissions to install *' },
      { language: 'en', text: 'You don’t have permission to connect this app', ambiguous: true },
      { language: 'en', text: 'You don’t have permission to connect this integration', ambiguous: true },
      { language: 'en', text: 'Request for Integration Permissions' },
    ],
    listsOnPage: true,
    source: report('Report by an Estuary user', 'estuary/connectors/issues/5069'),
  },
  {
    id: 'hubspot-plan-missing',
    surface: 'page',
    severity: 'blocker',
    actor: 'hubspot-super-admin',
    texts: [
      { language: 'en', text: 'Authorization failed because your account lacks access to the required scopes [*' },
      { language: 'en', text: 'your account lacks access to the required scopes' },
      { language: 'en', text: 'This account doesn’t have access to some HubSpot features that are required by this app' },
      { language: 'en', text: 'This hub doesn’t have access to some HubSpot features that are required by this integration' },
      // HubSpot's changelog about the error describes it in these words; users paste them.
      { language: 'en', text: 'portal doesn’t have access to all the scopes that the integration requires' },
    ],
    namesPlans: true,
    source: planCheck,
  },
  {
    id: 'hubspot-redirect-mismatch',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [
      { language: 'en', text: 'Authorization failed as the redirect URL ‘*’ doesn’t match the app’s registered redirect URL' },
      { language: 'en', text: 'The redirect_uri doesn’t match the client registered redirect_uri' },
    ],
    source: report('Report by an n8n user', 'n8n-io/n8n/issues/23581'),
  },
  {
    id: 'hubspot-role-cannot-grant',
    surface: 'page',
    severity: 'blocker',
    actor: 'hubspot-super-admin',
    // Reported in 2017 and 2018. HubSpot also showed it when the account lacked the tool.
    texts: [
      { language: 'en', text: 'You do not have the correct role to grant these permissions', ambiguous: true },
      // The title of HubSpot's changelog about this error.
      { language: 'en', text: 'Integration Permission Error', whole: true, shared: true },
    ],
    source: { title: 'HubSpot developer forum', url: 'https://integrate.hubspot.com/', accessedOn },
  },
  {
    id: 'hubspot-scope-mismatch',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [
      {
        language: 'en',
        text: 'Authorization failed because there is a mismatch between the scopes in the install URL and the app’s configured scopes',
      },
      // Workato's guide calls the error a scope mismatch, which projects have too.
      { language: 'en', text: 'scope mismatch', whole: true, shared: true },
      { language: 'en', text: 'scope mismatches', whole: true, shared: true },
      ...translations['scope-mismatch'],
    ],
    source: scopeSettings,
  },
  {
    id: 'hubspot-scopes-insufficient',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [
      { language: 'en', text: 'Authorization failed because the provided scopes are insufficient' },
      { language: 'en', text: 'Insufficient scopes were provided' },
      ...translations['scopes-insufficient'],
    ],
    complainsOfMissingScopes: true,
    source: helpCenter,
  },
  {
    id: 'hubspot-scopes-missing',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [{ language: 'en', text: 'Authorization failed because the provided scopes are missing [*' }],
    complainsOfMissingScopes: true,
    namesRequiredScopes: true,
    source: { title: 'Text quoted by an app developer, July 2026', accessedOn },
  },
  {
    id: 'hubspot-scopes-not-held',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [{ language: 'en', text: 'The app developer doesn’t have permissions to request the set of scopes' }],
    source: report('Report by an n8n user', 'n8n-io/n8n/issues/2782'),
  },
  // The following errors appear in the settings or the command line of the app's developer.
  {
    id: 'hubspot-settings-read-scope-missing',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [{ language: 'en', text: 'This app is missing read scopes for the following object types' }],
    source: {
      title: 'HubSpot changelog: scopes of app cards',
      url: 'https://developers.hubspot.com/changelog/private-app-card-scopes',
      accessedOn,
    },
  },
  {
    id: 'hubspot-settings-scope-locked',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [{ language: 'en', text: 'Your account doesn’t have access to this scope', ambiguous: true }],
    source: { title: 'Text quoted by an app developer, October 2026', accessedOn },
  },
  {
    id: 'hubspot-settings-scope-unavailable',
    surface: 'page',
    severity: 'blocker',
    actor: 'app-vendor',
    texts: [{ language: 'en', text: 'scope isn’t available to this app', ambiguous: true }],
    source: { title: 'Text quoted by an app developer, October 2026', accessedOn },
  },
  {
    id: 'hubspot-unverified-app',
    surface: 'page',
    severity: 'warning',
    actor: 'you',
    texts: [{ language: 'en', text: 'You’re connecting to an unverified app', ambiguous: true }],
    source: developerIdentity,
  },
  {
    id: 'hubspot-validation-failed',
    surface: 'page',
    severity: 'blocker',
    actor: 'you',
    texts: [{ language: 'en', text: 'An error occurred while validating the app authorization' }],
    source: report('Report by a Power Platform user', 'microsoft/PowerPlatformConnectors/issues/2507'),
  },
];
