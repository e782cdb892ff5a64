/** Says in words what an admin noted about an approval. */
import type { Baseline } from '@/utils/policy/baseline';
import { t } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';

/** What an admin noted, and for which account and redirect host. */
export type Noted = Pick<Baseline, 'account' | 'askedBy' | 'reason' | 'reviewedBy' | 'until' | 'dropped' | 'redirectHost'>;

/** Whether the last day of an approval is over. */
export const isExpired = ({ until }: Pick<Noted, 'until'>): boolean => until !== null && until < calendarDay(Date.now());

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
