/** Says in words what the rows of a table say about an app. */
import type { TableRecord } from '@/providers/contract/table';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import { tableTimeText } from './table-time';
import type { Found, FoundKind } from './types';

/**
 * Returns what an action of an audit trail is, the scopes that it added and removed, and who may authorize the app
 * since then; its code if it is not known.
 */
export function auditText({ event, added = [], removed = [], isSelfAuthorized }: TableRecord): string {
  const text = tById('workbench_audit_event', event) || t('workbench_audit_unknown', event);
  const changes = [
    added.length > 0 && t('workbench_audit_added', added.join(' ')),
    removed.length > 0 && t('workbench_audit_removed', removed.join(' ')),
    isSelfAuthorized !== undefined &&
      t(isSelfAuthorized ? 'workbench_inventory_issue_self_authorized' : 'workbench_inventory_isnt_self_authorized'),
  ].filter((change) => change !== false);
  return changes.length > 0 ? `${text} (${listText(changes)})` : text;
}

/** Returns the name of the app in a file, also in words for a change that names none; null if that says nothing. */
export const nameInFile = ({ kind, app }: Found): string | null => app ?? (kind === 'audit-trail' ? t('workbench_audit_no_app') : null);

/** What happened, in how many rows, and when it happened last. `kind`: what the table is. */
export function recordText(record: TableRecord, kind: FoundKind | null): string {
  const { event, at, count } = record;
  const text = kind === 'audit-trail' ? auditText(record) : event;
  return [tPlural('cli_record', count, text), ...(at === null ? [] : [t('cli_record_last', tableTimeText(at))])].join(' ');
}
