import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Baseline } from '@/utils/policy/baseline';
import { deleteBaseline, findBaseline, saveBaseline } from '@/utils/storage/baselines';
import type { PreferenceKey, StorageFault, Stored } from '@/utils/storage/schema';

/** The baseline of an app and account, and the functions that change it. */
export interface BaselineState {
  /** Null if there is none, and while it is read. */
  baseline: Baseline | null;
  /** Why it could not be read or changed; null if it could. */
  fault: StorageFault | null;
  /** Resolve to whether that succeeded. */
  save(baseline: Baseline): Promise<boolean>;
  remove(): Promise<boolean>;
}

/** Reads the baseline of an app and account, which `key` names; null if nothing identifies the app. */
export function useBaseline(key: PreferenceKey | null): BaselineState {
  const [baseline, setBaseline] = useState<Baseline | null>(null);
  const [fault, setFault] = useState<StorageFault | null>(null);
  const id = JSON.stringify(key);
  const load = useCallback(async () => {
    const of: PreferenceKey | null = JSON.parse(id);
    const found = of ? await findBaseline(of) : ({ ok: true, value: null } as const);
    setBaseline(found.ok ? found.value : null);
    setFault(found.ok ? null : found.reason);
  }, [id]);
  useEffect(() => void load(), [load]);
  const change = async (write: Promise<Stored<void>>) => {
    const done = await write;
    if (done.ok) await load();
    else setFault(done.reason);
    return done.ok;
  };
  return {
    baseline,
    fault,
    save: (next) => change(saveBaseline(next)),
    remove: async () => baseline !== null && change(deleteBaseline(baseline)),
  };
}
