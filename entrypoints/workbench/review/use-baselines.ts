import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Baseline } from '@/utils/policy/baseline';
import { allBaselines, deleteBaseline, saveBaseline } from '@/utils/storage/baselines';
import type { PreferenceKey, StorageFault, Stored } from '@/utils/storage/schema';
import { keepEqual, usePolicySignal } from '../policy/use-policy-signal';

/** All approved baselines, and the functions that change them. */
export interface Baselines {
  /** The newest first; empty while they are read. */
  all: readonly Baseline[];
  isLoaded: boolean;
  /**
   * Why they could not be read or changed; `changed`: because of another tab. Null if they could.
   */
  fault: StorageFault | 'changed' | null;
  /**
   * Resolve to whether that succeeded. A baseline that is not the one that the user saw (`before`;
   * null for none) stays.
   */
  save(baseline: Baseline, before: Baseline | null): Promise<boolean>;
  remove(baseline: Baseline): Promise<boolean>;
  /** How often a change was refused because of another tab. */
  refused: number;
}

const none: readonly Baseline[] = [];

/** Reads all baselines, and again whenever one changes. */
export function useBaselines(): Baselines {
  const [all, setAll] = useState<readonly Baseline[] | null>(null);
  const [fault, setFault] = useState<Baselines['fault']>(null);
  const [refused, setRefused] = useState(0);
  const load = useCallback(async () => {
    const found = await allBaselines();
    // That a change was refused is said until the next one.
    setFault((before) => (found.ok ? (before === 'changed' ? before : null) : found.reason));
    if (found.ok) setAll(keepEqual<readonly Baseline[] | null>(found.value));
  }, []);
  usePolicySignal(load);
  const change = async (write: Promise<Stored<boolean>>) => {
    const done = await write;
    if (done.ok) await load();
    setFault(done.ok ? (done.value ? null : 'changed') : done.reason);
    if (done.ok && !done.value) setRefused((count) => count + 1);
    return done.ok && done.value;
  };
  return {
    all: all ?? none,
    isLoaded: all !== null,
    fault,
    refused,
    save: (baseline, before) => change(saveBaseline(baseline, before)),
    remove: (baseline) => change(deleteBaseline(baseline)),
  };
}

/**
 * Returns the baseline of the app and account as it was when the form was opened, which is what the
 * user means to replace, or as it was when a change was last refused. Null if there was none.
 */
export function useSeen({ all, refused }: Baselines, { provider, app, account }: PreferenceKey, form: string | null): Baseline | null {
  const [seen, setSeen] = useState<Baseline | null>(null);
  useEffect(
    () => setSeen(all.find((one) => one.provider === provider && one.app === app && one.account === account) ?? null),
    [form, refused],
  );
  return seen;
}
