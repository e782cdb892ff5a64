/** Writes what an admin sends back to the user who asked for an app. Nothing is sent from here. */
import type { ScopeId } from '@/providers/contract/catalogue';
import { findingText, listStart } from '@/utils/diagnosis/finding-text';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import type { PolicyMode } from '@/utils/policy/types';
import { t, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { stillGranted } from './access';
import type { Approval } from './approval';
import { isExpired } from './approval-text';
import type { Review, ReviewScope } from './types';

/** What was decided about: the app in words, such as `Clay on HubSpot`. */
interface Subject {
  subject: string;
}

/** The request that the reply is about, and the approval of its app. */
interface Answered extends Subject {
  approval: Approval;
  /** Its scopes, and those of them that the user can drop (`droppableOf`). */
  scopes: readonly Pick<ReviewScope, 'id' | 'locked' | 'implies' | 'known' | 'label'>[];
  droppable: readonly ScopeId[];
}

/**
 * Returns the text that says what of this request is approved: until when, which scopes, and which
 * not. It only calls the app approved if the user can drop everything that is not.
 */
export function approvalReply({ subject, approval, scopes, droppable }: Answered): string {
  const { account, at, until, reviewedBy, redirectHost } = approval;
  const beyond = beyondOf(approval);
  const idsOf = (isListed: (scope: (typeof scopes)[number]) => boolean) => scopes.filter(isListed).map(({ id }) => id);
  const names = new Map(scopes.flatMap(({ id, known, label }) => (known ? [[id, label]] : [])));
  const kept = idsOf(({ id }) => !beyond.has(id));
  const dropped = idsOf(({ id }) => beyond.has(id) && droppable.includes(id));
  const required = idsOf(({ id }) => beyond.has(id) && !droppable.includes(id));
  const why = whyNotApproved(approval);
  if (why.length > 0 || required.length > 0 || kept.length === 0)
    return [
      [t('reply_not_approved', subject), ...why].join('\n'),
      ...list('reply_required', required, names),
      ...list('reply_droppable', dropped, names),
      t('reply_wait'),
    ].join('\n\n');
  return [
    [
      t('reply_approved', subject, calendarDay(at)),
      ...(account === '' ? [] : [`${t('approval_account')}: ${account}`]),
      ...(redirectHost === undefined ? [] : [`${t('redirect_host')}: ${redirectHost}`]),
      ...(reviewedBy === '' ? [] : [`${t('approval_reviewed_by')}: ${reviewedBy}`]),
      ...(until === null ? [] : [t('reply_until', until)]),
    ].join('\n'),
    ...list('reply_kept', kept, names),
    ...list('reply_dropped', dropped, names, stillGranted(scopes, new Set(kept))),
    t(dropped.length > 0 ? 'reply_drop_next' : 'reply_next'),
  ].join('\n\n');
}

/** The scopes of the request that were not approved. */
const beyondOf = ({ drift }: Approval) => new Set([...(drift?.added ?? []), ...(drift?.notApproved ?? [])]);

/** Returns the scopes of a request that its approval covers; none without one, or if it does not count for the request. */
export function approvedScopes({ approval, scopes }: Pick<Review, 'approval' | 'scopes'>): ScopeId[] {
  if (!approval || whyNotApproved(approval).length > 0) return [];
  const beyond = beyondOf(approval);
  return scopes.flatMap(({ id }) => (beyond.has(id) ? [] : [id]));
}

/** Returns why the approval does not count for the request, whatever its scopes are; empty if it does. */
function whyNotApproved(approval: Approval): string[] {
  const { at, until, redirectHost = '', drift } = approval;
  const day = calendarDay(at);
  return [
    ...(drift === null ? [t('reply_unknown', day)] : []),
    ...(drift?.otherHosts ?? []).map((host) => t('reply_other_host', host, day, redirectHost)),
    ...(drift?.unknownHost ?? []).map((host) => t('reply_unknown_host', day, host)),
    ...(isExpired(approval) ? [t('reply_ended', day, until ?? '')] : []),
  ];
}

/**
 * A list with its heading; empty without items. `names`: the labels of known scopes. `granted`: those that an approved
 * scope includes, with that scope.
 */
function list(
  heading: 'reply_kept' | 'reply_dropped' | 'reply_droppable' | 'reply_required',
  ids: readonly ScopeId[],
  names: ReadonlyMap<ScopeId, string>,
  granted?: ReadonlyMap<ScopeId, { id: ScopeId }>,
): string[] {
  const nameOf = (id: ScopeId) => [id, names.get(id)].filter(Boolean).join(': ');
  const items = ids.map((id) => `- ${nameOf(id)}${granted?.has(id) ? ` (${t('reply_included', granted.get(id)?.id ?? '')})` : ''}`);
  return ids.length > 0 ? [[tPlural(heading, ids.length), ...items].join('\n')] : [];
}

/** Returns the text that says that the app was not approved; the reason may be empty. */
export function declineReply({ subject, reason }: Subject & { reason: string }): string {
  return [t('reply_declined', subject), reason.trim() && `${t('reply_reason')} ${reason.trim()}`].filter(Boolean).join('\n\n');
}

/**
 * Returns what is known against an app, one reason a line: why the policy denies its scopes, unless it is off
 * (`mode`), else what the review warns of, with the scopes that it is about. Empty if nothing is.
 */
export function declineReason({ policy, findings }: Pick<Review, 'policy' | 'findings'>, mode: PolicyMode = 'off'): string {
  const decisions = mode === 'off' || !policy ? [] : [...policy.scopes, ...(policy.unseen ? [policy.unseen] : [])];
  const denied = decisions.flatMap(({ action, reason }) => (action === 'deny' && reason ? [reason] : []));
  const warned = findings
    .filter(({ id, severity }) => severity !== 'notice' && id !== 'policy-unread')
    .map((one) => withScopes(findingText(one, 'title'), one.scopes));
  const lines = [...new Set(denied.length > 0 ? denied : warned)];
  while (lines.join('\n').length > FIELD_LIMITS.reason) lines.pop();
  return lines.join('\n');
}

/** Adds the scopes that a text is about, unless it names one. */
const withScopes = (text: string, ids: readonly ScopeId[]) =>
  ids.length === 0 || ids.some((id) => text.includes(id)) ? text : `${text}: ${listStart(ids)}`;
