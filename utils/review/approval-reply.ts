/** Writes what an admin sends back to the user who asked for an app. Nothing is sent from here. */
import type { Baseline } from '@/utils/policy/baseline';
import { t, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';

/** What was decided about: the app in words, such as `Clay on HubSpot`. */
interface Subject {
  subject: string;
}

/** Returns the text that says what was approved: until when, which scopes, and which not. */
export function approvalReply({ subject, scopes, dropped = [], until, at, reviewedBy }: Subject & Baseline): string {
  const left = new Set(dropped);
  const kept = scopes.map(({ id }) => id).filter((id) => !left.has(id));
  const by = reviewedBy === '' ? '' : `${t('approval_reviewed_by')}: ${reviewedBy}`;
  return [
    [t('reply_approved', subject, calendarDay(at)), by, until === null ? '' : t('reply_until', until)].filter(Boolean).join('\n'),
    [tPlural('reply_kept', kept.length), ...kept.map(item)].join('\n'),
    ...(dropped.length > 0 ? [[tPlural('reply_dropped', dropped.length), ...dropped.map(item)].join('\n')] : []),
    t(dropped.length > 0 ? 'reply_drop_next' : 'reply_next'),
  ].join('\n\n');
}

/** Returns the text that says that the app was not approved; the reason may be empty. */
export function declineReply({ subject, reason }: Subject & { reason: string }): string {
  return [t('reply_declined', subject), reason.trim() && `${t('reply_reason')} ${reason.trim()}`].filter(Boolean).join('\n\n');
}

const item = (id: string) => `- ${id}`;
