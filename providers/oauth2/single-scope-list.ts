/**
 * Parses and narrows the requests of a provider with one `scope` list (RFC 6749 §4.1.1). Such a
 * request does not say which scopes are optional.
 */

import type { Catalogue, ScopeId } from '../contract/catalogue';
import type { ProviderId, UrlRules } from '../contract/page';
import type { Provider } from '../contract/provider';
import type { AuthorizationRequest, Narrowed, Parsed, ReadOnlyReason } from '../contract/request';
import { readQuery, replaceParameter, sameExcept } from './query';
import { asUndeclaredScopes, parameterValue, readUrl, redirectHostOf, whyNotEditable } from './request';
import { keepInScopeList, scopeIds } from './scope-list';
import { readOnlyBecause } from './uncertain';

/** The properties in which such providers differ. */
export interface SingleScopeList {
  provider: ProviderId;
  /**
   * Whether the URL is on a host of this provider. Other providers get a chance to parse any other
   * URL.
   */
  isOwnHost(url: URL): boolean;
  classifyUrl: UrlRules['classifyUrl'];
  accountOf?(url: URL): string | null;
  /** Why a request without scopes can't be edited. */
  missingScopeReason: ReadOnlyReason;
  /**
   * The known IDs, by which a link is recognized as cut in the middle of one. Absent if apps may
   * request custom IDs.
   */
  catalogue?: Catalogue;
  /**
   * Whether a source says that a request may contain fewer scopes than the app is registered for.
   */
  supportsNarrowing: boolean;
}

const scopeNames = new Set(['scope']);

/** Creates the `requests` part of such a provider. */
export function singleScopeList(server: SingleScopeList): Provider['requests'] {
  return { parseRequest: (text) => parseRequest(server, text), narrow };
}

function parseRequest(server: SingleScopeList, text: string): Parsed<AuthorizationRequest> {
  const read = readUrl(text);
  if (!read.ok) return read;
  const { given, url, query } = read.value;
  if (!server.isOwnHost(url)) return { ok: false, reason: 'unknown-provider' };
  const pageKind = server.classifyUrl(url);
  if (pageKind !== 'authorize' && pageKind !== 'unsupported-flow') return { ok: false, reason: 'not-a-request' };

  const lists = query.parameters.filter((parameter) => scopeNames.has(parameter.name));
  const scopes = asUndeclaredScopes(lists.flatMap((parameter) => scopeIds(parameter.raw)));
  const reasons = whyNotEditable(
    { text: given, url, query },
    {
      scopeNames,
      catalogue: server.catalogue,
      classifyUrl: server.classifyUrl,
      ofScopes: [
        ['repeated-scope', lists.length > 1],
        [server.missingScopeReason, scopes.length === 0],
        ['narrowing-unverified', !server.supportsNarrowing],
      ],
    },
  );
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
      ...readOnlyBecause(reasons),
    },
  };
}

function narrow(request: AuthorizationRequest, keep: ReadonlySet<ScopeId>): Narrowed {
  if (request.readOnly) return { result: 'refused', reason: request.readOnly };
  const dropped = request.scopes.filter((scope) => !keep.has(scope.id));
  if (dropped.length === 0) return { result: 'unchanged', url: request.url };
  // Some servers refuse an empty list; others grant everything that the app may have.
  if (dropped.length === request.scopes.length) return { result: 'refused', reason: 'nothing-left' };

  const query = readQuery(request.url);
  const list = query.parameters.find((parameter) => scopeNames.has(parameter.name));
  const url = list ? replaceParameter(request.url, query, list, keepInScopeList(list.raw, keep)) : request.url;
  if (!sameExcept(request.url, url, scopeNames)) return { result: 'refused', reason: 'edit-not-exact' };
  return { result: 'narrowed', url, dropped: dropped.map((scope) => scope.id) };
}
