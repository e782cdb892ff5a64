/**
 * Reads Outreach's consent page and error page, which a server renders with Rails and Doorkeeper.
 * The CSS classes of Outreach's view are unknown; the form fields and the prompt are Doorkeeper's
 * (doorkeeper@d0cd44a7 and two public screenshots, read 2026-11-22).
 */

import type { PageReader, PageReadResult } from '../contract/page';
import { findAll } from '../oauth2/dom';
import { MAX_TEXT_LENGTH, MAX_TEXTS, readStructure } from '../oauth2/page';
import { classifyUrl } from './urls';

/**
 * The prompt contains the app's name. It is a paragraph on the page and a heading in the snapshot.
 */
const prompt = /^Authorize .+ to use your account\?$/;

/** Outreach and its MCP server show consent page and errors under their authorize URLs. */
export const pageReader: PageReader = {
  id: 'outreach',
  canRead: (url) => ['authorize', 'unsupported-flow'].includes(classifyUrl(url)),
  dockOnLoad: (url) => ['authorize', 'unsupported-flow'].includes(classifyUrl(url)),
  read,
};

function read(document: Document): PageReadResult {
  const result = readStructure(findAll(document, 'body')[0]);
  if (result.state !== 'ready') return result;
  const { headings, paragraphs } = result.snapshot;
  const prompts = new Set(paragraphs.filter((text) => prompt.test(text)));
  return {
    ...result,
    snapshot: { ...result.snapshot, headings: [...headings, ...prompts].slice(0, MAX_TEXTS), lineScopes: idsOfForm(document) },
  };
}

/**
 * The IDs that the Authorize form will send, in the order of the lines that describe them. The Deny
 * form has the same fields and the method `delete`, so it is skipped.
 */
function idsOfForm(document: Document): string[] {
  for (const form of findAll(document, 'form[action*="/oauth/authorize"]')) {
    const [scope] = findAll(form, 'input[name="scope"]');
    // An element of that name may be of another kind, such as SVG.
    if (!(scope instanceof HTMLInputElement) || findAll(form, 'input[name="_method"][value="delete"]').length > 0) continue;
    const ids = scope.value.split(/\s+/).filter(Boolean);
    return [...new Set(ids)].slice(0, MAX_TEXTS).map((id) => id.slice(0, MAX_TEXT_LENGTH));
  }
  return [];
}
