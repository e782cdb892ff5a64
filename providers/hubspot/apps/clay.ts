import type { AppProfile } from '@/providers/contract/catalogue';

/**
 * The list that Clay publishes. Clay does not mention the `oauth` scope, and does not say whether
 * the optional ones are in `scope` or in `optional_scope`.
 */
export const clay: AppProfile = {
  id: 'clay',
  name: 'Clay',
  clientIds: [],
  // Clay does not publish its callback URL, but only Clay can receive a code on its domain.
  redirectHosts: ['clay.com'],
  names: ['Clay'],
  required: [
    'crm.lists.read',
    'crm.objects.companies.read',
    'crm.objects.contacts.read',
    'crm.objects.leads.read',
    'crm.objects.owners.read',
    'crm.schemas.companies.read',
    'crm.schemas.contacts.read',
  ],
  optionalOn: [
    'crm.objects.companies.write',
    'crm.objects.contacts.write',
    'crm.objects.custom.read',
    'crm.objects.custom.write',
    'crm.objects.deals.read',
    'crm.objects.deals.write',
    'crm.objects.leads.write',
    'crm.schemas.custom.read',
    'crm.schemas.deals.read',
  ],
  optionalOff: ['automation.sequences.enrollments.write', 'automation.sequences.read'],
  reconnectPath: 'Settings → Connected accounts → Reconnect',
  impactIfDropped: {
    'crm.lists.read': 'Clay cannot see your lists and segments, and does not let you connect without this scope.',
    'crm.objects.companies.read': 'Clay cannot read companies, and does not let you connect without this scope.',
    'crm.objects.contacts.read': 'Clay cannot read contacts, and does not let you connect without this scope.',
    'crm.objects.leads.read': 'Clay cannot read leads, and does not let you connect without this scope.',
    'crm.objects.owners.read': 'Clay cannot tell who owns a record, and does not let you connect without this scope.',
    'crm.schemas.companies.read': 'Clay cannot see which company properties exist, and does not let you connect without this scope.',
    'crm.schemas.contacts.read': 'Clay cannot see which contact properties exist, and does not let you connect without this scope.',
    'crm.objects.companies.write': 'Clay cannot create or change companies.',
    'crm.objects.contacts.write': 'Clay cannot create or change contacts.',
    'crm.objects.custom.read': 'Clay cannot look up custom object records.',
    'crm.objects.custom.write': 'Clay cannot create or change custom object records.',
    'crm.objects.deals.read': 'Clay cannot look up deals.',
    'crm.objects.deals.write': 'Clay cannot create or change deals; looking them up still works.',
    'crm.objects.leads.write': 'Clay cannot create, change or delete leads.',
    'crm.schemas.custom.read': 'Clay may not find your custom objects, and what uses them may fail.',
    'crm.schemas.deals.read': 'Clay may not know your deal properties, and what uses them may fail.',
    'automation.sequences.enrollments.write': 'Clay cannot enroll contacts in HubSpot sequences.',
    'automation.sequences.read': 'Clay cannot list your HubSpot sequences, so enrolling contacts in one may fail as well.',
  },
  source: {
    title: 'Clay: OAuth optional scopes',
    url: 'https://university.clay.com/docs/oauth-optional-scopes',
    accessedOn: '2026-04-26',
  },
};
