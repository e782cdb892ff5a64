import type { ScopeId } from '@/providers/contract/catalogue';
import type { Changes, ReviewScope } from './types';

export interface EarlierRequest {
  /** Milliseconds since the epoch. */
  at: number;
  requested: readonly ScopeId[];
  required: readonly ScopeId[];
}

/** What this request asks for that the last remembered one did not, and the other way round. */
export function compareRequests(earlier: EarlierRequest, scopes: readonly ReviewScope[]): Changes {
  const before = new Set(earlier.requested);
  const requiredBefore = new Set(earlier.required);
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
