/**
 * Error responses (RFC 6749 §4.1.2.1), whether they come from a redirect URL or from plain page
 * text.
 */

import type { PageSnapshot } from '@/providers/contract/page';
import { readQuery } from '@/providers/oauth2/query';
import { redactText } from '@/providers/oauth2/redact';
import type { Outcome } from './flow';

/** The `error` and `error_description` parameters of a response (RFC 6749 §4.1.2.1). */
export interface ErrorResponse {
  error: string;
  description: string | null;
}

/** Returns an error outcome whose texts are redacted, so that it may be stored and shown. */
export function errorOutcome(error: string, description: string | null): Outcome & { kind: 'error' } {
  return { kind: 'error', error: redactText(error), description: description === null ? null : redactText(description) };
}

/**
 * Finds `error=…&error_description=…` in a text; null if there is none. A quoted value belongs to
 * a `WWW-Authenticate` header (RFC 6750 §3) and does not count. The pairs end with their line, and
 * the code at a space or a comma. Quotation marks or parentheses around the pairs end them too.
 */
export function errorIn(text: string): ErrorResponse | null {
  const [, quoted, bare] = /["'`“(](error=[^\s"'`”)]+)|(?:^|\s)(error=(?!["'])\S+[^\r\n]*)/.exec(text) ?? [];
  const pairs = quoted ?? bare;
  if (pairs === undefined) return null;
  const values = new Map(readQuery(`?${pairs}`).parameters.map(({ name, value }) => [name, value]));
  const error = values.get('error')?.trim().split(/[\s,]/)[0];
  return error ? { error, description: values.get('error_description') ?? null } : null;
}

/**
 * Returns the outcome of a page that consists of nothing but `error=…`, which some servers send for
 * a broken link; else null.
 */
export function outcomeOnPage({ headings, lines, paragraphs }: PageSnapshot): Outcome | null {
  const [text = '', ...otherParagraphs] = paragraphs;
  const isBareText = headings.length === 0 && lines.length === 0 && otherParagraphs.length === 0;
  const response = isBareText && text.startsWith('error=') ? errorIn(text) : null;
  return response && errorOutcome(response.error, response.description);
}
