import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Baseline } from '@/utils/policy/baseline';
import { deleteBaseline, listBaselines, saveBaseline } from '@/utils/storage/baselines';
import type { StorageFault, Stored } from '@/utils/storage/schema';

/** All approved baselines, and the functions that change them. */
export interface Baselines {
  /** Empty while they are read. */
  all: readonly Baseline[];
  /** Why they could not be read or changed; null if they could. */
  fault: StorageFault | null;
  /** Resolve to whether that succeeded. */
  save(baseline: Baseline): Promise<boolean>;
  remove(baseline: Baseline): Promise<boolean>;
}

/** Reads all baselines, page by page, so that the page stays responsive. */
export function useBaselines(): Baselines {
  const [all, setAll] = useState<readonly Baseline[]>([]);
  const [fault, setFault] = useState<StorageFault | null>(null);
  const load = useCallback(async () => {
    const found: Baseline[] = [];
    for (let after: string | null = null; ; ) {
      const page = await listBaselines(after);
      setFault(page.ok ? null : page.reason);
      if (!page.ok) break;
      found.push(...page.value.items);
      after = page.value.next;
      if (after === null) break;
    }
    setAll(found);
  }, []);
  useEffect(() => void load(), [load]);
  const change = async (write: Promise<Stored<void>>) => {
    const done = await write;
    if (done.ok) await load();
    else setFault(done.reason);
    return done.ok;
  };
  return { all, fault, save: (baseline) => change(saveBaseline(baseline)), remove: (baseline) => change(deleteBaseline(baseline)) };
}
