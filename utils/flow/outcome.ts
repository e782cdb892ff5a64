/** An error answer (RFC 6749 §4.1.2.1), wherever it is carried: in an address, or in the bare as a text. */

import type { PageSnapshot } from '@/providers/contract/page';
import { readQuery } from '@/providers/oauth2/query';
import { redactText } from '@/providers/oauth2/redact';
import type { Outcome } from './flow';

/** Redacted: fit to be kept and shown. */
export function errorOutcome(error: string, description: string | null): Outcome & { kind: 'error' } {
  return { kind: 'error', error: redactText(error), description: description === null ? null : redactText(description) };
}

/** Of a text with `error=…&error_description=…` in it; null where it has no such error. A quoted value is no query (RFC 6750 §3). */
export function errorIn(text: string): { error: string; description: string | null } | null {
  const pairs = /(?:^|\s)(error=(?!["'])\S+.*)/s.exec(text)?.[1];
  if (pairs === undefined) return null;
  const values = new Map(readQuery(`?${pairs}`).parameters.map(({ name, value }) => [name, value]));
  const error = values.get('error')?.trim();
  return error ? { error, description: values.get('error_description') ?? null } : null;
}

/** Of a page that is nothing but such a text, as some servers answer a broken link. */
export function outcomeOnPage({ headings, lines, paragraphs }: PageSnapshot): Outcome | null {
  const [text = '', ...more] = paragraphs;
  const found = headings.length + lines.length + more.length === 0 && text.startsWith('error=') ? errorIn(text) : null;
  return found && errorOutcome(found.error, found.description);
}
