/** Compares the rows of an audit trail with what an admin approved. */
import type { TableRecord } from '@/providers/contract/table';
import { isSameName } from '@/utils/storage/baselines';
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
  const [first, last] = spanOf(text ?? '') ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (first > at) return true;
  return last < at ? false : null;
}

const HOUR = 3_600_000;
/** Local times differ from UTC by at most so much. */
const MAX_OFFSET = 14 * HOUR;

const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?/;
const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/;

/**
 * Returns the earliest and the latest time that a date may mean; null if it can't be read. A time
 * without an offset may be local anywhere, and `3/4/2026` a day in March or in April.
 */
function spanOf(text: string): [first: number, last: number] | null {
  const [, day, time, zone] = iso.exec(text) ?? [];
  if (day !== undefined) {
    const at = Date.parse(`${day}T${time ?? '00:00'}${zone ? offsetOf(zone) : 'Z'}`);
    if (Number.isNaN(at)) return null;
    if (time !== undefined && zone) return [at, at + 60_000];
    return [at - MAX_OFFSET, at + MAX_OFFSET + (time === undefined ? 24 * HOUR : 0)];
  }
  const [, one = '', other = '', year = ''] = numeric.exec(text) ?? [];
  const days = [Date.parse(`${year}-${pad(one)}-${pad(other)}T00:00Z`), Date.parse(`${year}-${pad(other)}-${pad(one)}T00:00Z`)].filter(
    (at) => !Number.isNaN(at),
  );
  return days.length === 0 ? null : [Math.min(...days) - MAX_OFFSET, Math.max(...days) + MAX_OFFSET + 24 * HOUR];
}

const pad = (part: string) => part.padStart(2, '0');

/** Browsers agree only on offsets with minutes: `+00:00`. */
const offsetOf = (zone: string) => (zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`);
