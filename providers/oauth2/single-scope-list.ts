/** The authorization request of a provider with one `scope` list, of which the request itself calls nothing optional (RFC 6749 §4.1.1). */

import type { Catalogue, ScopeId } from '../contract/catalogue';
import type { PageKind, ProviderId } from '../contract/page';
import type { Provider } from '../contract/provider';
import type { AuthorizationRequest, Narrowed, Parsed, ReadOnlyReason } from '../contract/request';
import { type Query, readQuery, replaceParameter, sameExcept } from './query';
import { asUndeclaredScopes, isCutOff, parameterValue, readUrl, redirectHostOf, whyNotEditable } from './request';
import { keepInScopeList, scopeIds } from './scope-list';

/** What differs from provider to provider. */
export interface SingleScopeList {
  provider: ProviderId;
  /** An address on any other host is for another provider to read. */
  isOwnHost(url: URL): boolean;
  classifyUrl(url: URL): PageKind;
  accountOf?(url: URL): string | null;
  /** Why a request that names no scopes stays as it is. */
  missingScopeReason: ReadOnlyReason;
  /** By its ids a link is seen to be cut off inside one; absent where apps may ask for ids of their own making. */
  catalogue?: Catalogue;
  /** That the provider takes fewer scopes than an app is registered for, by a source. */
  supportsNarrowing: boolean;
}

const scopeNames = new Set(['scope']);

export function singleScopeList(server: SingleScopeList): Provider['requests'] {
  return { parseRequest: (text) => parseRequest(server, text), narrow };
}

function parseRequest(server: SingleScopeList, text: string): Parsed<AuthorizationRequest> {
  const read = readUrl(text);
  if (!read.ok) return read;
  const { given, url } = read.value;
  if (!server.isOwnHost(url)) return { ok: false, reason: 'unknown-provider' };
  const pageKind = server.classifyUrl(url);
  if (pageKind !== 'authorize' && pageKind !== 'unsupported-flow') return { ok: false, reason: 'not-a-request' };

  const query = readQuery(given);
  const lists = query.parameters.filter((parameter) => scopeNames.has(parameter.name));
  const scopes = asUndeclaredScopes(lists.flatMap((parameter) => scopeIds(parameter.raw)));
  return {
    ok: true,
    value: {
      provider: server.provider,
      pageKind,
      url: given,
      clientId: parameterValue(query, 'client_id'),
      redirectHost: redirectHostOf(query),
      account: server.accountOf?.(url) ?? null,
      scopes,
      readOnly: pageKind === 'unsupported-flow' ? 'unsupported-flow' : whyReadOnly(server, given, query, lists.length, scopes.length),
    },
  };
}

function whyReadOnly(server: SingleScopeList, text: string, query: Query, lists: number, scopes: number): ReadOnlyReason | null {
  const reason = whyNotEditable(text, query);
  if (reason) return reason;
  if (lists > 1) return 'repeated-scope';
  if (scopes === 0) return server.missingScopeReason;
  if (server.catalogue && isCutOff(text, query, scopeNames, server.catalogue)) return 'truncated-scope';
  return server.supportsNarrowing ? null : 'narrowing-unverified';
}

function narrow(request: AuthorizationRequest, keep: ReadonlySet<ScopeId>): Narrowed {
  if (request.readOnly) return { result: 'refused', reason: request.readOnly };
  const dropped = request.scopes.filter((scope) => !keep.has(scope.id));
  if (dropped.length === 0) return { result: 'unchanged', url: request.url };
  // A list without ids is an error to some, and everything that the app may have to others.
  if (dropped.length === request.scopes.length) return { result: 'refused', reason: 'nothing-left' };

  const query = readQuery(request.url);
  const list = query.parameters.find((parameter) => scopeNames.has(parameter.name));
  const url = list ? replaceParameter(request.url, query, list, keepInScopeList(list.raw, keep)) : request.url;
  if (!sameExcept(request.url, url, scopeNames)) return { result: 'refused', reason: 'edit-not-exact' };
  return { result: 'narrowed', url, dropped: dropped.map((scope) => scope.id) };
}
