/** The rows of the table of scopes, with what changed compared with another list. */
import type { Access } from '@/providers/contract/catalogue';
import type { PolicyAction } from '@/utils/policy/types';
import { canChangeData } from '@/utils/review/access';
import type { Drift } from '@/utils/review/drift';
import { type ChangeKind, changesByKind } from '@/utils/review/drift-lists';
import type { ReviewScope } from '@/utils/review/types';
import { tById } from '@/utils/text/text';

/** How a scope differs from the other list. Each has a text `workbench_change_<change>`. */
export type ScopeChange = ChangeKind | 'same';

/** A scope as the table shows it. */
export interface ScopeRow extends Pick<ReviewScope, 'id' | 'label' | 'access' | 'tags' | 'plans' | 'planNote' | 'locked'> {
  /** What it allows beside `access`; absent if nothing is known of it. */
  alsoAllows?: readonly Access[];
  /** The lists of the request that carry the scope; empty if they say nothing. */
  lists: string;
  /** Null if nothing is compared. */
  change: ScopeChange | null;
  /** Which scope of the other list includes it, in words; empty if none is known to. */
  included: string;
  /** Whether the user who asks for the app wants to drop it. */
  isUnwanted: boolean;
  /** What the policy says; null without a policy, and for a scope that is no longer requested. */
  policy: PolicyAction | null;
  /** The scope of the review; null for one that is no longer requested. */
  details: ReviewScope | null;
}

/** The scopes of one requirement. */
export interface ScopeGroup {
  title: string;
  /** Who states the requirement, in words; absent or empty if nobody does. */
  source?: string;
  rows: readonly ScopeRow[];
}

/** Which rows are shown. */
export type ScopeFilter = 'all' | 'changing' | 'others' | 'changed';

/** Returns how a scope of the request differs. */
export function changeOf(id: string, drift: Drift): ScopeChange {
  return changesByKind(drift).find(([, ids]) => ids.includes(id))?.[0] ?? 'same';
}

/** Whether a row passes a filter. */
export function passes(row: ScopeRow, filter: ScopeFilter): boolean {
  if (filter === 'changed') return row.change !== null && row.change !== 'same' && row.change !== 'left-out';
  // The two add up to all scopes; what is not known to change data is no more than that.
  return filter === 'all' || canChangeData(row as { access: Access | null }) === (filter === 'changing');
}

/**
 * Returns the groups with the rows that pass the filter and have the words, without empty groups.
 */
export function shownGroups(groups: readonly ScopeGroup[], filter: ScopeFilter, words: string): ScopeGroup[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const hasWords = ({ id, label, tags, plans }: ScopeRow) => {
    const text = [id, label, ...tags.map((tag) => tById('tag', tag)), ...plans].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({ ...group, rows: group.rows.filter((row) => passes(row, filter) && hasWords(row)) }))
    .filter(({ rows }) => rows.length > 0);
}
