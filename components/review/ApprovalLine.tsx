import type { Approval } from '@/utils/review/approval';
import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { Disclosure } from '../controls/Disclosure';
import { InlineMarkup } from '../controls/InlineMarkup';
import { ScopeIdList } from '../controls/ScopeIds';
import { changeList } from './format';

/** Whether the last day of an approval is over. */
export const isExpired = ({ until }: Pick<Approval, 'until'>): boolean => until !== null && until < calendarDay(Date.now());

/**
 * Returns what has to be known of an approval before the choice, as texts that may hold `**bold**`:
 * that the app asks for more than was approved, and that the approval has ended. A scope that the
 * app no longer asks for is no reason to look again.
 */
export function approvalAlerts(approval: Approval): string[] {
  const { at, until, drift } = approval;
  const more = drift ? changeList({ ...drift, removed: [] }) : '';
  return [
    ...(isExpired(approval) ? [t('approval_expired', calendarDay(at), until ?? '')] : []),
    ...(more === '' ? [] : [t('approval_changed', calendarDay(at), more)]),
  ];
}

/** Shows what an admin approved, and what is different now; nothing if nothing was approved. */
export function ApprovalLine({ review: { approval, account } }: { review: Review }) {
  if (!approval) return null;
  const { at, until, drift } = approval;
  const facts = [
    [t('approval_reviewed_by'), approval.reviewedBy],
    [t('approval_asked_by'), approval.askedBy],
    [t('approval_reason'), approval.reason],
    [t('approval_until'), until],
    [t('approval_account'), approval.account === (account ?? '') ? null : approval.account],
  ].filter(([, value]) => value);
  const changes = drift && changeList(drift);
  const line = changes
    ? t('approval_changed', calendarDay(at), changes)
    : t(drift ? 'approval_same' : 'approval_not_compared', calendarDay(at));
  return (
    <Disclosure name={t('approval_title')} line={<InlineMarkup text={line} />}>
      <dl class="sr-lines">
        {drift && <DriftLists drift={drift} />}
        {facts.map(([name, value]) => [<dt key={`${name}:`}>{name}</dt>, <dd key={name}>{value}</dd>])}
      </dl>
    </Disclosure>
  );
}

/** Lists the scopes of a drift by kind, as terms of a description list. */
function DriftLists({ drift }: { drift: NonNullable<Approval['drift']> }) {
  return (
    <>
      <ScopeIdList title={t('changes_list_new')} ids={drift.added} />
      <ScopeIdList title={t('changes_list_more_access')} ids={drift.moreAccess} />
      <ScopeIdList title={t('changes_list_required')} ids={drift.newlyRequired} />
      <ScopeIdList title={t('changes_list_removed')} ids={drift.removed} />
    </>
  );
}
