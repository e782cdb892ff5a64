/**
 * Salesforce's approval page, its error page, and the pages before them that may say why nothing goes on. `#oaapprove` is the one
 * anchor that fifteen years of automation agree on (seen in public test code from 2010 to 2026, read 2026-11-22); it is found and
 * never touched.
 */

import type { PageReader, PageReadResult, PageSnapshot } from '../contract/page';
import { MAX_TEXT_LENGTH, readStructure } from '../oauth2/page';
import { classifyUrl, urls } from './urls';

/** `Do you want to allow access for ada@acme.example? (Not you?)`: a user name looks like an address in every language. */
const username = /[^\s<>()"']+@[^\s<>()"'?]+/;

export const pageReader: PageReader = {
  id: 'salesforce',
  urls,
  canRead: (url) => ['authorize', 'login', 'sso', 'consent', 'error'].includes(classifyUrl(url)),
  dockOnLoad: (url) => ['consent', 'error'].includes(classifyUrl(url)),
  read,
};

const nothing: PageSnapshot = { headings: [], paragraphs: [], lines: [], lineScopes: [], username: null, switches: 0 };

function read(document: Document): PageReadResult {
  const pageKind = classifyUrl(new URL(document.URL));
  if (pageKind === 'authorize') return readPlainText(document);
  const answer = readStructure(document.body);
  if (answer.state !== 'ready') return answer;
  // Of a login page nothing counts but what it says went wrong.
  if (pageKind === 'login') return { state: 'ready', lineElements: [], reading: { ...nothing, paragraphs: answer.reading.paragraphs } };
  const allow = document.querySelector('#oaapprove');
  const around = allow?.closest('form') ?? allow?.parentElement;
  const text = (around ?? document.body).textContent ?? '';
  return { ...answer, reading: { ...answer.reading, username: allow ? (username.exec(text)?.[0] ?? null) : null } };
}

/** A broken link is answered by a bare line, `error=invalid_client_id&error_description=…`, in place of a page. */
function readPlainText({ body }: Document): PageReadResult {
  const text = (body?.textContent ?? '').trim().slice(0, MAX_TEXT_LENGTH);
  if (!text.startsWith('error=')) return { state: 'not-here' };
  return { state: 'ready', lineElements: [], reading: { ...nothing, paragraphs: [text] } };
}
