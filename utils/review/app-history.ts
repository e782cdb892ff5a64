import type { ScopeId } from '@/providers/contract/catalogue';
import type { StoredAppHistory } from '@/utils/storage/schema';
import type { AppHistory } from './types';

/** What is worth telling: null where nothing is known but the flow that the tab shows. */
export function summarizeHistory(
  seen: StoredAppHistory | null,
  learned: readonly ScopeId[],
  flow: string,
  today: string,
): AppHistory | null {
  const outcomes = (seen?.outcomes ?? []).filter((outcome) => outcome.flow !== flow);
  const changes = changesOf(seen?.requested ?? []);
  const first = seen?.first ?? null;
  if (learned.length === 0 && outcomes.length === 0 && changes.length === 0 && (first === null || first === today)) return null;
  return { first, changes, outcomes: outcomes.toReversed().map(({ day, kind, rule }) => ({ day, kind, rule })), learned };
}

function changesOf(requested: StoredAppHistory['requested']): AppHistory['changes'] {
  return requested.slice(1).map(({ day, ids }, index) => {
    const before = requested[index]?.ids ?? [];
    return { day, added: ids.filter((id) => !before.includes(id)), removed: before.filter((id) => !ids.includes(id)) };
  });
}

/** `YYYY-MM-DD` in the user's own calendar. `at`: milliseconds since the epoch. */
export function calendarDay(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
