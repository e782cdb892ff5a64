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
    'crm.objects.companies.write':
      'Clay actions that create or change companies fail with “insufficient permissions” until you reconnect with this scope.',
    'crm.objects.contacts.write':
      'Clay actions that create or change contacts fail with “insufficient permissions” until you reconnect with this scope.',
    'crm.objects.custom.read':
      'Clay actions that look up custom object records fail with “insufficient permissions” until you reconnect with this scope.',
    'crm.objects.custom.write':
      'Clay actions that create or change custom object records fail with “insufficient permissions” until you reconnect with this scope.',
    'crm.objects.deals.read': 'Clay actions that look up deals fail with “insufficient permissions” until you reconnect with this scope.',
    'crm.objects.deals.write':
      'Clay actions that create or change deals fail with “insufficient permissions” until you reconnect with this scope; reading deals still works.',
    'crm.objects.leads.write':
      'Clay actions that create, change or delete leads fail with “insufficient permissions” until you reconnect with this scope.',
    'crm.schemas.custom.read':
      'Clay may not find your custom objects, and actions that use them may fail with “insufficient permissions” until you reconnect with this scope.',
    'crm.schemas.deals.read':
      'Clay may not know your deal properties, and actions that use them may fail with “insufficient permissions” until you reconnect with this scope.',
    'automation.sequences.enrollments.write': 'Clay cannot enroll contacts in HubSpot sequences until you reconnect with this scope.',
    'automation.sequences.read': 'Clay cannot list your HubSpot sequences, so enrolling contacts in one may fail as well.',
  },
  source: {
    title: 'Clay: OAuth optional scopes',
    url: 'https://university.clay.com/docs/oauth-optional-scopes',
    accessedOn: '2026-04-26',
  },
};
