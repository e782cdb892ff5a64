import type { CatalogueScope } from '@/providers/contract/catalogue';

// Fill in: add one row for each scope that Acme CRM publishes, in your own words, for example
//   {
//     id: 'deals.read', label: 'View deals', allows: 'Read the deals that your user can see.',
//     category: 'Deals', access: 'read', status: 'current', sources: ['scopeGuide'],
//   },
// providers/contract/catalogue.ts explains the fields. Add `pageLabels`, the text on the consent
// page, only if you saw it.

/** All scopes of Acme CRM, sorted by ID. */
export const general = (): readonly CatalogueScope[] => [];
