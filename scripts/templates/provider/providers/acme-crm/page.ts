/** Reads Acme CRM's consent page. The reader relies on nothing but its structure. */

import type { PageReader } from '@/providers/contract/page';
import { findAll } from '@/providers/oauth2/dom';
import { readStructure } from '@/providers/oauth2/page';
import { classifyUrl } from './urls';

// Fill in: say where and when you saw the page. Read more than its structure only if a source shows
// it (providers/outreach/page.ts). A consent or error page with a separate URL belongs in both
// lists.

/** Acme CRM shows its consent page under the authorize URL. */
export const pageReader: PageReader = {
  id: 'acme-crm',
  canRead: (url) => classifyUrl(url) === 'authorize',
  dockOnLoad: (url) => classifyUrl(url) === 'authorize',
  read: (document) => readStructure(findAll(document, 'main, [role=main]')[0] ?? findAll(document, 'body')[0]),
};
