import type { ScopeId } from '@/providers/contract/catalogue';
import type { Approval } from '@/utils/review/approval';
import { isExpired } from '@/utils/review/approval-text';
import type { Drift } from '@/utils/review/drift';
import { changesByKind, driftLists } from '@/utils/review/drift-lists';
import type { Review } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { Disclosure } from '../controls/Disclosure';
import { InlineMarkup } from '../controls/InlineMarkup';
import { ScopeIdList } from '../controls/ScopeIds';
import { changeList } from './format';

/**
 * Returns what has to be known of an approval before the choice, as texts that may hold `**bold**`:
 * that the approval has ended, and that the app asks for more than was approved or returns to another
 * host. A scope that the app no longer asks for is alone no reason to look again, and neither are those
 * that another line offers to drop (`offered`). Null without the one or the other.
 */
export function approvalAlerts(
  { at, until, drift }: Approval,
  scopes: Review['scopes'],
  offered: readonly ScopeId[] = [],
): { expired: string | null; changed: string | null } {
  const notApproved = drift?.notApproved?.filter((id) => !offered.includes(id)) ?? [];
  const isMore = drift !== null && changesByKind({ ...drift, notApproved, removed: [] }).length > 0;
  return {
    expired: isExpired({ until }) ? t('approval_expired', calendarDay(at), until ?? '') : null,
    changed: isMore ? differenceText(at, drift, scopes) : null,
  };
}

/** Says what is different from the approval, and what that left out from the beginning; empty if nothing is. */
function differenceText(at: number, drift: Drift, scopes: Review['scopes']): string {
  const day = calendarDay(at);
  const changes = changeList(drift, scopes);
  // If all of them are required now, the changes say so already.
  const left = changesByKind(drift).some(([kind]) => kind === 'left-out') ? (drift.notApproved ?? []).length : 0;
  return [changes && t('approval_changed', day, changes), left > 0 && tPlural('approval_left_out', left, day)]
    .filter(Boolean)
    .join(' \u00b7 ');
}

/** Shows what an admin approved, and what is different now; nothing if nothing was approved. */
export function ApprovalLine({ review: { approval, account, scopes, redirectHost } }: { review: Review }) {
  if (!approval) return null;
  const { at, until, drift } = approval;
  const facts = [
    [t('approval_reviewed_by'), approval.reviewedBy],
    [t('approval_asked_by'), approval.askedBy],
    [t('approval_reason'), approval.reason],
    [t('approval_until'), until],
    [t('approval_account'), approval.account === (account ?? '') ? null : approval.account],
  ].filter(([, value]) => value);
  const changes = drift && differenceText(at, drift, scopes);
  // The first baselines, and some requests, don't say where the app returns to.
  const same = approval.redirectHost !== undefined && redirectHost !== null ? 'approval_same' : 'approval_same_scopes';
  const line = changes || t(drift ? same : 'approval_not_compared', calendarDay(at));
  return (
    <Disclosure name={t('approval_title')} line={<InlineMarkup text={line} />}>
      <dl class="sr-lines">
        {drift && <ChangedScopes changes={drift} scopes={scopes} />}
        <ScopeIdList
          title={t('approval_without')}
          ids={approval.dropped?.filter((id) => !drift?.notApproved?.includes(id)) ?? []}
          labels={labelsOf(scopes)}
        />
        {facts.map(([name, value]) => [<dt key={`${name}:`}>{name}</dt>, <dd key={name}>{value}</dd>])}
      </dl>
    </Disclosure>
  );
}

/**
 * Lists the scopes that changed by kind, as terms of a description list, with the labels of those in
 * the request.
 */
export function ChangedScopes({ changes, scopes }: { changes: Parameters<typeof driftLists>[0]; scopes: Review['scopes'] }) {
  return (
    <>
      {driftLists(changes).map(({ title, ids }) => (
        <ScopeIdList key={title} title={title} ids={ids} labels={labelsOf(scopes)} />
      ))}
    </>
  );
}

const labelsOf = (scopes: Review['scopes']) => new Map(scopes.filter(({ known }) => known).map(({ id, label }) => [id, label]));
