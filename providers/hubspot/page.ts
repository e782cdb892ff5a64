/** HubSpot's consent page: no saved copy of it is public, so nothing but its structure is relied on. Reconstructed 2026-11-22. */

import type { PageReader } from '../contract/page';
import { readStructure } from '../oauth2/page';
import { classifyUrl, urls } from './urls';

export const pageReader: PageReader = {
  id: 'hubspot',
  urls,
  canRead: (url) => classifyUrl(url) === 'authorize',
  dockOnLoad: (url) => classifyUrl(url) === 'authorize',
  read: (document) => readStructure(document.querySelector('main, [role=main]') ?? document.body),
};
