import type { AppProfile } from '@/providers/contract/catalogue';

/**
 * The fixed list in Dittofeed's public code, which offers no choice and does not say what each
 * scope is for.
 */
export const dittofeed: AppProfile = {
  id: 'dittofeed',
  name: 'Dittofeed',
  clientIds: ['9128468e-b771-4bab-b301-21b479213975'],
  // Users can host Dittofeed themselves, so the code may go to any host.
  redirectHosts: [],
  names: ['Dittofeed'],
  required: [
    'crm.lists.read',
    'crm.lists.write',
    'crm.objects.companies.read',
    'crm.objects.companies.write',
    'crm.objects.contacts.read',
    'crm.objects.contacts.write',
    'crm.objects.owners.read',
    'sales-email-read',
    'timeline',
  ],
  optionalOn: [],
  optionalOff: [],
  impactIfDropped: {},
  source: {
    title: 'Dittofeed: source of its settings page, commit 52b2bee909',
    url: 'https://github.com/dittofeed/dittofeed',
    accessedOn: '2026-11-22',
  },
};
