import { describe, expect, it } from 'vitest';
import { flowId } from '@/utils/flow/flow';
import { timelineOf } from '@/utils/review/app-timeline';
import type { StoredAppHistory, StoredOutcome } from '@/utils/storage/schema';

/** Noon of a day in the time zone of the device. */
const noon = (day: string) => Date.parse(`${day}T12:00:00`);
const ended = (
  day: string,
  requested: string[] | null,
  kind: StoredOutcome['outcome']['kind'] = 'connected',
  minute = 0,
): StoredOutcome => ({
  ...{
    id: `${noon(day) + minute * 60_000}-7`,
    at: noon(day) + minute * 60_000,
    provider: 'hubspot',
    app: 'client',
    appName: 'Clay',
    account: '42',
  },
  scopes: requested && { requested, kept: requested.slice(0, 1), dropped: requested.slice(1) },
  outcome: { kind, rule: null },
});
/** The flow of `ended` in a history. */
const flowAt = (day: string) => flowId(7, { startedAt: noon(day) });
const history = (parts: Partial<StoredAppHistory>): StoredAppHistory => ({
  ...{ provider: 'hubspot', app: 'client', first: '2026-01-01', last: '2026-01-09', requested: [], reduced: [], outcomes: [] },
  ...parts,
});
const lines = (...given: Parameters<typeof timelineOf>) =>
  timelineOf(...given).map(({ day, requested, change, outcome }) =>
    [day, requested?.join('') ?? '?', change && `+${change.added.join('')}-${change.removed.join('')}`, outcome?.kind]
      .filter(Boolean)
      .join(' '),
  );

