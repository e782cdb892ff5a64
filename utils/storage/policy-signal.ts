/** Tells the other contexts that the policy changed. IndexedDB has no event of its own for that. */

/** The key in `storage.session` that is written whenever the user's own policy changes. */
export const policyChangedKey = 'policyChanged';

/** Whether a change of a storage area means that another policy or other switches may apply. */
export function isPolicyChange(changes: Readonly<Record<string, unknown>>, area: string): boolean {
  return area === 'managed' || (area === 'session' && Object.hasOwn(changes, policyChangedKey));
}
