/** Says in words what the rows of a table say about an app. */
import type { TableRecord } from '@/providers/contract/table';
import { t, tById, tPlural } from '@/utils/text/text';
import { tableTimeText } from './table-time';
import type { FoundKind } from './types';

/** What an action of an audit trail is; its code if that is not known. */
export const auditText = (code: string): string => tById('workbench_audit_event', code) || t('workbench_audit_unknown', code);

/** What happened, in how many rows, and when it happened last. `kind`: what the table is. */
export function recordText({ event, at, count }: TableRecord, kind: FoundKind | null): string {
  const text = kind === 'audit-trail' ? auditText(event) : event;
  return [tPlural('cli_record', count, text), ...(at === null ? [] : [t('cli_record_last', tableTimeText(at))])].join(' ');
}
