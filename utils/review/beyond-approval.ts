/** Compares what was granted to an app with what an admin had approved for it until then. */
import { genericProvider, providerById } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Baseline } from '@/utils/policy/baseline';
import { policyBaseline } from '@/utils/policy/policy-baseline';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { chooseBaseline } from '@/utils/storage/baselines';
import type { StoredOutcome } from '@/utils/storage/schema';
import { calendarDay } from '@/utils/text/time';
import { driftOf } from './drift';

/** Where approved baselines are: on this device, and in the policy, which goes first. */
export interface ApprovedBaselines {
  stored: readonly Baseline[];
  /** The policy in force, or null without one. */
  policy: PolicyFile | null;
}

/** What the user granted to an app, and when. */
interface Granted extends Pick<StoredOutcome, 'provider' | 'app' | 'account' | 'at'> {
  kind: StoredOutcome['outcome']['kind'];
  kept: readonly ScopeId[];
}

/**
 * Returns the kept scopes that the approval of the app did not cover; empty if it covered all, or if
 * no approval that is known to count there was in force at that time.
 */
export function beyondApproval({ provider: id, app, account, at, kept, kind }: Granted, { stored, policy }: ApprovedBaselines): ScopeId[] {
  const key = { provider: id, app, account };
  const baseline = policyBaseline(policy, key) ?? chooseBaseline(stored, key);
  // Nobody knows whether the approval of one account counted where the account is unknown.
  if (!baseline || (account === '' && baseline.account !== '')) return [];
  if (kind !== 'connected' && kind !== 'continued') return [];
  if (baseline.at > at || (baseline.until !== null && baseline.until < calendarDay(at))) return [];
  const now = kept.map((scope) => ({ id: scope, requirement: 'undeclared' as const }));
  const { added, notApproved = [] } = driftOf(providerById(id) ?? genericProvider, baseline.scopes, now, { dropped: baseline.dropped });
  return [...added, ...notApproved];
}
