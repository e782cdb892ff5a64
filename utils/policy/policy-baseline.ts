/** The approved baselines that a policy hands out. */
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

/**
 * Returns the baselines of a policy with those of a device. Of two for one app and account, the later
 * one is kept; of two of the same time, that of the device.
 */
export function withBaselines(ofPolicy: readonly Baseline[], ofDevice: readonly Baseline[]): Baseline[] {
  const byKey = new Map(ofPolicy.map((one) => [keyOf(one), one]));
  for (const one of ofDevice) if (one.at >= (byKey.get(keyOf(one))?.at ?? 0)) byKey.set(keyOf(one), one);
  return [...byKey.values()];
}

const keyOf = ({ provider, app, account }: Baseline) => JSON.stringify([provider, app, account]);
