import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Baseline } from '@/utils/policy/baseline';
import { allBaselines, deleteBaseline, saveBaseline } from '@/utils/storage/baselines';
import { isPolicyChange } from '@/utils/storage/policy-signal';
import type { PreferenceKey, StorageFault, Stored } from '@/utils/storage/schema';

/** All approved baselines, and the functions that change them. */
export interface Baselines {
  /** Empty while they are read. */
  all: readonly Baseline[];
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

/** Reads all baselines, and again whenever one changes. */
export function useBaselines(): Baselines {
  const [all, setAll] = useState<readonly Baseline[]>([]);
  const [fault, setFault] = useState<Baselines['fault']>(null);
  const [refused, setRefused] = useState(0);
  const load = useCallback(async () => {
    const found = await allBaselines();
    setFault(found.ok ? null : found.reason);
    if (found.ok) setAll(found.value);
  }, []);
  useEffect(() => {
    void load();
    const onChanged = (changes: Record<string, unknown>, area: string) => void (isPolicyChange(changes, area) && load());
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  }, [load]);
  const change = async (write: Promise<Stored<boolean>>) => {
    const done = await write;
    if (done.ok) await load();
    if (!done.ok) setFault(done.reason);
    else if (!done.value) {
      setFault('changed');
      setRefused((count) => count + 1);
    }
    return done.ok && done.value;
  };
  return {
    all,
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
