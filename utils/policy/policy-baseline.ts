/** Finds the approved baselines that a policy hands out. */
import type { Baseline } from './baseline';
import type { PolicyFile } from './policy-file';

/**
 * Returns the baseline of a policy for an account, else for any account; null if it has none, or if
 * it is off.
 */
export function policyBaseline(
  file: PolicyFile | null,
  { provider, app, account }: { provider: string; app: string | null; account: string },
): Baseline | null {
  if (!file || file.mode === 'off') return null;
  const ofApp = (file.baselines ?? []).filter((one) => one.provider === provider && one.app === app);
  return ofApp.find((one) => one.account === account) ?? ofApp.find((one) => one.account === '') ?? null;
}
