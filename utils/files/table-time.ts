/** Reads and shows the times of tables, which come in many forms. */
import { calendarDay, momentText } from '@/utils/text/time';

/** Zones whose abbreviation means one offset, in minutes from UTC. Others, such as IST, mean several. */
const zones: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WEST: 60,
  CET: 60,
  MEZ: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  JST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
};
/** The zones of RFC 2822, section 4.3, which mean this only where the month comes first. */
const americanZones: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

const date = /^(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)([-/.])(\d\d?)\5(\d{4}))/;
const clock = /^(?:T|,? )(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?(?: ?([ap])\.?m\.?)?/i;
const offset = /^(?:UTC|GMT)?([+-])(\d\d?)(?::?(\d\d))?$/i;
/** `TIMESTAMP` of an event log file, in UTC (Salesforce object reference, read 2026-11-25). */
const eventLog = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,3}))?$/;

/** Which of day and month comes first in a date. */
export type DateOrder = 'month-first' | 'day-first';

/** A time in a table. */
export interface TableTime {
  /** In milliseconds since the epoch; of a time without a zone, what it would be in UTC. */
  at: number;
  /** What is known: the zone, too; a local time without its zone; or only the day. */
  precision: 'instant' | 'local' | 'day';
  /** Whether the time is given to the minute only. */
  isMinute: boolean;
  /** How the date was read; absent if it can be read in one way only, whatever comes first. */
  order?: DateOrder;
}

/**
 * Returns what a text may mean: two times if either the day or the month may come first, none if it
 * is no time.
 */
export function readTableTime(text: string): TableTime[] {
  const [all = '', isoYear, isoMonth, isoDay, first, separator, second, year] = date.exec(text) ?? [];
  if (all === '') return readEventLog(text);
  const [time = '', hour, minute, seconds, fraction, half] = clock.exec(text.slice(all.length)) ?? [];
  const rest = text.slice(all.length + time.length).trim();
  const american = isoYear === undefined && separator === '/' ? americanZones[rest.toUpperCase()] : undefined;
  const minutes = american ?? offsetOf(rest);
  // A rest that is no zone may be anything.
  if (rest !== '' && minutes === undefined && !/^[a-z]{2,5}$/i.test(rest)) return [];
  const hours = half === undefined ? Number(hour ?? 0) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const ofDay = ((hours * 60 + Number(minute ?? 0)) * 60 + Number(seconds ?? 0)) * 1_000 + Number((fraction ?? '').padEnd(3, '0'));
  const precision = time === '' ? 'day' : minutes === undefined ? 'local' : 'instant';
  const timeOn = (day: number | null, order?: DateOrder): TableTime[] => {
    if (day === null) return [];
    const at = day + ofDay - (time === '' ? 0 : (minutes ?? 0) * 60_000);
    return [{ at, precision, isMinute: seconds === undefined, ...(order ? { order } : {}) }];
  };
  if (isoYear !== undefined) return timeOn(dayOf(isoYear, isoMonth, isoDay));
  const monthFirst = separator === '.' ? null : dayOf(year, first, second);
  const dayFirst = american === undefined ? dayOf(year, second, first) : null;
  return monthFirst === dayFirst ? timeOn(dayFirst) : [...timeOn(monthFirst, 'month-first'), ...timeOn(dayFirst, 'day-first')];
}

function readEventLog(text: string): TableTime[] {
  const [all, ...parts] = eventLog.exec(text) ?? [];
  if (all === undefined) return [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0] = parts.map((part) => Number(part ?? 0));
  return [{ at: Date.UTC(year, month - 1, day, hour, minute, second, fraction), precision: 'instant', isMinute: false }];
}

/** The start of a day in UTC; null for a day that no month has. */
function dayOf(year = '', month = '', day = ''): number | null {
  const at = Date.parse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T00:00Z`);
  return Number.isNaN(at) || new Date(at).getUTCDate() !== Number(day) ? null : at;
}

/** In minutes from UTC; undefined if it is none, or an ambiguous one. */
function offsetOf(zone: string): number | undefined {
  const [, sign, hours, minutes = '0'] = offset.exec(zone) ?? [];
  return sign === undefined ? zones[zone.toUpperCase()] : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}

/**
 * Returns the time in milliseconds since the epoch; null for a time without a zone, or with one
 * that several places use, because it may be hours off.
 */
export function tableTime(text: string): number | null {
  const [time, other] = readTableTime(text);
  return time?.precision === 'instant' && !other ? time.at : null;
}

const HOUR = 3_600_000;
/** How far local times are before and after UTC at most. */
const MAX_OFFSETS = { ahead: 14 * HOUR, behind: 12 * HOUR } as const;

/**
 * Returns the earliest and the latest time that a text may mean, in milliseconds since the epoch;
 * null if it is no time.
 */
export function tableSpan(text: string): [first: number, last: number] | null {
  const spans = readTableTime(text).map(({ at, precision, isMinute }): [number, number] => {
    const end = at + (precision === 'day' ? 24 * HOUR : isMinute ? 60_000 : 0);
    return precision === 'instant' ? [at, end] : [at - MAX_OFFSETS.ahead, end + MAX_OFFSETS.behind];
  });
  return spans.length === 0 ? null : [Math.min(...spans.map(([first]) => first)), Math.max(...spans.map(([, last]) => last))];
}

/** Shows a time in the zone of this device; one that may mean several as the table writes it. */
export function tableTimeText(text: string): string {
  const at = tableTime(text);
  return at === null ? text : momentText(at);
}

/** Shows the day of a time; one that may mean several as the table writes it. */
export function tableDayText(text: string): string {
  const [time, other] = readTableTime(text);
  if (!time || other) return text;
  return time.precision === 'instant' ? calendarDay(time.at) : new Date(time.at).toISOString().slice(0, 10);
}
