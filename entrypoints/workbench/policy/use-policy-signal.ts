import { useEffect } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { canonicalJson } from '@/utils/storage/canonical-json';
import { isPolicyChange } from '@/utils/storage/policy-signal';

/** Loads policies or baselines, and again whenever one changes in any context. `load` never changes. */
export function usePolicySignal(load: () => Promise<void>): void {
  useEffect(() => {
    void load();
    const onChanged = (changes: Record<string, unknown>, area: string) => void (isPolicyChange(changes, area) && load());
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  }, [load]);
}

/** Returns an update that keeps an equal value, so that a signal about something else changes nothing. */
export const keepEqual =
  <Value>(next: Value) =>
  (before: Value): Value =>
    canonicalJson({ value: next }) === canonicalJson({ value: before }) ? before : next;
