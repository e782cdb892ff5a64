import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Baseline } from '@/utils/policy/baseline';
import { allBaselines, deleteBaseline, saveBaseline } from '@/utils/storage/baselines';
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

/** Reads all baselines. */
export function useBaselines(): Baselines {
  const [all, setAll] = useState<readonly Baseline[]>([]);
  const [fault, setFault] = useState<StorageFault | null>(null);
  const load = useCallback(async () => {
    const found = await allBaselines();
    setFault(found.ok ? null : found.reason);
    if (found.ok) setAll(found.value);
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
