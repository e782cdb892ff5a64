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

/** What a request is read from. */
export interface RequestText {
  text: string;
  url: URL;
  query: Query;
}

/** A reason and whether it applies, the most important ones first. */
export type Check = readonly [reason: ReadOnlyReason, applies: boolean];

/** Returns the reasons that apply. */
export const applying = (checks: readonly Check[]): ReadOnlyReason[] => checks.flatMap(([reason, applies]) => (applies ? [reason] : []));

/** What a provider's reasons depend on. */
export interface RequestRules {
  /** The names of the parameters that list scopes. */
  scopeNames: ReadonlySet<string>;
  /** The known IDs, by which a list is recognized that ends in the middle of one. */
  catalogue?: Catalogue | undefined;
  classifyUrl: UrlRules['classifyUrl'];
  /** The reasons about which scopes are listed. */
  ofScopes: readonly Check[];
}

/**
 * Returns every reason why a request can't be edited, the most important one first. Each is looked for,
 * because one that is harmless must not hide another.
 */
export function whyNotEditable(
  { text, url, query }: RequestText,
  { scopeNames, catalogue, classifyUrl, ofScopes }: RequestRules,
): ReadOnlyReason[] {
  const has = (name: string) => query.parameters.some((parameter) => parameter.name === name);
  return applying([
    ['unsupported-flow', classifyUrl(url) === 'unsupported-flow'],
    ...(isTooLong(text)
      ? [['too-long', true] as const]
      : ([
          ['truncated-scope', endsInName(text, query) || endsInList(text, query, scopeNames, catalogue)],
          ...whyUncertain(text, query, (name) => scopeNames.has(name)),
          ['missing-client-id', !has('client_id')],
          ['missing-redirect-uri', !has('redirect_uri')],
          ...ofScopes,
        ] as const)),
    // What a lenient server, which takes the path for that of the authorization, makes of the rest is unknown.
    ['unusual-address', classifyUrl(url, [url.pathname]) !== classifyUrl(url)],
  ]);
}

/** The reasons why a server may read another client, redirect URI or scope list in the query. */
export function whyUncertain(text: string, query: Query, isScopeList: IsScopeList): Check[] {
  const count = (name: string) => query.parameters.filter((parameter) => parameter.name === name).length;
  return [
    // The URL parser drops tabs and line breaks and converts backslashes, so the browser would send
    // another text than the edited one.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the check looks for control characters
    ['malformed-url', /[\u0000-\u001f\u007f\\]/.test(text)],
    ['malformed-escape', query.malformed],
    ['ambiguous-parameters', isAmbiguous(text, query, isScopeList)],
    ['request-object', isSealed(query)],
    ['repeated-client-id', count('client_id') > 1],
    ['repeated-redirect-uri', count('redirect_uri') > 1],
  ];
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
 * the other then lacks its query; null if its parameters are not known, or in an object of their own.
 */
export function hasCodeChallenge({ url, publicUrl = url }: Pick<AuthorizationRequest, 'url' | 'publicUrl'>) {
  const query = readQuery(isTooLong(publicUrl) ? '' : publicUrl);
  if (parameterValue(query, 'code_challenge')) return true;
  return query.parameters.length === 0 || isSealed(query) ? null : false;
}

/** Whether a request is in an object of its own (RFC 9101, RFC 9126), so that the URL may name no scopes. */
export const isSealed = ({ parameters }: Query): boolean => parameters.some(({ name }) => name === 'request' || name === 'request_uri');

/** Where `redirect_uri` leads, see `redirectHost`; null if the parameter is missing or not a URL. */
export const redirectHostOf = (query: Query): string | null => redirectHost(parameterValue(query, 'redirect_uri') ?? '');

/**
 * Whether the link was probably cut: the URL ends in one of the lists called `names`, and either lacks
 * the redirect URI that these providers require, or the last ID is only the beginning of a known one.
 */
function endsInList(
  text: string,
  query: Query,
  names: ReadonlySet<string>,
  { scopes }: Pick<Catalogue, 'scopes'> = { scopes: [] },
): boolean {
  const last = query.parameters.at(-1);
  if (!last || last.end !== text.length || !names.has(last.name)) return false;
  if (parameterValue(query, 'redirect_uri') === null) return true;
  const id = scopeIds(last.raw).at(-1);
  return id !== undefined && !scopes.some((scope) => scope.id === id) && scopes.some((scope) => scope.id.startsWith(id));
}
