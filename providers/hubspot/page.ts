/**
 * Reads HubSpot's consent page. No saved copy of the page is public, so the reader relies on
 * nothing but its structure. Reconstructed from public descriptions, 2026-11-22.
 */

import type { PageReader } from '../contract/page';
import { findAll } from '../oauth2/dom';
import { readStructure } from '../oauth2/page';
import { classifyUrl } from './urls';

/** HubSpot shows the consent page and its errors under the authorize URL. */
export const pageReader: PageReader = {
  id: 'hubspot',
  canRead: (url) => classifyUrl(url) === 'authorize',
  dockOnLoad: (url) => classifyUrl(url) === 'authorize',
  read: (document) => readStructure(findAll(document, 'main, [role=main]')[0] ?? findAll(document, 'body')[0]),
};
