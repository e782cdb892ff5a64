/** The browser and the times that reports and messages name. */
import { afterEach, expect, it, vi } from 'vitest';
import { browserVersion } from '@/utils/text/browser-version';
import { calendarDay, isoWithOffset, momentText, recentText, timeOfDay } from '@/utils/text/time';

const at = Date.UTC(2026, 10, 22, 23, 5, 9);
afterEach(() => vi.unstubAllEnvs());

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36 Edg/148.0.0.0', 'Edge 148'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36', 'Chromium 148'],
  ['something else', ''],
])('names the browser of the user agent %s', (userAgent, expected) => {
  expect(browserVersion(userAgent)).toBe(expected);
});

it.each([
  ['UTC', '2026-11-22T23:05:09+00:00', '2026-11-22 23:05:09 UTC'],
  ['Asia/Kolkata', '2026-11-23T04:35:09+05:30', '2026-11-23 04:35:09 UTC+05:30'],
  ['America/St_Johns', '2026-11-22T19:35:09-03:30', '2026-11-22 19:35:09 UTC-03:30'],
])('writes a time with its zone for programs and for people, in %s', (zone, program, people) => {
  vi.stubEnv('TZ', zone);
  expect(isoWithOffset(at)).toBe(program);
  expect(Date.parse(isoWithOffset(at))).toBe(at);
  expect(momentText(at)).toBe(people);
  expect([calendarDay(at), timeOfDay(at)]).toEqual(people.split(' ').slice(0, 2));
});

it('leaves out the day of today only', () => {
  vi.useFakeTimers({ now: at });
  expect(recentText(at)).toBe(timeOfDay(at));
  expect(recentText(at - 86_400_000)).toBe(momentText(at - 86_400_000));
  vi.useRealTimers();
});
