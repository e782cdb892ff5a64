import type { AuthorizationRequest } from '@/providers/contract/request';
import { isWholeHost } from '@/providers/oauth2/redirect';
import { isComplete } from '@/utils/review/approval';
import { approvalClient } from '@/utils/review/user-overrides';
import { type TextKey, t } from '@/utils/text/text';

/**
 * Returns why nobody can approve a request here; null if that is possible. `policy`: the name of the
 * policy that has the baseline which counts; null if none has.
 */
export function whyNotApprovable(request: AuthorizationRequest, isPrivate: boolean, policy: string | null): string | null {
  const returnsNowhere = request.pageKind === 'authorize' && !isWholeHost(request.redirectHost);
  const reasons: [boolean, TextKey][] = [
    [isPrivate, 'workbench_approve_private'],
    [approvalClient(request) === null, 'workbench_approve_no_client'],
    [!isComplete(request), 'workbench_approve_incomplete'],
    [returnsNowhere, 'workbench_approve_no_redirect'],
  ];
  const [, reason] = reasons.find(([applies]) => applies) ?? [];
  return reason ? t(reason) : policy && t('workbench_approve_in_policy', policy);
}
