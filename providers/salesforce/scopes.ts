import { createCatalogue } from '../catalogue';
import type { ScopeId } from '../contract/catalogue';
import type { Severity } from '../contract/finding';
import { dataCloud } from './scopes/data-cloud';
import { general } from './scopes/general';
import { services } from './scopes/services';

/**
 * The scopes that Salesforce offers in every org. Custom scopes of an org are missing, and their
 * IDs are shown unchanged. A scope never grants more than the user's permissions, and none depends
 * on a plan. Synonyms have separate rows that imply each other.
 */
export const { catalogue, findScope } = createCatalogue(
  {
    sources: {
      scopeHelp: {
        title: 'Salesforce Help: OAuth tokens and scopes',
        url: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm&type=5',
        accessedOn: '2026-11-22',
      },
      mobileGuide: {
        title: 'Salesforce Mobile SDK: scope parameter values',
        url: 'https://developer.salesforce.com/docs/platform/mobile-sdk/guide/oauth-scope-parameter-values.html',
        accessedOn: '2026-11-22',
      },
      discovery: {
        title: 'Salesforce: OpenID Connect discovery of login.salesforce.com',
        url: 'https://login.salesforce.com/.well-known/openid-configuration',
        accessedOn: '2026-08-27',
      },
      networkSettings: { title: 'Salesforce object reference: NetworkAuthApiSettings', accessedOn: '2026-11-22' },
      setupLabels: { title: 'Scope labels of Salesforce Setup, quoted in public guides and code', accessedOn: '2026-11-22' },
      approvalPages: { title: 'Approval pages of Salesforce, quoted by apps and tests', accessedOn: '2026-11-22' },
      reports: { title: 'Reports by developers and connector vendors', accessedOn: '2026-11-22' },
    },
    common: ['api', 'full', 'id', 'openid', 'refresh_token'],
    plans: [],
  },
  () => [...dataCloud(), ...general(), ...services()],
);

/** Scopes that include almost all others, so that every app could ask for less. */
export const broadScopes: readonly ScopeId[] = ['full'];

/**
 * How much it matters that an app may act as its user with these scopes, in a request as in the
 * settings of the app. Scopes without a narrower form are normal for an integration.
 */
export function severityOfAccess(ids: readonly ScopeId[]): Severity {
  return ids.some((id) => broadScopes.includes(id)) ? 'warning' : 'notice';
}
