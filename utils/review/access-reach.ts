/** Says how far a request reaches, by what the catalogue states about its scopes. */
import type { Access } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import { canChangeData } from './access';
import type { Review } from './types';

/**
 * The kinds of access, the one that reaches the furthest first. What is unknown may be anything, so it goes
 * before what is known to change nothing.
 */
const furthestFirst = ['full', 'admin', 'delete', 'write', 'unknown', 'read', 'offline', 'identity'] as const satisfies readonly (
  | Access
  | 'unknown'
)[];

/** How far a request reaches. */
export interface Reach {
  /** The most that its scopes allow, as far as that is known; null if it has no scopes. */
  access: Access | 'unknown' | null;
  /** Whether a scope reaches everything that the user can see. */
  isAll: boolean;
  /**
   * What two requests are compared by, the first number that differs: that access, whether it is to everything, how
   * many objects it can change, how many scopes are sensitive (both with the scopes that others include), and how many there are.
   */
  order: readonly number[];
}

/** Returns how far a request reaches. */
export function reachOf({ knowledge: { findScope } }: Provider, { scopes, isIncomplete }: Pick<Review, 'scopes' | 'isIncomplete'>): Reach {
  const requested = scopes.map(({ id }) => findScope(id));
  const included = requested.flatMap((scope) => scope?.implies ?? []).map(findScope);
  const reached = [...new Set([...requested, ...included])].flatMap((scope) => scope ?? []);
  const hasUnknown = requested.includes(undefined) || (isIncomplete && scopes.length > 0);
  const kinds = new Set<Access | 'unknown'>(reached.flatMap(({ access, alsoAllows = [] }) => [access, ...alsoAllows]));
  if (hasUnknown) kinds.add('unknown');
  const at = furthestFirst.findIndex((kind) => kinds.has(kind));
  const objects = new Set(reached.filter(canChangeData).map(({ category }) => category));
  const isAll = reached.some(({ reachesAll }) => reachesAll);
  const sensitive = reached.filter(({ sensitivity }) => sensitivity !== undefined);
  return {
    access: furthestFirst[at] ?? null,
    isAll,
    order: [at < 0 ? 0 : furthestFirst.length - at, Number(isAll), objects.size, sensitive.length, scopes.length],
  };
}
