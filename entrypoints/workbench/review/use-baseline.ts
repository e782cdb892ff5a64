import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Baseline } from '@/utils/policy/baseline';
import { deleteBaseline, findBaseline, findBaselineByName, saveBaseline } from '@/utils/storage/baselines';
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

/**
 * The app and account whose baseline is wanted; an export that names no client has only the app's
 * name.
 */
export type BaselineOf = PreferenceKey | { provider: string; appName: string };

/** Reads the baseline of an app; null if nothing identifies the app. */
export function useBaseline(key: BaselineOf | null): BaselineState {
  const [baseline, setBaseline] = useState<Baseline | null>(null);
  const [fault, setFault] = useState<StorageFault | null>(null);
  const id = JSON.stringify(key);
  const load = useCallback(async () => {
    const found = await find(JSON.parse(id));
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

async function find(of: BaselineOf | null): Promise<Stored<Baseline | null>> {
  if (!of) return { ok: true, value: null };
  return 'appName' in of ? findBaselineByName(of.provider, of.appName) : findBaseline(of);
}
