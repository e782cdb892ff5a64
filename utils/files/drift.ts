/** Compares the scopes of an app with those that it had before, wherever both were read. */
import { isSameScope } from '@/providers/catalogue';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { RequestedScope } from '@/providers/contract/request';

/** A scope, and whether the app needs it. */
export type ListedScope = Pick<RequestedScope, 'id' | 'requirement'>;

/** How the scopes of an app have changed. The lists are empty if they are the same. */
export interface Drift {
  added: ScopeId[];
  removed: ScopeId[];
  /** The scopes that were in both, but were not required before. */
  newlyRequired: ScopeId[];
}

/**
 * Returns how the scopes changed. Names of the same access count as one scope, because exports of
 * Salesforce replace `email` by `id`, and `offline_access` by `refresh_token`.
 */
export function driftOf({ knowledge }: Provider, before: readonly ListedScope[], now: readonly ListedScope[]): Drift {
  const find = (list: readonly ListedScope[], id: ScopeId) =>
    list.find((scope) => scope.id === id) ?? list.find((scope) => isSameScope(knowledge.findScope, scope.id, id));
  const ids = (list: readonly ListedScope[]) => list.map(({ id }) => id);
  return {
    added: ids(now.filter(({ id }) => !find(before, id))),
    removed: ids(before.filter(({ id }) => !find(now, id))),
    newlyRequired: ids(now.filter(({ id, requirement }) => requirement === 'required' && isOptional(find(before, id)))),
  };
}

/** A list that does not say which scopes are required can't show that one was not. */
const isOptional = (scope: ListedScope | undefined) => scope?.requirement.startsWith('optional') ?? false;
