/** The value of a `scope` parameter (RFC 6749 §3.3), edited as text: separators and the spelling of the ids stay as they are. */
import type { ScopeId } from '../contract/catalogue';
import { decodeFormValue } from './query';

/** A space as form data writes it. Commas and other white space separate nothing: they are part of an id that nobody knows. */
const separator = /(\+|%20| )+/g;

interface Token {
  id: ScopeId;
  raw: string;
  /** The separator in front of it. */
  before: string;
}

function tokens(raw: string): { tokens: Token[]; after: string } {
  const found: Token[] = [];
  let before = '';
  let from = 0;
  for (const match of raw.matchAll(separator)) {
    if (match.index > from) push(raw.slice(from, match.index));
    before += match[0];
    from = match.index + match[0].length;
  }
  if (from < raw.length) push(raw.slice(from));
  return { tokens: found, after: before };

  function push(text: string) {
    found.push({ id: decodeFormValue(text) ?? text, raw: text, before });
    before = '';
  }
}

/** The ids in their order, repetitions included. `raw` is the value as the URL writes it. */
export function scopeIds(raw: string): ScopeId[] {
  return tokens(raw).tokens.map((token) => token.id);
}

/** The same list without the ids that `keep` lacks; the very same text when nothing goes, empty when nothing stays. */
export function keepInScopeList(raw: string, keep: ReadonlySet<ScopeId>): string {
  const list = tokens(raw);
  const kept = list.tokens.filter((token) => keep.has(token.id));
  if (kept.length === list.tokens.length) return raw;
  if (kept.length === 0) return '';
  const lead = list.tokens[0]?.before ?? '';
  return kept.map((token, index) => (index === 0 ? lead : token.before || '+') + token.raw).join('') + list.after;
}
