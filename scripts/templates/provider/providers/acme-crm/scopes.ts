import { createCatalogue } from '@/providers/catalogue';
import { general } from './scopes/general';

/** The scopes that Acme CRM publishes. */
export const { catalogue, findScope } = createCatalogue(
  {
    // Fill in: add each page that the rows come from, as `scopeGuide: { title: …, url: …,
    // accessedOn: '2000-01-01' }`.
    sources: {},
    common: [],
    plans: [],
  },
  () => general(),
);
