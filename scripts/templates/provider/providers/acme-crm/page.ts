/** Acme CRM's consent page: nothing but its structure is relied on. */
import { readStructure } from '@/providers/oauth2/page';
import type { PageReader } from '@/providers/types';
import { placeOf, places } from './places';

// Fill in: say where and when you saw the page. Read more than its structure only if a source shows it (providers/outreach/page.ts).
// A consent or error page with a separate URL belongs in both lists.
export const pageReader: PageReader = {
  id: 'acme-crm',
  places,
  isPage: (url) => placeOf(url) === 'authorize',
  asks: (url) => placeOf(url) === 'authorize',
  read: (document) => readStructure(document.querySelector('main, [role=main]') ?? document.body),
};
