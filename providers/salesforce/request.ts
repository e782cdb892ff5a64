/** Salesforce's authorization request: one `scope` list, all or nothing on the page, everything configured where it is absent. */
import { type Query, readQuery, replaceParameter, sameExcept } from '../oauth2/query';
import { parameterValue, redirectHostOf, whyNotEditable } from '../oauth2/request';
import { keepInScopeList, scopeIds } from '../oauth2/scope-list';
import type { AuthorizationRequest, Narrowed, Parsed, ReadOnlyReason, RequestedScope, ScopeId } from '../types';
import { isOwnHost, mayBeSite, orgOf, placeOf } from './places';

const scopeNames = new Set(['scope']);

export function parseRequest(text: string): Parsed<AuthorizationRequest> {
  const given = text.trim();
  if (given === '') return { ok: false, reason: 'empty' };
  const url = URL.parse(given);
  if (!url) return { ok: false, reason: 'not-a-url' };
  if (!isOwnHost(url) && !mayBeSite(url)) return { ok: false, reason: 'unknown-provider' };
  if (placeOf(url) !== 'authorize') return { ok: false, reason: 'not-a-request' };

  const query = readQuery(given);
  const lists = query.parameters.filter((parameter) => scopeNames.has(parameter.name));
  const ids = new Set(lists.flatMap((parameter) => scopeIds(parameter.raw)));
  // Which scopes the app needs, only a profile can tell: the protocol and the page do not.
  const scopes = [...ids].map((id): RequestedScope => ({ id, parameter: 'scope', requirement: 'undeclared', locked: false }));
  return {
    ok: true,
    value: {
      provider: 'salesforce',
      place: 'authorize',
      url: given,
      clientId: parameterValue(query, 'client_id'),
      redirectHost: redirectHostOf(query),
      account: orgOf(url),
      scopes,
      readOnly: whyReadOnly(given, query, lists.length, scopes.length),
    },
  };
}

function whyReadOnly(text: string, query: Query, lists: number, scopes: number): ReadOnlyReason | null {
  const reason = whyNotEditable(text, query);
  if (reason) return reason;
  if (lists > 1) return 'repeated-scope';
  return scopes === 0 ? 'everything-configured' : null;
}

export function narrow(request: AuthorizationRequest, keep: ReadonlySet<ScopeId>): Narrowed {
  if (request.readOnly) return { result: 'refused', reason: request.readOnly };
  const dropped = request.scopes.filter((scope) => !keep.has(scope.id));
  if (dropped.length === 0) return { result: 'unchanged', url: request.url };
  // An empty list would mean everything that the app is configured with.
  if (dropped.length === request.scopes.length) return { result: 'refused', reason: 'nothing-left' };

  const query = readQuery(request.url);
  const list = query.parameters.find((parameter) => scopeNames.has(parameter.name));
  const url = list ? replaceParameter(request.url, query, list, keepInScopeList(list.raw, keep)) : request.url;
  if (!sameExcept(request.url, url, scopeNames)) return { result: 'refused', reason: 'edit-not-exact' };
  return { result: 'narrowed', url, dropped: dropped.map((scope) => scope.id) };
}
