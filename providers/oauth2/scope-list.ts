/**
 * Reads and edits the value of a `scope` parameter (RFC 6749 §3.3) as text, so that the separators
 * and the spelling of the IDs stay as they are.
 */
import type { ScopeId } from '../contract/catalogue';
import { decodeFormValue } from './query';

/**
 * A space in any form that form data allows. Commas and other white space are not separators; a
 * server reads them as part of an unknown ID.
 */
const separator = /(\+|%20| )+/g;

interface Token {
  id: ScopeId;
  raw: string;
  /** The separators in front of the ID. */
  before: string;
}

function tokens(raw: string): { tokens: Token[]; after: string } {
  const list: Token[] = [];
  let before = '';
  let from = 0;
  for (const match of raw.matchAll(separator)) {
    if (match.index > from) push(raw.slice(from, match.index));
    before += match[0];
    from = match.index + match[0].length;
  }
  if (from < raw.length) push(raw.slice(from));
  return { tokens: list, after: before };

  function push(text: string) {
    list.push({ id: decodeFormValue(text) ?? text, raw: text, before });
    before = '';
  }
}

/** The IDs in order, repetitions included. `raw` is the value as written in the URL. */
export function scopeIds(raw: string): ScopeId[] {
  return tokens(raw).tokens.map((token) => token.id);
}

/**
 * The IDs of a list at a server whose separator is unknown: GitHub, Linear, Slack and Zoho document
 * commas beside or instead of spaces (read 2026-11-26). The commas of an ID with a query belong to
 * it, as in `patient/Observation.rs?status=final,amended` (SMART App Launch 2.2, section 3.0.2).
 */
export function looseScopeIds(raw: string): ScopeId[] {
  return tokens(raw).tokens.flatMap((token) =>
    token.id.includes('?')
      ? [token.id]
      : token.raw
          .split(/,|%2C/i)
          .filter((part) => part !== '')
          .map((part) => decodeFormValue(part) ?? part),
  );
}

/**
 * Removes the IDs that `keep` lacks. The result is the identical text if nothing is removed, and
 * empty if nothing remains.
 */
export function keepInScopeList(raw: string, keep: ReadonlySet<ScopeId>): string {
  const list = tokens(raw);
  const kept = list.tokens.filter((token) => keep.has(token.id));
  if (kept.length === list.tokens.length) return raw;
  if (kept.length === 0) return '';
  const lead = list.tokens[0]?.before ?? '';
  return kept.map((token, index) => (index === 0 ? lead : token.before || '+') + token.raw).join('') + list.after;
}
