/**
 * Formats points in time, in the time zone of this device and in one form for all languages: nobody
 * can take the month for the day. `at` is in milliseconds since the epoch.
 */

/** A day in milliseconds. */
export const DAY_MS = 86_400_000;

const twoDigits = (value: number) => String(Math.floor(value)).padStart(2, '0');

/** Formats a day: `2026-11-22`. */
export function calendarDay(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** Formats a time whose day and zone stand beside it: `13:00:05`. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** The offset of this device from UTC at that time: `+01:00`. */
export function utcOffset(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.abs(minutes) / 60)}:${twoDigits(Math.abs(minutes) % 60)}`;
}

/** Formats a time for programs: `2026-11-22T13:00:05+01:00`. */
export const isoWithOffset = (at: number): string => `${calendarDay(at)}T${timeOfDay(at)}${utcOffset(at)}`;

/** Formats a time for people: `2026-11-22 13:00:05 UTC+01:00`, or `UTC` alone without an offset. */
export const momentText = (at: number): string => `${calendarDay(at)} ${timeOfDay(at)} UTC${utcOffset(at).replace('+00:00', '')}`;

/** Formats a time that is probably of today, without the day in that case. */
export const recentText = (at: number): string => (calendarDay(at) === calendarDay(Date.now()) ? timeOfDay(at) : momentText(at));
