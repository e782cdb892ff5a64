import type { Found } from '@/utils/files/types';
import type { Baseline } from '@/utils/policy/baseline';
import type { ReviewInput } from '@/utils/review/build-review';
import { trustedClientKey } from '@/utils/review/user-overrides';
import { chooseBaseline } from '@/utils/storage/baselines';

/**
 * Returns the baseline that counts for something that was opened; null if there is none, or if
 * nothing identifies its app. An audit trail names an app, and never its client.
 */
export function baselineOf(
  baselines: readonly Baseline[],
  { kind, app }: Found,
  { provider, request, account }: ReviewInput,
): Baseline | null {
  const client = trustedClientKey(request);
  if (client !== null) return chooseBaseline(baselines, { provider: provider.id, app: client, account: account ?? request.account ?? '' });
  return kind === 'audit-trail' && app ? chooseBaseline(baselines, { provider: provider.id, appName: app }) : null;
}
