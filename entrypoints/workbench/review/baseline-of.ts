import type { Found } from '@/utils/files/types';
import type { Baseline } from '@/utils/policy/baseline';
import { policyBaseline } from '@/utils/policy/policy-baseline';
import { approvalAccount } from '@/utils/review/approval';
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
  const key = { provider: provider.id, app: client ?? '', account: account ?? approvalAccount(request) };
  if (client !== null) return policyBaseline(policy, key) ?? chooseBaseline(stored, key);
  return kind === 'audit-trail' && app ? chooseBaseline(stored, { provider: provider.id, appName: app }) : null;
}
