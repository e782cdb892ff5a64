/**
 * Reads what all authorize URLs have in common (RFC 6749 §4.1.1), and detects parameters that make
 * a request unsafe to edit.
 */
import type { Catalogue, ScopeId } from '../contract/catalogue';
import type { UrlRules } from '../contract/page';
import type { AuthorizationRequest, Parsed, ReadOnlyReason, RequestedScope } from '../contract/request';
import { type IsScopeList, isAmbiguous } from './ambiguous';
import { type Query, readQuery } from './query';
import { redirectHost } from './redirect';
import { scopeIds } from './scope-list';

/**
 * In UTF-16 code units. Servers accept much less, but any site can send a tab to a longer URL, which
 * must neither keep the engine busy nor fill the browser's storage.
 */
const MAX_URL_LENGTH = 200_000;

/**
 * Requests have up to twenty parameters. A URL with very many short ones would take the engine many
 * times longer than its length suggests.
 */
const MAX_PARAMETERS = 1_000;

/**
 * What may separate the scopes of a list. HubSpot's whole catalogue has less than 400 scopes, and a
 * policy compares each of them with all of its patterns.
 */
const MAX_SEPARATORS = 2_000;
const separators = /\+|%20| |,|%2C/gi;

/** Whether the URL is so long, or has so many parameters or scopes, that nothing of its query is read or stored. */
export function isTooLong(url: string): boolean {
  return endOfReadable(url) < url.length;
}

/** User info, and the period that may end a host name. */
const unusualHost = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#:]+?)\.?(?=[:/?#]|$)/i;

/**
 * Returns a URL that somebody opened without its user info, which is no part of the request and
 * may be a password (RFC 3986 §3.2.1), and without the period after its host name, which leads to
 * the same host. One that is too long comes without most of it, so that nothing needs time for the
 * whole; it is still too long.
 */
export function readableUrl(url: string): string {
  const plain = url.replace(unusualHost, '$1$2');
  return plain.slice(0, endOfReadable(plain) + 1);
}

/** Where a URL becomes too long; its length if it does not. */
function endOfReadable(url: string): number {
  const short = url.slice(0, MAX_URL_LENGTH);
  return Math.min(endBefore(short, /&/g, MAX_PARAMETERS), endBefore(short, separators, MAX_SEPARATORS));
}

function endBefore(text: string, mark: RegExp, most: number): number {
  let count = 0;
  for (const { index, 0: found } of text.matchAll(mark)) if (++count > most) return index + found.length - 1;
  return text.length;
}

/**
 * The trimmed text, otherwise byte for byte, the URL into which it parses, and its query, which is
 * empty if the URL is too long.
 */
export function readUrl(text: string): Parsed<{ given: string; url: URL; query: Query }> {
  const given = text.trim();
  if (given === '') return { ok: false, reason: 'empty' };
  const url = URL.parse(given);
  return url ? { ok: true, value: { given, url, query: readQuery(isTooLong(given) ? '' : given) } } : { ok: false, reason: 'not-a-url' };
}

/** Scopes of a request that does not say which of them the app needs, without repetitions. */
export function asUndeclaredScopes(ids: Iterable<ScopeId>): RequestedScope[] {
  return [...new Set(ids)].map((id) => ({ id, parameter: 'scope', requirement: 'undeclared', locked: false }));
}

/**
 * The reason, apart from which scopes are listed, why the request can't be edited; null if there is
 * none.
 */
export function whyNotEditable(text: string, query: Query, isScopeList: IsScopeList): ReadOnlyReason | null {
  const has = (name: string) => query.parameters.some((parameter) => parameter.name === name);
  if (isTooLong(text)) return 'too-long';
  if (endsInName(text, query)) return 'truncated-scope';
  const reason = whyUncertain(text, query, isScopeList);
  if (reason) return reason;
  if (!has('client_id')) return 'missing-client-id';
  return has('redirect_uri') ? null : 'missing-redirect-uri';
}

/**
 * The reason why a server may read another client, redirect URI or scope list in the query; null if
 * there is none.
 */
export function whyUncertain(text: string, query: Query, isScopeList: IsScopeList): ReadOnlyReason | null {
  const count = (name: string) => query.parameters.filter((parameter) => parameter.name === name).length;
  // The URL parser drops tabs and line breaks and converts backslashes, so the browser would send
  // another text than the edited one.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the check looks for control characters
  if (/[\u0000-\u001f\u007f\\]/.test(text)) return 'malformed-url';
  if (query.malformed) return 'malformed-escape';
  if (isAmbiguous(text, query, isScopeList)) return 'ambiguous-parameters';
  if (count('request') || count('request_uri')) return 'request-object';
  if (count('client_id') > 1) return count('redirect_uri') > 1 ? 'ambiguous-parameters' : 'repeated-client-id';
  return count('redirect_uri') > 1 ? 'repeated-redirect-uri' : null;
}

/**
 * The reason why a request can't be edited whose path only a lenient server takes for that of the
 * authorization; null if the path is written as usual. What such a server makes of the rest is
 * unknown.
 */
export function whyUnusual(url: URL, classifyUrl: UrlRules['classifyUrl']): ReadOnlyReason | null {
  return classifyUrl(url, [url.pathname]) === classifyUrl(url) ? null : 'unusual-address';
}

/** Parameters of authorization requests (RFC 6749 §4.1.1, RFC 7636 §4.3, and of the providers). */
const names = ['client_id', 'code_challenge_method', 'optional_scope', 'prompt', 'redirect_uri', 'response_type', 'scope', 'state'];

/** Whether a link was cut within the name of a parameter or within an escape. */
function endsInName(text: string, { parameters, malformed }: Query): boolean {
  const last = parameters.at(-1);
  if (last?.end !== text.length) return false;
  const piece = text.slice(last.start, last.end);
  return malformed ? /%[\da-f]?$/i.test(piece) : piece.length > 1 && names.some((name) => name.startsWith(piece));
}

/** The decoded value of the first parameter with this name; null if there is none. */
export function parameterValue(query: Query, name: string): string | null {
  return query.parameters.find((parameter) => parameter.name === name)?.value ?? null;
}

/**
 * Whether a request has a code challenge (RFC 7636 §4.3), from its public URL if it has one, because
 * the other then lacks its query; null if its parameters are not known.
 */
export function hasCodeChallenge({ url, publicUrl = url, readOnly }: Pick<AuthorizationRequest, 'url' | 'publicUrl' | 'readOnly'>) {
  const query = readQuery(isTooLong(publicUrl) ? '' : publicUrl);
  if (parameterValue(query, 'code_challenge')) return true;
  return query.parameters.length === 0 || readOnly === 'request-object' ? null : false;
}

/** Where `redirect_uri` leads, see `redirectHost`; null if the parameter is missing or not a URL. */
export const redirectHostOf = (query: Query): string | null => redirectHost(parameterValue(query, 'redirect_uri') ?? '');

/**
 * Whether the link was probably cut: the URL ends in one of the lists called `names`, and the last
 * ID is only the beginning of a known one.
 */
export function isCutOff(text: string, query: Query, names: ReadonlySet<string>, { scopes }: Catalogue): boolean {
  const last = query.parameters.at(-1);
  if (!last || last.end !== text.length || !names.has(last.name)) return false;
  const id = scopeIds(last.raw).at(-1);
  return id !== undefined && !scopes.some((scope) => scope.id === id) && scopes.some((scope) => scope.id.startsWith(id));
}
