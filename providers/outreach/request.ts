/** Outreach's authorization request: one `scope` list, of which the app may ask for any part. */
import { type Query, readQuery, replaceParameter, sameExcept } from '../oauth2/query';
import { isCutOff, parameterValue, redirectHostOf, whyNotEditable } from '../oauth2/request';
import { keepInScopeList, scopeIds } from '../oauth2/scope-list';
import type { AuthorizationRequest, Narrowed, Parsed, ReadOnlyReason, RequestedScope, ScopeId } from '../types';
import { isOwnHost, placeOf } from './places';
import { catalogue } from './scopes';

const scopeNames = new Set(['scope']);

export function parseRequest(text: string): Parsed<AuthorizationRequest> {
  const given = text.trim();
  if (given === '') return { ok: false, reason: 'empty' };
  const url = URL.parse(given);
  if (!url) return { ok: false, reason: 'not-a-url' };
  if (!isOwnHost(url)) return { ok: false, reason: 'unknown-provider' };
  const place = placeOf(url);
  const query = readQuery(given);
  // The consent page sends its form to the same address without a query: that asks for nothing new.
  if ((place !== 'authorize' && place !== 'left-alone') || query.parameters.length === 0) return { ok: false, reason: 'not-a-request' };

  const lists = query.parameters.filter((parameter) => scopeNames.has(parameter.name));
  const ids = new Set(lists.flatMap((parameter) => scopeIds(parameter.raw)));
  // Outreach knows no optional scopes: which of them the app needs, only a profile can tell.
  const scopes = [...ids].map((id): RequestedScope => ({ id, parameter: 'scope', requirement: 'undeclared', locked: false }));
  return {
    ok: true,
    value: {
      provider: 'outreach',
      place,
      url: given,
      clientId: parameterValue(query, 'client_id'),
      redirectHost: redirectHostOf(query),
      account: null,
      scopes,
      // Whether that server takes fewer scopes than an app asks for is not known.
      readOnly: place === 'left-alone' ? 'mcp-server' : whyReadOnly(given, query, lists.length, scopes.length),
    },
  };
}

function whyReadOnly(text: string, query: Query, lists: number, scopes: number): ReadOnlyReason | null {
  const reason = whyNotEditable(text, query);
  if (reason) return reason;
  if (lists > 1) return 'repeated-scope';
  if (scopes === 0) return 'missing-scope';
  return isCutOff(text, query, scopeNames, catalogue) ? 'truncated-scope' : null;
}

export function narrow(request: AuthorizationRequest, keep: ReadonlySet<ScopeId>): Narrowed {
  if (request.readOnly) return { result: 'refused', reason: request.readOnly };
  const dropped = request.scopes.filter((scope) => !keep.has(scope.id));
  if (dropped.length === 0) return { result: 'unchanged', url: request.url };
  // An empty list is a missing parameter to Outreach.
  if (dropped.length === request.scopes.length) return { result: 'refused', reason: 'nothing-left' };

  const query = readQuery(request.url);
  const list = query.parameters.find((parameter) => scopeNames.has(parameter.name));
  const url = list ? replaceParameter(request.url, query, list, keepInScopeList(list.raw, keep)) : request.url;
  if (!sameExcept(request.url, url, scopeNames)) return { result: 'refused', reason: 'edit-not-exact' };
  return { result: 'narrowed', url, dropped: dropped.map((scope) => scope.id) };
}
