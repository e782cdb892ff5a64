import { useEffect, useState } from 'preact/hooks';
import { hasLostData, watchData } from '@/utils/storage/database';
import { countRecords } from '@/utils/storage/preferences';
import type { StoreName } from '@/utils/storage/schema';
import { usePolicies } from './policy/use-policies';

/** The stores whose records a view lists, by the ID of the view. */
const stores = {
  history: ['outcomes'],
  approvals: ['baselines'],
  preferences: ['preferences', 'corrections', 'profiles', 'plans'],
} as const satisfies Record<string, readonly StoreName[]>;

/** How much a view lists, by its ID; absent if that is not known. */
type Counts = Readonly<Record<string, number>>;

/** A view must not wait for the counts, and the counts not much longer for the view. In milliseconds. */
const MAX_DELAY_MS = 1_000;

/**
 * Returns how much each view lists, for the navigation. It is counted when the page has nothing else to
 * do, and again after each change and each change of the `view`.
 */
export function useCounts(view: string, isPrivate: boolean): Counts {
  const [stored, setStored] = useState<Counts>({});
  const { counting } = usePolicies();
  useEffect(() => {
    if (isPrivate) return;
    let isGone = false;
    let planned: number | null = null;
    let last = 0;
    const plan = () => {
      planned ??= requestIdleCallback(
        async () => {
          planned = null;
          const run = ++last;
          const counts = await countStored();
          // A count that began after a later change may end earlier.
          if (!isGone && run === last) setStored(counts);
        },
        { timeout: MAX_DELAY_MS },
      );
    };
    plan();
    const stop = watchData(plan);
    return () => {
      isGone = true;
      stop();
      if (planned !== null) cancelIdleCallback(planned);
    };
  }, [view, isPrivate]);
  return counting ? { ...stored, policy: counting.rules.length } : stored;
}

/** Returns nothing about a view whose data was lost or can't be read: none would be a false answer. */
async function countStored(): Promise<Counts> {
  if (await hasLostData()) return {};
  const counts: Record<string, number> = {};
  for (const [view, names] of Object.entries(stores)) {
    const count = await countRecords(names);
    if (count.ok) counts[view] = count.value;
  }
  return counts;
}
