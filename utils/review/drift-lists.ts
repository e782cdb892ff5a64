/** Sorts and names what has changed between two lists of scopes. */
import type { ScopeId } from '@/providers/contract/catalogue';
import { tById } from '@/utils/text/text';
import type { Drift } from './drift';

/**
 * How a scope has changed. Each kind has a count `changes_<kind>`, a heading `changes_list_<kind>`
 * and a word `workbench_change_<kind>`. `more-access` is new, too.
 */
export type ChangeKind = 'new' | 'more-access' | 'newly-required' | 'removed';

/**
 * Returns the scopes of each kind of change that there is. Each scope has one kind, so that the
 * same change has the same counts everywhere. Only a drift knows `moreAccess`.
 */
export function changesByKind({
  added,
  moreAccess = [],
  newlyRequired,
  removed,
}: Partial<Pick<Drift, 'moreAccess'>> & Readonly<Record<Exclude<keyof Drift, 'moreAccess'>, readonly ScopeId[]>>): [
  ChangeKind,
  readonly ScopeId[],
][] {
  const kinds: [ChangeKind, readonly ScopeId[]][] = [
    ['new', added.filter((id) => !moreAccess.includes(id))],
    ['more-access', moreAccess],
    ['newly-required', newlyRequired],
    ['removed', removed],
  ];
  return kinds.filter(([, ids]) => ids.length > 0);
}

/** Returns the scopes that changed, with the heading of each list; empty if none did. */
export function driftLists(changes: Parameters<typeof changesByKind>[0]): { title: string; ids: readonly ScopeId[] }[] {
  return changesByKind(changes).map(([kind, ids]) => ({ title: tById('changes_list', kind), ids }));
}
