/**
 * Tells the other contexts that the policy or an approved baseline changed. IndexedDB has no event of
 * its own for that.
 */
import { browser } from 'wxt/browser';

/** The key in `storage.session` that is written whenever another policy or baseline applies. */
const policyChangedKey = 'policyChanged';

/**
 * Tells all contexts that another policy, other switches or other approved baselines apply. `at`:
 * milliseconds since the epoch; now if absent.
 */
export async function tellPolicyChange(at = Date.now()): Promise<void> {
  await browser.storage.session.set({ [policyChangedKey]: `${at} ${crypto.randomUUID()}` });
}

/** Whether a change of a storage area means that `tellPolicyChange` was called, or as much. */
export function isPolicyChange(changes: Readonly<Record<string, unknown>>, area: string): boolean {
  return area === 'managed' || (area === 'session' && Object.hasOwn(changes, policyChangedKey));
}
