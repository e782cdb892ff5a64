import { canary } from '../canary';
import { scopes } from './scopes';

/**
 * An app as its developer configured it at HubSpot. Scopes have three categories since 21 October
 * 2024: https://developers.hubspot.com/changelog/advanced-auth-and-scope-settings-for-public-apps
 */
export interface HubspotApp {
  clientId: string;
  /** Known to the app's server only; a browser never sends it. */
  clientSecret: string;
  appId: number;
  name: string;
  redirectUris: string[];
  required: string[];
  conditionallyRequired: string[];
  optional: string[];
  /** If it is missing, the consent page warns about an unverified app. */
  verifiedDomain?: string;
  /**
   * True if the app is in HubSpot's marketplace. Verified apps that are not listed get a different
   * banner.
   */
  listed: boolean;
  /** True if the developer signed the marketplace's acceptable use policy. */
  policySigned: boolean;
}

/**
 * Clay's required and optional scopes as it publishes them:
 * https://university.clay.com/docs/oauth-optional-scopes
 */
const clay: HubspotApp = {
  clientId: '5b1f0c1e-7f3a-4c55-9d7e-2a64c1a70001',
  clientSecret: `${canary}-secret-clay`,
  appId: 700001,
  name: 'Clay',
  // Clay's real address is not public, so this is a stand-in.
  redirectUris: ['https://app.clay.com/oauth/hubspot/callback'],
  required: [
    'crm.lists.read',
    'crm.objects.contacts.read',
    'crm.objects.companies.read',
    'crm.objects.leads.read',
    'crm.objects.owners.read',
    'crm.schemas.companies.read',
    'crm.schemas.contacts.read',
  ],
  conditionallyRequired: [],
  optional: [
    'crm.objects.companies.write',
    'crm.objects.contacts.write',
    'crm.objects.leads.write',
    'crm.schemas.custom.read',
    'crm.objects.custom.read',
    'crm.objects.custom.write',
    'crm.objects.deals.read',
    'crm.objects.deals.write',
    'crm.schemas.deals.read',
    'automation.sequences.read',
    'automation.sequences.enrollments.write',
  ],
  verifiedDomain: 'clay.com',
  listed: true,
  policySigned: true,
};

/**
 * Workato tells its customers to make everything except contacts optional:
 * https://docs.workato.com/connectors/hubspot/scopes.html
 */
const workato: HubspotApp = {
  clientId: '5b1f0c1e-7f3a-4c55-9d7e-2a64c1a70002',
  clientSecret: `${canary}-secret-workato`,
  appId: 700002,
  name: 'Workato',
  redirectUris: ['https://www.workato.com/oauth/callback'],
  required: ['crm.objects.contacts.read'],
  conditionallyRequired: [],
  optional: scopes.map((scope) => scope.id).filter((id) => id !== 'crm.objects.contacts.read' && id !== 'oauth'),
  verifiedDomain: 'workato.com',
  listed: false,
  policySigned: true,
};

/** A made-up app: the only one with a conditionally required scope, and unverified. */
const northwind: HubspotApp = {
  clientId: '5b1f0c1e-7f3a-4c55-9d7e-2a64c1a70003',
  clientSecret: `${canary}-secret-northwind`,
  appId: 700003,
  name: 'Northwind Sync',
  redirectUris: ['https://sync.northwind.example/callback'],
  required: ['crm.objects.contacts.read', 'crm.objects.deals.read'],
  conditionallyRequired: ['crm.objects.companies.read'],
  optional: ['crm.objects.deals.write', 'tickets', 'crm.objects.custom.read'],
  listed: false,
  policySigned: true,
};

export const registeredApps: readonly HubspotApp[] = [clay, workato, northwind];
export const registration = { clay, workato, northwind } as const;
