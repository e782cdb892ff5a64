/**
 * Reads Salesforce's approval page, its error page, and earlier pages that may explain why a
 * sign-in stopped. `#oaapprove` is the only anchor on which public test code from 2010 to 2026
 * agrees (read 2026-11-22). The reader locates that button and never touches it.
 */

import type { PageReader, PageReadResult } from '../contract/page';
import { emptySnapshot, MAX_TEXT_LENGTH, readStructure } from '../oauth2/page';
import { classifyUrl, isCustomerPage } from './urls';

/**
 * A username in a sentence such as `Do you want to allow access for ada@acme.example? (Not you?)`.
 * It looks like an email address in every language.
 */
const username = /[^\s<>()"']+@[^\s<>()"'?]+/;

/** A site has at most one prefix, and a customer's own page can have any other path. */
const sitePath = /^(?:\/[^/]+)?\/(?:setup|services|identity)\//i;

/** The panel docks on the approval page and the error page; on the others only after an error. */
export const pageReader: PageReader = {
  id: 'salesforce',
  canRead: (url) =>
    isCustomerPage(url)
      ? sitePath.test(url.pathname) && ['authorize', 'consent', 'error'].includes(classifyUrl(url))
      : ['authorize', 'login', 'sso', 'consent', 'error'].includes(classifyUrl(url)),
  dockOnLoad: (url) => ['consent', 'error'].includes(classifyUrl(url)),
  read,
};

function read(document: Document): PageReadResult {
  const pageKind = classifyUrl(new URL(document.URL));
  if (pageKind === 'authorize') return readPlainText(document);
  const result = readStructure(document.body);
  if (result.state !== 'ready') return result;
  // A login page matters only for its error message, and its headings and lists say nothing about
  // scopes.
  if (pageKind === 'login')
    return { state: 'ready', lineElements: [], snapshot: { ...emptySnapshot, paragraphs: result.snapshot.paragraphs } };
  const allow = document.querySelector('#oaapprove');
  const form = allow?.closest('form') ?? allow?.parentElement;
  const text = (form ?? document.body).textContent ?? '';
  return { ...result, snapshot: { ...result.snapshot, username: allow ? (username.exec(text)?.[0] ?? null) : null } };
}

/**
 * Salesforce answers a broken link with one line of plain text instead of a page:
 * `error=invalid_client_id&error_description=…`.
 */
function readPlainText({ body }: Document): PageReadResult {
  const text = (body?.textContent ?? '').trim().slice(0, MAX_TEXT_LENGTH);
  if (!text.startsWith('error=')) return { state: 'not-here' };
  return { state: 'ready', lineElements: [], snapshot: { ...emptySnapshot, paragraphs: [text] } };
}
