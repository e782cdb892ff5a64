/**
 * Parses and narrows HubSpot's authorization request. Everything in `scope` must be granted; what
 * is in `optional_scope` may be dropped.
 */

import type { ScopeId } from '../contract/catalogue';
import type { AuthorizationRequest, Narrowed, Parsed, RequestedScope } from '../contract/request';
import { type Parameter, type Query, readQuery, replaceParameter, sameExcept } from '../oauth2/query';
import { parameterValue, type RequestText, readUrl, redirectHostOf, whyNotEditable } from '../oauth2/request';
import { keepInScopeList, scopeIds } from '../oauth2/scope-list';
import { readOnlyBecause, reasonsOf } from '../oauth2/uncertain';
import { plainPath } from '../path-kind';
import { catalogue } from './scopes';
import { classifyUrl, isOwnHost, portalOf } from './urls';

/**
 * Names of the list that must be granted. Airbyte's code and an old HubSpot FAQ use the plural; an
 * edit keeps the name.
 */
export const requiredNames: ReadonlySet<string> = new Set(['scope', 'scopes']);
/** Names of the list from which scopes may be left out. */
export const optionalNames: ReadonlySet<string> = new Set(['optional_scope', 'optional_scopes']);
const scopeNames = new Set([...requiredNames, ...optionalNames]);

/**
 * Parses an authorize URL, or a sign-in URL that carries one. Never throws. The value's `readOnly`
 * says why it can't be edited.
 */
export function parseRequest(text: string): Parsed<AuthorizationRequest> {
  const read = readUrl(text);
  if (!read.ok) return read;
  const { given, url, query } = read.value;
  const pageKind = classifyUrl(url);
  if (pageKind === 'elsewhere') return { ok: false, reason: isOwnHost(url) ? 'not-a-request' : 'unknown-provider' };

  const nested = pageKind === 'login' && plainPath(url) !== '/oauth-bridge';
  if (nested) return parseNested(query);

  const scopes = requestedScopes(query);
  const reasons = whyReadOnly({ text: given, url, query }, scopes);
  return {
    ok: true,
    value: {
      provider: 'hubspot',
      pageKind,
      url: given,
      clientId: parameterValue(query, 'client_id'),
      redirectHost: redirectHostOf(query),
      account: portalOf(url),
      scopes,
      ...readOnlyBecause(pageKind === 'login' ? [...reasons, 'sign-in-first'] : reasons),
    },
  };
}

/**
 * The sign-in page carries the whole authorize URL in one parameter. It is decoded once and only
 * read, because an edit would have to change the sign-in URL.
 */
function parseNested(query: Query): Parsed<AuthorizationRequest> {
  const inner = query.parameters.find((parameter) => parameter.name === 'loginRedirectUrl')?.value;
  const url = URL.parse(inner ?? '');
  if (!inner || !url || classifyUrl(url) !== 'authorize') return { ok: false, reason: 'not-a-request' };
  const parsed = parseRequest(inner);
  if (!parsed.ok) return parsed;
  return { ok: true, value: { ...parsed.value, pageKind: 'login', ...readOnlyBecause([...reasonsOf(parsed.value), 'sign-in-first']) } };
}

function requestedScopes(query: Query): RequestedScope[] {
  const byId = new Map<ScopeId, RequestedScope>();
  const add = (names: ReadonlySet<string>, rest: Pick<RequestedScope, 'requirement' | 'locked'>) => {
    for (const parameter of query.parameters) {
      if (!names.has(parameter.name)) continue;
      for (const id of scopeIds(parameter.raw)) if (!byId.has(id)) byId.set(id, { id, parameter: parameter.name, ...rest });
    }
  };
  // The URL does not distinguish required from conditionally required scopes, so all are locked.
  add(requiredNames, { requirement: 'required', locked: true });
  add(optionalNames, { requirement: 'optional-on', locked: false });
  return [...byId.values()];
}

function whyReadOnly(given: RequestText, scopes: readonly RequestedScope[]) {
  const count = (names: ReadonlySet<string>) => given.query.parameters.filter((parameter) => names.has(parameter.name)).length;
  return whyNotEditable(given, {
    scopeNames,
    catalogue,
    classifyUrl,
    ofScopes: [
      ['repeated-scope', count(requiredNames) > 1],
      ['repeated-optional-scope', count(optionalNames) > 1],
      ['missing-scope', !scopes.some((scope) => scope.locked)],
    ],
  });
}

/**
 * Removes the scopes that `keep` lacks, and only those. A locked scope goes only if it is in
 * `unlocked`, and `scope` never becomes empty, because HubSpot requires it.
 */
export function narrow(request: AuthorizationRequest, keep: ReadonlySet<ScopeId>, unlocked: ReadonlySet<ScopeId> = new Set()): Narrowed {
  if (request.readOnly) return { result: 'refused', reason: request.readOnly };
  const dropped = request.scopes.filter((scope) => !keep.has(scope.id));
  if (dropped.length === 0) return { result: 'unchanged', url: request.url };
  if (dropped.some((scope) => scope.locked && !unlocked.has(scope.id))) return { result: 'refused', reason: 'locked-scope' };
  if (!request.scopes.some((scope) => keep.has(scope.id) && requiredNames.has(scope.parameter)))
    return { result: 'refused', reason: 'nothing-left' };

  let url = request.url;
  const query = readQuery(url);
  // Edits from the last parameter to the first, so that the offsets of the others stay valid.
  for (const parameter of query.parameters.toReversed()) {
    if (scopeNames.has(parameter.name)) url = withList(url, query, parameter, keep);
  }
  if (!sameExcept(request.url, url, scopeNames)) return { result: 'refused', reason: 'edit-not-exact' };
  return { result: 'narrowed', url, dropped: dropped.map((scope) => scope.id) };
}

function withList(url: string, query: Query, parameter: Parameter, keep: ReadonlySet<ScopeId>): string {
  const list = keepInScopeList(parameter.raw, keep);
  if (list === parameter.raw) return url;
  // HubSpot's own tools omit the parameter if nothing is optional.
  return replaceParameter(url, query, parameter, list === '' ? null : list);
}
