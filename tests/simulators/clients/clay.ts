import { registration } from '../hubspot/apps';
import { outreachRegistration } from '../outreach/apps';
import { salesforceRegistration } from '../salesforce/apps';
import type { ClientApp } from './client-app';

/**
 * Requests everything that Clay can use: 7 required and 11 optional scopes. It is an assumption
 * that Clay sends the optional ones in `optional_scope`.
 */
export const clay: ClientApp = {
  name: 'Clay',
  host: 'app.clay.com',
  registration: registration.clay,
  scope: registration.clay.required,
  optional: registration.clay.optional,
  salesforce: { registration: salesforceRegistration.clay, scope: salesforceRegistration.clay.scopes },
  outreach: { registrations: [outreachRegistration.clay], scope: outreachRegistration.clay.scopes, pkce: false },
};
