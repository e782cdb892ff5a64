import { registration } from '../hubspot/apps';
import { outreachRegistration } from '../outreach/apps';
import { salesforceRegistration } from '../salesforce/apps';
import type { ClientApp } from './client-app';

/** Made up. Its conditionally required scope stands in `scope` like a required one: the URL cannot tell them apart. */
export const northwind: ClientApp = {
  name: 'Northwind Sync',
  host: 'sync.northwind.example',
  registration: registration.northwind,
  scope: [...registration.northwind.required, ...registration.northwind.conditionallyRequired],
  optional: registration.northwind.optional,
  salesforce: { registration: salesforceRegistration.northwind, scope: [] },
  outreach: {
    registrations: [outreachRegistration.northwind, outreachRegistration.northwindDevelopment],
    scope: ['openid', 'profile', 'email', 'accounts.read', 'accounts.write', 'prospects.read', 'sequences.all'],
    pkce: true,
  },
};
