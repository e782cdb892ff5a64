/** Acme CRM's consent page: nothing but its structure is relied on. */
import { readStructure } from '@/providers/oauth2/page';
import type { PageReader } from '@/providers/types';
import { placeOf, places } from './places';

// Fill in: where the page was seen, and when; more than its structure only if a source shows it (providers/outreach/page.ts). A consent or
// error page with an address of its own belongs into both lists.
export const pageReader: PageReader = {
  id: 'acme-crm',
  places,
  isPage: (url) => placeOf(url) === 'authorize',
  asks: (url) => placeOf(url) === 'authorize',
  read: (document) => readStructure(document.querySelector('main, [role=main]') ?? document.body),
};
