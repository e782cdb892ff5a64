/**
 * Outreach's consent page and its error page: Rails with Doorkeeper, rendered by the server in a view of Outreach's own. Its
 * classes are not known; form fields and prompt are Doorkeeper's (doorkeeper@d0cd44a7, and two pictures of the page, seen 2026-11-22).
 */

import type { PageReader, PageReadResult } from '../contract/page';
import { MAX_TEXT_LENGTH, MAX_TEXTS, readStructure } from '../oauth2/page';
import { classifyUrl, urls } from './urls';

/** The prompt names the app and is a paragraph there. */
const prompt = /^Authorize .+ to use your account\?$/;

export const pageReader: PageReader = {
  id: 'outreach',
  urls,
  canRead: (url) => ['authorize', 'unsupported-flow'].includes(classifyUrl(url)),
  dockOnLoad: (url) => ['authorize', 'unsupported-flow'].includes(classifyUrl(url)),
  read,
};

function read(document: Document): PageReadResult {
  const answer = readStructure(document.body);
  if (answer.state !== 'ready') return answer;
  const { headings, paragraphs } = answer.reading;
  const prompts = new Set(paragraphs.filter((text) => prompt.test(text)));
  return {
    ...answer,
    reading: { ...answer.reading, headings: [...headings, ...prompts].slice(0, MAX_TEXTS), lineScopes: idsOfForm(document) },
  };
}

/** What “Authorize” is about to send. The lines are these scopes in this order, in words; “Deny” carries the same and deletes. */
function idsOfForm(document: Document): string[] {
  for (const form of document.querySelectorAll('form[action*="/oauth/authorize"]')) {
    const scope = form.querySelector<HTMLInputElement>('input[name="scope"]');
    if (!scope || form.querySelector('input[name="_method"][value="delete"]')) continue;
    const ids = scope.value.split(/\s+/).filter(Boolean);
    return [...new Set(ids)].slice(0, MAX_TEXTS).map((id) => id.slice(0, MAX_TEXT_LENGTH));
  }
  return [];
}
