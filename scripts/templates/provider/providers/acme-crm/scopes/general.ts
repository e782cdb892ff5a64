import type { CatalogueScope } from '@/providers/types';

// Fill in: one row for each scope that Acme CRM publishes, in your own words, for example
//   {
//     id: 'deals.read', label: 'View deals', allows: 'Read the deals that your user may see.', object: 'Deals', access: 'read',
//     status: 'current', sources: ['scopeGuide'],
//   },
// providers/published.ts explains the fields. `pageLabels` are the words of the consent page, only where they were seen.

/** Sorted by id. */
export const general: readonly CatalogueScope[] = [];
