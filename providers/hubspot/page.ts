/** HubSpot's consent page: no saved copy of it is public, so nothing but its structure is relied on. Reconstructed 2026-11-22. */
import { readStructure } from '../oauth2/page';
import type { PageReader } from '../types';
import { placeOf, places } from './places';

export const pageReader: PageReader = {
  id: 'hubspot',
  places,
  isPage: (url) => placeOf(url) === 'authorize',
  asks: (url) => placeOf(url) === 'authorize',
  read: (document) => readStructure(document.querySelector('main, [role=main]') ?? document.body),
};
