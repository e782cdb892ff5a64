import { registration } from '../hubspot/apps';
import { outreachRegistration } from '../outreach/apps';
import { salesforceRegistration } from '../salesforce/apps';
import type { ClientApp } from './client-app';

/**
 * A made-up app. Its conditionally required scope is sent in `scope` like a required one, because a
 * URL cannot express the difference.
 */
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
