/** Formats points in time for texts that leave this device. `at` is in milliseconds since the epoch. */
import { t } from './text';

/** A day in milliseconds. */
export const DAY_MS = 86_400_000;

/** Formats a time with its time zone for people: `Nov 22, 2026, 13:00:05 GMT+1`. */
export function timeWithZone(at: number): string {
  return new Date(at).toLocaleString(t('date_language'), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
}

/** Formats a time with the offset of this device from UTC for programs: `2026-11-22T13:00:05+01:00`. */
export function isoWithOffset(at: number): string {
  const offset = -new Date(at).getTimezoneOffset();
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 19);
  const twoDigits = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${twoDigits(Math.abs(offset) / 60)}:${twoDigits(Math.abs(offset) % 60)}`;
}

/** Returns the day as `YYYY-MM-DD` in the user's time zone. `at`: milliseconds since the epoch. */
export function calendarDay(at: number): string {
  const date = new Date(at);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}
