/** Says in words what an admin noted about an approval. */
import type { Baseline } from '@/utils/policy/baseline';
import { t } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import type { Approval } from './approval';
import { changesByKind } from './drift-lists';

/** What an admin noted, and for which account and redirect host. */
export type Noted = Pick<Baseline, 'account' | 'askedBy' | 'reason' | 'reviewedBy' | 'until' | 'dropped' | 'redirectHost'>;

/** Whether the last day of an approval is over. */
export const isExpired = ({ until }: Pick<Noted, 'until'>): boolean => until !== null && until < calendarDay(Date.now());

/**
 * Returns the heading of an approval. It only says that something was approved if that is what the
 * request asks for, or more than it.
 */
export function approvalTitle(approval: Approval): string {
  return t(isCovered(approval) ? 'workbench_approved_on' : 'workbench_approval_of', calendarDay(approval.at));
}

/**
 * Whether a request is the approved one, or asks for less. It may still have the scopes that were
 * left out when it was approved.
 */
export function isCovered(approval: Approval): boolean {
  const { drift } = approval;
  return drift !== null && !isExpired(approval) && changesByKind(drift).every(([kind]) => kind === 'left-out' || kind === 'removed');
}

/**
 * Returns what was noted, as names and values; a field that the admin left empty has none. `policy`:
 * the name of the policy that has the baseline; null if it was approved on this device.
 */
export function approvalFacts(
  { account, askedBy, reason, reviewedBy, until, dropped, redirectHost = '' }: Noted,
  policy: string | null = null,
): [string, string][] {
  const facts: [string, string][] = [
    [t('approval_reviewed_by'), reviewedBy],
    [t('approval_asked_by'), askedBy],
    [t('approval_reason'), reason],
    [t('redirect_host'), redirectHost],
    [t('approval_without'), dropped?.join(', ') ?? ''],
    [t('approval_until'), until ?? t('workbench_approved_always')],
    [t('workbench_approved_in_policy'), policy ?? ''],
    [t('approval_account'), account || t('workbench_approved_any_account')],
  ];
  return facts.filter(([, value]) => value !== '');
}