describe('the timeline of an app', () => {
  it('lists flows newest first, each with the difference to the request before', () => {
    const outcomes = [ended('2026-01-03', ['b', 'c']), ended('2026-01-02', ['a', 'b'], 'denied'), ended('2026-01-01', ['b', 'a'])];
    expect(lines(null, outcomes, true)).toEqual(['2026-01-03 bc +c-a connected', '2026-01-02 ab +- denied', '2026-01-01 ba connected']);
    expect(timelineOf(null, outcomes, true)[0]).toMatchObject({ at: noon('2026-01-03'), account: '42', kept: ['b'], dropped: ['c'] });
  });

  it('compares with the last request that is known', () => {
    const outcomes = [ended('2026-01-03', ['a', 'c']), ended('2026-01-02', null, 'refused'), ended('2026-01-01', ['a'])];
    expect(lines(null, outcomes, true)).toEqual(['2026-01-03 ac +c- connected', '2026-01-02 ? refused', '2026-01-01 a connected']);
  });

  it('compares nothing with a request that the user reduced and that lost its flow', () => {
    const outcomes = [ended('2026-01-03', ['a', 'b']), ended('2026-01-02', ['a']), ended('2026-01-01', ['a', 'b'])];
    expect(lines(history({ reduced: [['a']] }), outcomes, true)).toEqual([
      '2026-01-03 ab +- connected',
      '2026-01-02 a connected',
      '2026-01-01 ab connected',
    ]);
  });

  it('compares the requests of each account with each other, and one without an account only if none is known', () => {
    const inAccount = (day: string, requested: string[], account: string) => ({ ...ended(day, requested), account });
    const [one, two] = [
      ['a', 'b', 'c'],
      ['a', 'b'],
    ] as const;
    const outcomes = [
      inAccount('2026-01-05', ['a', 'b', 'd'], 'uat'),
      inAccount('2026-01-04', [...two], 'uat'),
      inAccount('2026-01-03', [...one], 'prod'),
      inAccount('2026-01-02', [...two], 'uat'),
      inAccount('2026-01-01', [...one], 'prod'),
    ];
    const elsewhere = history({
      requested: [
        { day: '2026-01-06', ids: ['z'] },
        { day: '2026-01-07', ids: ['y'] },
      ],
    });
    expect(lines(elsewhere, outcomes, true)).toEqual([
      '2026-01-07 y',
      '2026-01-06 z',
      '2026-01-05 abd +d- connected',
      '2026-01-04 ab +- connected',
      '2026-01-03 abc +- connected',
      '2026-01-02 ab connected',
      '2026-01-01 abc connected',
    ]);
    expect(lines(elsewhere, outcomes.slice(4), true)).toEqual(['2026-01-07 y', '2026-01-06 z', '2026-01-01 abc connected']);
    const unnamed = { ...inAccount('2026-01-06', ['z'], ''), id: `${noon('2026-01-06') + 1}-7` };
    expect(lines(elsewhere, [unnamed], true)).toEqual(['2026-01-07 y +y-z', '2026-01-06 z connected']);
  });

  it('compares no request of which only the day is known with one of that day', () => {
    const inNoAccount = (day: string, requested: string[]) => ({ ...ended(day, requested), account: '' });
    const requested = [
      { day: '2026-01-02', ids: ['a', 'b'] },
      { day: '2026-01-02', ids: ['a', 'b', 'd'] },
      { day: '2026-01-03', ids: ['e'] },
      { day: '2026-01-03', ids: ['f'] },
    ];
    const outcomes = [inNoAccount('2026-01-02', ['a', 'b']), inNoAccount('2026-01-01', ['a', 'c'])];
    expect(lines(history({ requested }), outcomes, true)).toEqual([
      '2026-01-03 f +f-e',
      '2026-01-03 e +e-ab',
      '2026-01-02 ab +b-c connected',
      '2026-01-02 abd',
      '2026-01-01 ac connected',
    ]);
  });

  it('adds requests that ended nowhere, and none twice', () => {
    const requested = [
      { day: '2026-01-01', ids: ['a'] },
      { day: '2026-01-03', ids: ['c', 'b'] },
    ];
    expect(lines(history({ requested }), [ended('2026-01-03', ['b', 'c'])], true)).toEqual(['2026-01-03 bc connected', '2026-01-01 a']);
  });

  it('adds outcomes that have no record of their own', () => {
    const one = (flow: string, kind: 'connected' | 'refused') => ({ flow, day: '2026-01-03', kind, rule: null });
    const outcomes = [one(flowAt('2026-01-03'), 'refused'), one('2', 'refused'), one('3', 'connected')];
    expect(lines(history({ outcomes }), [ended('2026-01-03', ['a'], 'refused')], true)).toEqual([
      '2026-01-03 a refused',
      '2026-01-03 ? connected',
      '2026-01-03 ? refused',
    ]);
  });

  it('has each flow once after the time zone of the device has changed', () => {
    const requested = [{ day: '2026-01-02', ids: ['a'] }];
    const connected = (day: string) => ({ flow: flowAt('2026-01-03'), day, kind: 'connected' as const, rule: null });
    const seen = history({ requested, outcomes: [connected('2025-12-20'), connected('2026-01-02')] });
    // The other one has the same ID by chance.
    expect(lines(seen, [ended('2026-01-03', ['a'])], true)).toEqual(['2026-01-03 a connected', '2025-12-20 ? connected']);
  });

  it('compares what a page of a customer shows with itself only, and keeps what the history has besides it', () => {
    const onSite = (day: string, requested: string[]) => ({
      ...ended(day, requested),
      account: 'x.my.site.com',
      onCustomerPage: true as const,
    });
    const outcomes = [
      ended('2026-01-04', ['a']),
      onSite('2026-01-03', ['x', 'y']),
      onSite('2026-01-02', ['x']),
      ended('2026-01-01', ['a']),
    ];
    const seen = history({
      requested: [{ day: '2026-01-02', ids: ['x'] }],
      outcomes: [{ flow: '1', day: '2026-01-03', kind: 'connected', rule: null }],
    });
    expect(lines(null, outcomes, true)).toEqual([
      '2026-01-04 a +- connected',
      '2026-01-03 xy +y- connected',
      '2026-01-02 x connected',
      '2026-01-01 a connected',
    ]);
    expect(lines(seen, outcomes, true)).toEqual(expect.arrayContaining(['2026-01-02 x', '2026-01-03 ? connected']));
  });

  it('ends with the oldest flow as long as older ones are not loaded, and does not call that one the first', () => {
    const requested = [
      { day: '2026-01-01', ids: ['x'] },
      { day: '2026-01-05', ids: ['a', 'd'] },
    ];
    const outcomes = [ended('2026-01-06', ['a']), ended('2026-01-02', ['a'])];
    expect(lines(history({ requested }), outcomes, false)).toEqual([
      '2026-01-06 a +- connected',
      '2026-01-05 ad',
      '2026-01-02 a connected',
    ]);
  });
});
