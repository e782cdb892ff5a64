/** Compares the times of a login history with those of an attempt in a trace. */
import { readTableTime, type TableTime } from './table-time';
import type { Found } from './types';

/** Local times differ from UTC by multiples of this. */
const OFFSET_STEP_MS = 900_000;
/** Local times are not further from UTC. */
const MAX_OFFSET_MS = 14 * 3_600_000;

/** Returns when the attempt began and ended; null if the trace does not say. */
export function spanOf({ timeline = [] }: Found): [first: number, last: number] | null {
  const times = timeline.flatMap((step) => step.at ?? []);
  const [first, last] = [times[0], times.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}

/** Further times are read again each time. */
const MAX_READ = 20_000;
const read = new Map<string, readonly TableTime[]>();

/**
 * Returns how far a row is from an attempt, in milliseconds; null if that is unknown. A time without
 * a zone may be in any, so then it is the distance in the nearest one.
 */
export function distance(attempt: Found, text: string): { apart: number; isZoneUnknown: boolean } | null {
  const span = spanOf(attempt);
  const known = read.get(text) ?? readTableTime(text);
  if (read.size < MAX_READ) read.set(text, known);
  const distances = known
    .filter(({ precision }) => precision !== 'day')
    .map(({ at, precision, isMinute }) => ({
      apart: apartFrom(span, at, isMinute, precision === 'local'),
      isZoneUnknown: precision === 'local',
    }));
  const [first, second] = distances.toSorted((left, right) => left.apart - right.apart);
  if (!span || !first) return null;
  return second ? { ...first, isZoneUnknown: true } : first;
}

function apartFrom(span: readonly [number, number] | null, at: number, isMinute: boolean, isLocal: boolean): number {
  const [first, last] = span ?? [at, at];
  // A minute is as long as its seconds, which the table does not say.
  const end = at + (isMinute ? 59_999 : 0);
  const apart = Math.max(0, first - end, at - last);
  if (!isLocal || apart > MAX_OFFSET_MS) return apart;
  const steps = Math.round((at < first ? first - at : last - at) / OFFSET_STEP_MS);
  return Math.max(0, first - end - steps * OFFSET_STEP_MS, at + steps * OFFSET_STEP_MS - last);
}
