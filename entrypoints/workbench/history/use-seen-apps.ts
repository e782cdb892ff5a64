import { useCallback, useEffect, useState } from 'preact/hooks';
import { listAppHistories } from '@/utils/storage/app-history';
import { countOutcomes } from '@/utils/storage/outcomes';
import type { Page } from '@/utils/storage/paging';
import type { StoredAppHistory } from '@/utils/storage/schema';

const none: Page<StoredAppHistory> = { items: [], next: null };

/**
 * Loads the apps that asked for access and of which no result has a record of its own, so that the list has
 * them nowhere. Their histories may still have results. `more` is null if all are loaded.
 */
export function useSeenApps() {
  const [apps, setApps] = useState(none);
  const load = useCallback(async (before: Page<StoredAppHistory>) => {
    let page = before;
    do {
      const read = await listAppHistories(page.next);
      if (!read.ok) return;
      const counts = await Promise.all(read.value.items.map((of) => countOutcomes({ of })));
      const unended = read.value.items.filter((_, index) => counts[index]?.ok && counts[index].value === 0);
      page = { items: [...page.items, ...unended], next: read.value.next };
    } while (page.items.length === before.items.length && page.next !== null);
    setApps(page);
  }, []);
  const reload = useCallback(() => void load(none), [load]);
  useEffect(reload, [reload]);
  return { items: apps.items, more: apps.next === null ? null : () => void load(apps), reload };
}
