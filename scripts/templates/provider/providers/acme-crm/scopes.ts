import { createScopeLookup, sortedById } from '@/providers/catalogue';
import type { Catalogue } from '@/providers/contract/catalogue';
import { general } from './scopes/general';

/** The scopes that Acme CRM publishes. */
export const catalogue: Catalogue = {
  scopes: sortedById(general),
  // Fill in: add each page that the rows come from, as `scopeGuide: { title: …, url: …, accessedOn:
  // '2000-01-01' }`.
  sources: {},
  common: [],
  plans: [],
};

/** The scope with exactly this ID. */
export const findScope = createScopeLookup(catalogue.scopes);
