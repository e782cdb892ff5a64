/** Compares a request with the app's earlier one. */
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, RequestedScope } from '@/providers/contract/request';
import { sameScopes } from '@/utils/policy/decide';
import type { Changes } from './types';

/** The request for which the user last saved a selection, or with which the app was connected. */
export interface EarlierRequest {
  /** When that was, in milliseconds since the epoch. */
  at: number;
  requested: readonly ScopeId[];
  /** Null if it is not known which of them were required. */
  required: readonly ScopeId[] | null;
}

/**
 * Returns the scopes that were added, removed or made required since the earlier request. The lists
 * are empty if it is the same. Only what the request itself demands counts as required now, because a profile or
 * an error may call a scope required although the app changed nothing.
 */
export function compareRequests(earlier: EarlierRequest, scopes: readonly RequestedScope[]): Changes {
  const before = new Set(earlier.requested);
  const requiredBefore = new Set(earlier.required ?? earlier.requested);
  const now = new Set(scopes.map((scope) => scope.id));
  return {
    since: earlier.at,
    added: scopes.filter((scope) => !before.has(scope.id)).map((scope) => scope.id),
    removed: earlier.requested.filter((id) => !now.has(id)),
    newlyRequired: scopes
      .filter((scope) => scope.requirement === 'required' && before.has(scope.id) && !requiredBefore.has(scope.id))
      .map((scope) => scope.id),
  };
}

/**
 * Returns the list with the names that the request uses, because some scopes have two, of which the app may
 * write either.
 */
export function inNamesOf({ scopes }: Pick<AuthorizationRequest, 'scopes'>, provider: Provider, list: readonly ScopeId[]): ScopeId[] {
  const { findScope } = provider.knowledge;
  const now = new Set(scopes.map(({ id }) => id));
  return list.map((id) => (now.has(id) ? id : (sameScopes(findScope, id).find((other) => now.has(other)) ?? id)));
}
