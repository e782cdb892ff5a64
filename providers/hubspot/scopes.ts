import { createCatalogue } from '@/providers/catalogue';
import { crmObjects } from './scopes/crm-objects';
import { crmSensitive } from './scopes/crm-sensitive';
import { crmSettings } from './scopes/crm-settings';
import { internal } from './scopes/internal';
import { tools } from './scopes/tools';

const editions = [
  { id: 'free', name: 'Free' },
  { id: 'starter', name: 'Starter' },
  { id: 'professional', name: 'Professional' },
  { id: 'enterprise', name: 'Enterprise' },
];

/**
 * What HubSpot publishes about its scopes, and IDs that others report. An account's plan can't be
 * read from HubSpot, so `plans` is advice. If sources disagree, `plans` has the lower requirement
 * and `planNote` says so. Other spellings of an ID have separate rows with `replacedBy`.
 */
export const { catalogue, findScope } = createCatalogue(
  {
    sources: {
      scopeList: {
        title: 'HubSpot: list of scopes',
        url: 'https://developers.hubspot.com/docs/apps/legacy-apps/authentication/scopes',
        accessedOn: '2026-11-22',
      },
      scopeList2024: {
        title: 'HubSpot: list of scopes, as it was in early 2024',
        url: 'https://developers.hubspot.com/docs/api/scopes',
        accessedOn: '2026-11-22',
      },
      apiDescriptions: {
        title: 'HubSpot: API descriptions, commit 9989379',
        url: 'https://github.com/HubSpot/HubSpot-public-api-spec-collection',
        accessedOn: '2026-08-21',
      },
      scopePicker: { title: 'Scopes that HubSpot offers in app settings', accessedOn: '2026-11-22' },
      contactsSunset: {
        title: 'HubSpot: end of the contacts scope',
        url: 'https://developers.hubspot.com/changelog/upcoming-contacts-scope-sunset',
        accessedOn: '2026-11-22',
      },
      webhooksJournal: {
        title: 'HubSpot: webhooks journal',
        url: 'https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide',
        accessedOn: '2026-11-22',
      },
      cdata: {
        title: 'CData: OAuth scopes for HubSpot',
        url: 'https://cdn.cdata.com/help/DHM/mcp/pg_oauthrequiredscopes.htm',
        accessedOn: '2026-11-22',
      },
      workato: {
        title: 'Workato: scopes for custom OAuth profiles of HubSpot',
        url: 'https://docs.workato.com/connectors/hubspot/scopes.html',
        accessedOn: '2026-11-22',
      },
      reports: { title: 'Reports by developers and connector vendors', accessedOn: '2026-11-22' },
    },
    common: [
      'content',
      'crm.objects.companies.read',
      'crm.objects.companies.write',
      'crm.objects.contacts.read',
      'crm.objects.contacts.write',
      'crm.objects.custom.read',
      'crm.objects.deals.read',
      'crm.objects.deals.write',
      'crm.objects.owners.read',
      'crm.schemas.companies.read',
      'crm.schemas.contacts.read',
      'crm.schemas.contacts.write',
      'crm.schemas.custom.read',
      'crm.schemas.deals.read',
      'files',
      'forms',
      'oauth',
      'tickets',
      'timeline',
    ],
    plans: [
      { product: 'marketing', name: 'Marketing Hub', editions },
      { product: 'sales', name: 'Sales Hub', editions },
      { product: 'service', name: 'Service Hub', editions },
      { product: 'content', name: 'Content Hub (formerly CMS Hub)', editions },
      { product: 'data', name: 'Data Hub (formerly Operations Hub)', editions },
      { product: 'commerce', name: 'Commerce Hub', editions },
    ],
  },
  () => [...crmObjects(), ...crmSensitive(), ...crmSettings(), ...internal(), ...tools()],
);
