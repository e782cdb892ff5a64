/**
 * Compares a request with the settings of its app at a provider whose app has one list, any part of
 * which a request may name.
 */
import type { ScopeId } from '../contract/catalogue';
import type { MismatchKind, ScopeLists, SettingsRules } from '../contract/settings-rules';
import { readQuery, replaceParameter } from './query';
import { keepInScopeList, scopeIds } from './scope-list';
import { parameterOf, problem, problemOf } from './settings-problem';

/** The properties in which such providers differ. */
export interface SingleListRules {
  /** The ID of the error that one scope too many gives. */
  error: string;
  /** The ID of the error that a request without scopes gives; absent if it is allowed. */
  missingError?: string;
  /** Whether two IDs name the same scope. */
  isSame(id: ScopeId, other: ScopeId): boolean;
  /** Whether a registered scope includes this one; absent if the server compares names. */
  includes?(registered: ScopeId, id: ScopeId): boolean;
  /** Whether the account itself may have defined the scope. */
  isCustom?(id: ScopeId): boolean;
}

const names = new Set(['scope']);

/** Creates the part of a provider's rules that is about scopes. */
export function singleListRules(server: SingleListRules): Pick<SettingsRules, 'compareScopes' | 'correctScopes' | 'correctLists'> {
  const registeredIn = ({ required, conditionallyRequired, optional }: ScopeLists) => [...required, ...conditionallyRequired, ...optional];
  /** The IDs that the list lacks, by how sure that is. */
  const lacking = (ids: readonly ScopeId[], lists: ScopeLists) => {
    const registered = registeredIn(lists);
    const missing = ids.filter((id) => !registered.some((known) => server.isSame(known, id)));
    const included = missing.filter((id) => registered.some((known) => server.includes?.(known, id)));
    const custom = missing.filter((id) => server.isCustom?.(id) && !included.includes(id));
    return { included, custom, unregistered: missing.filter((id) => !included.includes(id) && !custom.includes(id)) };
  };
  return {
    compareScopes({ scopes }, lists) {
      const { unregistered, included, custom } = lacking(
        scopes.map(({ id }) => id),
        lists,
      );
      const { error, missingError } = server;
      return [
        ...(scopes.length === 0 && missingError !== undefined
          ? [problem<MismatchKind>({ kind: 'scope-missing', error: missingError })]
          : []),
        ...problemOf(unregistered, { kind: 'scope-unregistered', error }),
        ...problemOf(included, { kind: 'scope-included', severity: 'warning', confidence: 'possible', error }),
        ...problemOf(custom, { kind: 'scope-custom', severity: 'warning', confidence: 'possible', error }),
      ];
    },
    correctScopes(url, lists) {
      const query = readQuery(url);
      const list = parameterOf(query, names);
      const ids = scopeIds(list?.raw ?? '');
      // Only the app's developer knows which scopes it needs.
      if (ids.length === 0 && server.missingError !== undefined) return null;
      if (!list) return url;
      const { unregistered } = lacking(ids, lists);
      const kept = ids.filter((id) => !unregistered.includes(id));
      if (kept.length === 0 && ids.length > 0) return null;
      return replaceParameter(url, query, list, keepInScopeList(list.raw, new Set(kept)));
    },
    correctLists({ scopes }, lists) {
      const { unregistered, included } = lacking(
        scopes.map(({ id }) => id),
        lists,
      );
      return { ...lists, optional: [...lists.optional, ...unregistered, ...included] };
    },
  };
}
