/** Compares the rows of an audit trail with what an admin approved. */
import type { TableRecord } from '@/providers/contract/table';
import { isSameName } from '@/utils/storage/baselines';
import { tableSpan } from './table-time';
import type { Found } from './types';

/** A change of an app's scopes or rules that an audit trail names. */
export interface AuditChange extends TableRecord {
  /** Whether its last row is after the approval; null if the dates can't be compared. */
  isAfter: boolean | null;
}

/**
 * Returns the changes of the app with this name, in the order of the files. Audit trails name an
 * app and never its client, so another app of the same name is meant, too. `approvedAt`:
 * milliseconds since the epoch.
 */
export function auditChanges(
  found: readonly Found[],
  { provider, appName, at: approvedAt }: { provider: string; appName: string; at: number },
): AuditChange[] {
  return found
    .filter(({ kind, app, input }) => kind === 'audit-trail' && input.request.provider === provider && isSameName(app ?? '', appName))
    .flatMap(({ records }) => records.map((record) => ({ ...record, isAfter: isAfter(record.at, approvedAt) })));
}

function isAfter(text: string | null, at: number): boolean | null {
  const [first, last] = tableSpan(text ?? '') ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (first > at) return true;
  return last < at ? false : null;
}
