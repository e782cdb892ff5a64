import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HistoryFilter } from '@/components/workbench/history/HistoryTools';
import { type OutcomeFilter, outcomeMatcher } from '@/utils/review/outcome-filter';
import { countOutcomes, type OutcomeQuery, searchOutcomes } from '@/utils/storage/outcomes';
import type { StorageFault, StoredOutcome } from '@/utils/storage/schema';
import { DAY_MS } from '@/utils/text/time';

/** What was found until now, and how far the search has come. */
export interface OutcomeList {
  items: readonly StoredOutcome[];
  /** How many records were read, of `total`. */
  read: number;
  total: number;
  /** Where older records begin; null if all were read. */
  next: string | null;
  isSearching: boolean;
  /** Null if the records could be read. */
  fault: StorageFault | null;
  /** Whether there is any record at all; null until that is known. */
  isAny: boolean | null;
}

const empty: OutcomeList = { items: [], read: 0, total: 0, next: null, isSearching: true, fault: null, isAny: null };

/** Returns which records a filter reads, and which of these match it. */
function searchOf({ text, provider, kind, days }: HistoryFilter): { query: OutcomeQuery; matches: (outcome: StoredOutcome) => boolean } {
  return {
    query: { since: days === '' ? undefined : Date.now() - Number(days) * DAY_MS },
    matches: outcomeMatcher({ text, provider: provider || null, kind: (kind || null) as OutcomeFilter['kind'] }),
  };
}

/**
 * Searches the records page by page, so the page stays responsive and what was found is shown at
 * once. A new filter, and `cancel`, end the search between two pages; `more` goes on with it.
 */
export function useOutcomes(filter: HistoryFilter, isEnabled: boolean) {
  const [list, setList] = useState(empty);
  const parts = useMemo(() => searchOf(filter), [filter]);
  const running = useRef<AbortController | null>(null);
  const search = useCallback(
    async (before: OutcomeList | null) => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      const { query, matches } = parts;
      const [total, all] = before ? [before.total, before.isAny] : await countBoth(query);
      const start: OutcomeList = { ...empty, ...before, total: total ?? 0, isAny: all, isSearching: true };
      const isCurrent = () => running.current === control;
      const found = await searchOutcomes({
        query,
        matches,
        after: start.next,
        signal: control.signal,
        onProgress: (read, items) =>
          isCurrent() && setList({ ...start, read: start.read + read, items: [...start.items, ...items], isSearching: true }),
      });
      if (!isCurrent()) return;
      setList((now) =>
        found.ok ? { ...now, next: found.value.next, isSearching: false } : { ...start, isSearching: false, fault: found.reason },
      );
    },
    [parts],
  );
  useEffect(() => {
    if (isEnabled) void search(null);
    return () => {
      running.current?.abort();
      running.current = null;
    };
  }, [search, isEnabled]);
  return {
    list,
    parts,
    more: () => void search(list),
    reload: () => void search(null),
    cancel: () => running.current?.abort(),
  };
}

/** Counts the records that are read, and tells whether there are any. */
async function countBoth(query: OutcomeQuery): Promise<[number | null, boolean | null]> {
  const [read, all] = await Promise.all([countOutcomes(query), countOutcomes()]);
  return [read.ok ? read.value : null, all.ok ? all.value > 0 : null];
}
