import type { AppProfile } from '@/providers/contract/catalogue';

/** PostHog's code comments that only certain HubSpot plans include the optional scopes. */
export const posthog: AppProfile = {
  id: 'posthog',
  name: 'PostHog',
  clientIds: [],
  redirectHosts: [],
  names: ['PostHog'],
  required: [
    'crm.objects.companies.read',
    'crm.objects.companies.write',
    'crm.objects.contacts.read',
    'crm.objects.contacts.write',
    'crm.objects.deals.read',
    'crm.objects.quotes.read',
    'sales-email-read',
    'tickets',
  ],
  optionalOn: ['analytics.behavioral_events.send', 'behavioral_events.event_definitions.read_write'],
  optionalOff: [],
  impactIfDropped: {},
  source: {
    title: 'PostHog: source of its integrations',
    url: 'https://github.com/PostHog/posthog/blob/master/posthog/models/integration.py',
    accessedOn: '2026-11-22',
  },
};
