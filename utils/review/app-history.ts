/** Summarizes what was recorded about an app's earlier flows. */
import type { ScopeId } from '@/providers/contract/catalogue';
import type { StoredAppHistory } from '@/utils/storage/schema';
import type { AppHistory } from './history-types';

/**
 * Summarizes the history of an app for a review; null if nothing is known beyond the tab's own
 * flow. `flow` is that flow's id, whose outcome the review shows already, or null for a pasted request; `today` is a day like
 * `2026-11-22`.
 */
export function summarizeHistory(
  stored: StoredAppHistory | null,
  learned: readonly ScopeId[],
  flow: string | null,
  today: string,
): AppHistory | null {
  const outcomes = (stored?.outcomes ?? []).filter((outcome) => outcome.flow !== flow);
  const changes = changesOf(stored?.requested ?? []);
  const first = stored?.first ?? null;
  const isNewApp = first === null || first === today;
  if (isNewApp && learned.length === 0 && outcomes.length === 0 && changes.length === 0) return null;
  return {
    first,
    requests: stored?.requested.length ?? 0,
    changes,
    outcomes: outcomes.toReversed().map(({ day, kind, rule }) => ({ day, kind, rule })),
    learned,
  };
}

function changesOf(requested: StoredAppHistory['requested']): AppHistory['changes'] {
  return requested.slice(1).map(({ day, ids }, index) => {
    const { ids: before = [], hasGap } = requested[index] ?? {};
    if (hasGap) return { day, added: null, removed: null };
    return { day, added: ids.filter((id) => !before.includes(id)), removed: before.filter((id) => !ids.includes(id)) };
  });
}
