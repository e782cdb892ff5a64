import type { AppProfile } from '@/providers/contract/catalogue';

/**
 * A WordPress plugin by CRM Perks. It sends these lists as `scope` and `optional_scope`. The name
 * of its HubSpot app is not published, so it is recognized only if the page shows the plugin's
 * name.
 */
export const contactFormHubspotCrm: AppProfile = {
  id: 'contact-form-hubspot-crm',
  name: 'contact-form-hubspot-crm',
  clientIds: [],
  redirectHosts: [],
  names: ['contact-form-hubspot-crm'],
  required: ['contacts'],
  optionalOn: ['automation', 'forms', 'tickets'],
  optionalOff: [],
  impactIfDropped: {},
  source: { title: 'Source of the WordPress plugin contact-form-hubspot-crm', accessedOn: '2026-11-22' },
};
