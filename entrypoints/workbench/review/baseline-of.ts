import type { Found } from '@/utils/files/types';
import type { Baseline } from '@/utils/policy/baseline';
import { policyBaseline, withBaselines } from '@/utils/policy/policy-baseline';
import { accountsOf, approvalAccount } from '@/utils/review/approval';
import type { ApprovedBaselines } from '@/utils/review/beyond-approval';
import type { ReviewInput } from '@/utils/review/review-input';
import { approvalClient } from '@/utils/review/user-overrides';
import { chooseBaseline } from '@/utils/storage/baselines';

/**
 * Returns the baseline that counts for something that was opened; null if there is none, or if
 * nothing identifies its app. An audit trail names an app, and never its client.
 */
export function baselineOf(
  { stored, policy }: ApprovedBaselines,
  { kind, app }: Found,
  { provider, request, account }: ReviewInput,
): Baseline | null {
  const client = approvalClient(request);
  const mayBeFor = accountsOf(provider, request);
  const key = { provider: provider.id, app: client ?? '', account: account ?? approvalAccount(request), mayBeFor };
  if (client !== null) return policyBaseline(policy, key) ?? chooseBaseline(stored, key);
  return kind === 'audit-trail' && app ? chooseBaseline(stored, { provider: provider.id, appName: app }) : null;
}

/**
 * Returns the baselines of which one may count for something that was opened, if it is unknown which: its
 * client was approved for some accounts, and it names none. Empty if `baselineOf` finds one.
 */
export function possibleBaselines(approved: ApprovedBaselines, found: Found, input: ReviewInput): readonly Baseline[] {
  const { provider, request, account } = input;
  const client = approvalClient(request);
  if (client === null || (account ?? approvalAccount(request)) !== '' || baselineOf(approved, found, input)) return [];
  const { policy, stored } = approved;
  const all = withBaselines(policy && policy.mode !== 'off' ? (policy.baselines ?? []) : [], stored);
  const mayBeFor = accountsOf(provider, request);
  return all.filter((one) => one.provider === provider.id && one.app === client && mayBeFor(one.account));
}

/** Returns the key of such a baseline among what a request can be compared with. */
export const possibleKey = ({ account }: Baseline): string => `possible ${account}`;
