/**
 * Compares a request with the lists of its app. HubSpot has refused every request whose scopes are
 * in another list than in the app's settings since 2024-10-21 (changelog on advanced scope settings
 * and help article on permission errors, read 2026-11-22).
 */
import type { ScopeId } from '../contract/catalogue';
import type { AuthorizationRequest, RequestedScope } from '../contract/request';
import type { MismatchKind, ScopeLists, SettingsRules } from '../contract/settings-rules';
import { readQuery, replaceParameter } from '../oauth2/query';
import { keepInScopeList, scopeIds } from '../oauth2/scope-list';
import { appendParameter, appendScopes, parameterOf, problem, problemOf } from '../oauth2/settings-problem';
import { optionalNames, requiredNames } from './request';

/**
 * Every app has it, and sources disagree on whether a request must name it, so it never differs.
 */
const always = 'oauth';

const mismatch = 'hubspot-scope-mismatch';
const missing = 'hubspot-scopes-missing';

/** Where a request has a scope, and to which of the app's lists the scope belongs. */
function placesOf(requested: readonly Pick<RequestedScope, 'id' | 'parameter'>[], lists: ScopeLists) {
  const scopes = requested.filter(({ id }) => id !== always);
  const inScope = scopes.filter(({ parameter }) => requiredNames.has(parameter)).map(({ id }) => id);
  const inOptional = scopes.filter(({ parameter }) => optionalNames.has(parameter)).map(({ id }) => id);
  const [required, conditional, optional] = [lists.required, lists.conditionallyRequired, lists.optional].map((ids) => new Set(ids)) as [
    Set<ScopeId>,
    Set<ScopeId>,
    Set<ScopeId>,
  ];
  const isUnregistered = (id: ScopeId) => !required.has(id) && !conditional.has(id) && !optional.has(id);
  const requiredInOptional = inOptional.filter((id) => required.has(id));
  return {
    unregistered: [...inScope, ...inOptional].filter(isUnregistered),
    optionalInScope: inScope.filter((id) => optional.has(id) && !required.has(id) && !conditional.has(id)),
    conditionalInOptional: inOptional.filter((id) => conditional.has(id) && !required.has(id) && !optional.has(id)),
    requiredInOptional,
    requiredMissing: [...required].filter((id) => id !== always && !inScope.includes(id) && !requiredInOptional.includes(id)),
    inScope,
    inOptional,
  };
}

function correctScopes(url: string, lists: ScopeLists): string | null {
  const query = readQuery(url);
  const required = parameterOf(query, requiredNames);
  const optional = parameterOf(query, optionalNames);
  const requested = [required, optional].flatMap((list) => (list ? scopeIds(list.raw).map((id) => ({ id, parameter: list.name })) : []));
  const scopes = [...new Map(requested.toReversed().map((scope) => [scope.id, scope])).values()].toReversed();
  const places = placesOf(scopes, lists);
  const drop = new Set([...places.unregistered, ...places.optionalInScope]);
  const dropOptional = new Set([...places.unregistered, ...places.conditionalInOptional, ...places.requiredInOptional]);
  const kept = (raw: string, dropped: ReadonlySet<ScopeId>) =>
    keepInScopeList(raw, new Set(scopeIds(raw).filter((id) => !dropped.has(id))));
  const scope = appendScopes(kept(required?.raw ?? '', drop), [
    ...places.requiredInOptional,
    ...places.conditionalInOptional,
    ...places.requiredMissing,
  ]);
  const optionalScope = appendScopes(kept(optional?.raw ?? '', dropOptional), places.optionalInScope);
  // HubSpot requires `scope`.
  if (scope === '') return null;
  // The list for optional scopes stands behind the other one, so its offsets are used first.
  const edits = [
    { list: required, name: 'scope', raw: scope },
    { list: optional, name: 'optional_scope', raw: optionalScope },
  ].toSorted((left, right) => (right.list?.start ?? 0) - (left.list?.start ?? 0));
  const edited = edits.reduce((text, { list, raw }) => (list ? replaceParameter(text, query, list, raw === '' ? null : raw) : text), url);
  return edits.reduce((text, { list, name, raw }) => (list || raw === '' ? text : appendParameter(text, name, raw)), edited);
}

function correctLists({ scopes }: AuthorizationRequest, lists: ScopeLists): ScopeLists {
  const places = placesOf(scopes, lists);
  const isInScope = (id: ScopeId) => places.inScope.includes(id);
  const without = (ids: readonly ScopeId[], ...removed: (readonly ScopeId[])[]) => ids.filter((id) => !removed.flat().includes(id));
  const added = (ids: readonly ScopeId[]) => [...new Set(ids)];
  return {
    required: without(lists.required, places.requiredMissing, places.requiredInOptional),
    // The list that binds least of those that allow a scope in `scope`.
    conditionallyRequired: added([
      ...without(lists.conditionallyRequired, places.conditionalInOptional),
      ...places.requiredMissing,
      ...places.optionalInScope,
      ...places.unregistered.filter(isInScope),
    ]),
    optional: added([
      ...without(lists.optional, places.optionalInScope),
      ...places.requiredInOptional,
      ...places.conditionalInOptional,
      ...places.unregistered.filter((id) => !isInScope(id)),
    ]),
  };
}

/** What HubSpot's rules say about a request of an app whose lists are known. */
export const settingsRules: SettingsRules = {
  compareScopes({ scopes }, lists) {
    const places = placesOf(scopes, lists);
    const isEmpty = !scopes.some(({ parameter }) => requiredNames.has(parameter));
    return [
      ...(isEmpty && places.requiredMissing.length + places.requiredInOptional.length === 0
        ? [problem<MismatchKind>({ kind: 'scope-missing', error: 'hubspot-invalid-scope-name' })]
        : []),
      ...problemOf(places.unregistered, { kind: 'scope-unregistered', error: mismatch }),
      ...problemOf(places.optionalInScope, { kind: 'optional-in-scope', error: mismatch }),
      ...problemOf(places.conditionalInOptional, { kind: 'conditional-in-optional', error: mismatch }),
      ...problemOf(places.requiredInOptional, { kind: 'required-in-optional', error: missing }),
      ...problemOf(places.requiredMissing, { kind: 'required-missing', error: missing }),
    ];
  },
  correctScopes,
  correctLists,
  formatSettings: ({ required, conditionallyRequired, optional, redirectUrls }) =>
    JSON.stringify(
      {
        ...(redirectUrls.length > 0 ? { redirectUrls } : {}),
        requiredScopes: required,
        conditionallyRequiredScopes: conditionallyRequired,
        optionalScopes: optional,
      },
      null,
      2,
    ),
  marksRequired: true,
  broadScopes: [],
  errors: { redirect: 'hubspot-redirect-mismatch', redirectMissing: null, challenge: null, responseType: null },
};
