import { registration } from '../hubspot/apps';
import { outreachRegistration } from '../outreach/apps';
import type { ClientApp } from './client-app';

/** One required scope; the optional ones are six that a workspace selected. */
export const workato: ClientApp = {
  name: 'Workato',
  host: 'www.workato.com',
  registration: registration.workato,
  scope: registration.workato.required,
  optional: [
    'crm.objects.contacts.write',
    'crm.objects.companies.read',
    'crm.objects.deals.read',
    'crm.lists.read',
    'automation',
    'tickets',
  ],
  outreach: {
    registrations: [outreachRegistration.workato],
    scope: ['accounts.all', 'mailboxes.all', 'prospects.all', 'sequenceStates.all', 'sequences.all', 'users.all'],
    pkce: false,
  },
};
