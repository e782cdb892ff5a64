/** The times of tables, which admins export in many forms. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tableDayText, tableSpan, tableTime, tableTimeText } from '@/utils/files/table-time';

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
afterEach(() => vi.unstubAllEnvs());

describe('the time of a row', () => {
  it.each([
    ['2026-11-20T17:14:12.000+0000', '2026-11-20T17:14:12.000Z'],
    ['2026-11-20 17:14:12 UTC', '2026-11-20T17:14:12.000Z'],
    ['2026-11-20T17:14:12+01:00', '2026-11-20T16:14:12.000Z'],
    ['2026-11-20 17:14:12 GMT-8', '2026-11-21T01:14:12.000Z'],
    ['2026-11-20T17:14:12.591234-0330', '2026-11-20T20:44:12.591Z'],
    ['11/20/2026, 9:14:12 AM PST', '2026-11-20T17:14:12.000Z'],
    ['4/5/2026, 9:14:12 a.m. PDT', '2026-04-05T16:14:12.000Z'],
    ['11/20/2026 12:14 PM EDT', '2026-11-20T16:14:00.000Z'],
    ['11/20/2026, 12:14:12 AM CST', '2026-11-20T06:14:12.000Z'],
    ['24.11.2026, 17:02:11 MEZ', '2026-11-24T16:02:11.000Z'],
    ['5.4.2026 17:02 CEST', '2026-04-05T15:02:00.000Z'],
    ['20/11/2026, 09:14:12 GMT', '2026-11-20T09:14:12.000Z'],
    ['20/11/2026 9:14:12 am AEDT', '2026-11-19T22:14:12.000Z'],
    ['20261124160211.591', '2026-11-24T16:02:11.591Z'],
  ])('is read with its zone: %s', (text, expected) => expect(iso(tableTime(text))).toBe(expected));

  it.each([
    '2026-11-20T17:14:12',
    '2026-11-20',
    '11/20/2026, 9:14:12 AM IST',
    '20.11.2026 09:14 PST',
    '11/20/2026, 9:14:12 AM',
    '4/5/2026, 09:14 GMT',
    '2026-13-20T17:14:12Z',
    '2026-11-31T17:14:12Z',
    '31/11/2026, 09:14 GMT',
    '2026-11-20T17:14:12 203.0.113.7',
    '',
  ])('is unknown without one, or if it may be several: %s', (text) => expect(tableTime(text)).toBeNull());

  it.each([
    ['2026-11-20T17:14:12Z', '2026-11-20T17:14:12.000Z', '2026-11-20T17:14:12.000Z'],
    ['2026-11-20 17:14 UTC', '2026-11-20T17:14:00.000Z', '2026-11-20T17:15:00.000Z'],
    ['2026-11-20T12:00:00', '2026-11-19T22:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    ['2026-11-20', '2026-11-19T10:00:00.000Z', '2026-11-21T12:00:00.000Z'],
    ['3/4/2026', '2026-03-03T10:00:00.000Z', '2026-04-04T12:00:00.000Z'],
  ])('is between two times if it may be several: %s', (text, first, last) => {
    expect(tableSpan(text)?.map(iso)).toEqual([first, last]);
  });

  it.each(['', 'soon', '99/99/2026'])('can’t be read: “%s”', (text) => expect(tableSpan(text)).toBeNull());

  it('is shown in the zone of the device, or as it is if it may be several', () => {
    vi.stubEnv('TZ', 'Asia/Kolkata');
    const shown = (text: string) => [tableTimeText(text), tableDayText(text)];
    expect(shown('2026-11-20T20:00:00Z')).toEqual(['2026-11-21 01:30:00 UTC+05:30', '2026-11-21']);
    expect(shown('24.11.2026, 17:02:11')).toEqual(['24.11.2026, 17:02:11', '2026-11-24']);
    expect(shown('3/4/2026, 9:00 AM')).toEqual(['3/4/2026, 9:00 AM', '3/4/2026, 9:00 AM']);
    expect(shown('2026-11-20')).toEqual(['2026-11-20', '2026-11-20']);
  });
});
