/**
 * Reads Salesforce's approval page, its error page, and earlier pages that may explain why a
 * sign-in stopped. `#oaapprove` is the only anchor on which public test code from 2010 to 2026
 * agrees (read 2026-11-22). The reader locates that button and never touches it.
 */

import type { PageReader, PageReadResult } from '../contract/page';
import { findAll } from '../oauth2/dom';
import { emptySnapshot, readStructure, textOf } from '../oauth2/page';
import { classifyOwnUrl, isCustomerHost } from './urls';

/**
 * A username in a sentence such as `Do you want to allow access for ada@acme.example? (Not you?)`.
 * It looks like an email address in every language.
 */
const username = /[^\s<>()"']+@[^\s<>()"'?]+/;

/** The panel docks on the approval page and the error page; on the others only after an error. */
export const pageReader: PageReader = {
  id: 'salesforce',
  canRead: (url) =>
    isCustomerHost(url)
      ? // A customer's own page can have any other path.
        ['authorize', 'consent', 'error'].includes(classifyOwnUrl(url, [url.pathname]))
      : ['authorize', 'login', 'sso', 'consent', 'error'].includes(classifyOwnUrl(url)),
  dockOnLoad: (url) => ['consent', 'error'].includes(classifyOwnUrl(url)),
  read,
};

function read(document: Document): PageReadResult {
  const pageKind = classifyOwnUrl(new URL(Reflect.get(Document.prototype, 'URL', document)));
  if (pageKind === 'authorize') return readPlainText(document);
  const result = readStructure(findAll(document, 'body')[0]);
  if (result.state !== 'ready') return result;
  // A login page matters only for its error message, and its headings and lists say nothing about
  // scopes.
  if (pageKind === 'login')
    return { state: 'ready', lineElements: [], snapshot: { ...emptySnapshot, paragraphs: result.snapshot.paragraphs } };
  const form = findAll(document, 'form:has(#oaapprove), :has(> #oaapprove)')[0];
  // A long text without a space would take the square of its length.
  const text = form
    ? String(Reflect.get(Node.prototype, 'textContent', form))
        .replace(/\s+/g, ' ')
        .slice(0, 5000)
    : '';
  return { ...result, snapshot: { ...result.snapshot, username: username.exec(text)?.[0] ?? null } };
}

/**
 * Salesforce answers a broken link with one line of plain text instead of a page:
 * `error=invalid_client_id&error_description=…`.
 */
function readPlainText(document: Document): PageReadResult {
  const [body] = findAll(document, 'body');
  const text = body ? textOf(body) : '';
  if (!text.startsWith('error=')) return { state: 'not-here' };
  return { state: 'ready', lineElements: [], snapshot: { ...emptySnapshot, paragraphs: [text] } };
}
