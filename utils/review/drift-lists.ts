/** Sorts and names what has changed between two lists of scopes. */
import type { ScopeId } from '@/providers/contract/catalogue';
import { tById } from '@/utils/text/text';
import type { Drift } from './drift';

/**
 * How a request has changed. Each kind has a count `changes_<kind>` and a heading
 * `changes_list_<kind>`, and each kind of scope a word `workbench_change_<kind>`. `more-access` is
 * new, too. `left-out` is no change: the approval knew these scopes and left them out. Only `other-host`
 * and `unknown-host` have no scopes, but a redirect host.
 */
export type ChangeKind =
  | 'new'
  | 'more-access'
  | 'newly-required'
  | 'required-left-out'
  | 'left-out'
  | 'removed'
  | 'other-host'
  | 'unknown-host';

/**
 * Returns the scopes of each kind of change that there is. Each scope has one kind, so that the
 * same change has the same counts everywhere. Only a drift knows the kinds that may be absent.
 */
export function changesByKind({
  added,
  moreAccess = [],
  newlyRequired,
  notApproved = [],
  removed,
  otherHosts = [],
  unknownHost = [],
}: Partial<Pick<Drift, 'moreAccess' | 'notApproved' | 'otherHosts' | 'unknownHost'>> &
  Readonly<Record<'added' | 'newlyRequired' | 'removed', readonly ScopeId[]>>): [ChangeKind, readonly ScopeId[]][] {
  const kinds: [ChangeKind, readonly ScopeId[]][] = [
    ['new', added.filter((id) => !moreAccess.includes(id))],
    ['more-access', moreAccess],
    ['newly-required', newlyRequired.filter((id) => !notApproved.includes(id))],
    ['required-left-out', newlyRequired.filter((id) => notApproved.includes(id))],
    ['left-out', notApproved.filter((id) => !newlyRequired.includes(id))],
    ['removed', removed],
    ['other-host', otherHosts],
    ['unknown-host', unknownHost],
  ];
  return kinds.filter(([, ids]) => ids.length > 0);
}

/** Returns what changed, with the heading of each list; empty if none did. */
export function driftLists(changes: Parameters<typeof changesByKind>[0]): { title: string; ids: readonly ScopeId[] }[] {
  return changesByKind(changes).map(([kind, ids]) => ({ title: tById('changes_list', kind), ids }));
}
