/** What every authorize URL has in common (RFC 6749 §4.1.1): how it is read, and which parameters make it unsafe to change. */
import type { Catalogue, ScopeId } from '../contract/catalogue';
import type { Parsed, ReadOnlyReason, RequestedScope } from '../contract/request';
import type { Query } from './query';
import { scopeIds } from './scope-list';

/** Chrome's own limit for a URL is 2 MB. */
const MAX_URL_LENGTH = 1_000_000;

/** The text without the space around it, byte for byte, and the URL that it is. */
export function readUrl(text: string): Parsed<{ given: string; url: URL }> {
  const given = text.trim();
  if (given === '') return { ok: false, reason: 'empty' };
  const url = URL.parse(given);
  return url ? { ok: true, value: { given, url } } : { ok: false, reason: 'not-a-url' };
}

/** Without repetitions. Which of them the app needs, the request does not say. */
export function asUndeclaredScopes(ids: Iterable<ScopeId>): RequestedScope[] {
  return [...new Set(ids)].map((id) => ({ id, parameter: 'scope', requirement: 'undeclared', locked: false }));
}

/** Null where nothing but the scope list is in doubt. */
export function whyNotEditable(text: string, query: Query): ReadOnlyReason | null {
  const count = (name: string) => query.parameters.filter((parameter) => parameter.name === name).length;
  if (text.length > MAX_URL_LENGTH) return 'too-long';
  // The URL parser drops tabs and line breaks and turns back-slashes: what is edited must be what is sent.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\\]/.test(text)) return 'malformed-url';
  if (query.malformed) return 'malformed-escape';
  if (count('request') || count('request_uri')) return 'request-object';
  if (count('client_id') > 1) return 'repeated-client-id';
  if (count('redirect_uri') > 1) return 'repeated-redirect-uri';
  if (!count('client_id')) return 'missing-client-id';
  return count('redirect_uri') ? null : 'missing-redirect-uri';
}

/** The first value of a parameter, decoded. */
export function parameterValue(query: Query, name: string): string | null {
  return query.parameters.find((parameter) => parameter.name === name)?.value ?? null;
}

/** Host of `redirect_uri`; null if there is none or it is no URL. */
export function redirectHostOf(query: Query): string | null {
  return URL.parse(parameterValue(query, 'redirect_uri') ?? '')?.host || null;
}

/** The URL ends inside a list of one of these names, in the beginning of a known id: something cut the link. */
export function isCutOff(text: string, query: Query, names: ReadonlySet<string>, { scopes }: Catalogue): boolean {
  const last = query.parameters.at(-1);
  if (!last || last.end !== text.length || !names.has(last.name)) return false;
  const id = scopeIds(last.raw).at(-1);
  return id !== undefined && !scopes.some((scope) => scope.id === id) && scopes.some((scope) => scope.id.startsWith(id));
}
