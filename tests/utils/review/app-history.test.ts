import { describe, expect, it } from 'vitest';
import { summarizeHistory } from '@/utils/review/app-history';
import type { StoredAppHistory } from '@/utils/storage/schema';
import { calendarDay } from '@/utils/text/time';

const storedHistory = (more: Partial<StoredAppHistory> = {}): StoredAppHistory => ({
  provider: 'hubspot',
  app: 'client',
  first: '2026-11-20',
  last: '2026-11-22',
  requested: [{ day: '2026-11-20', ids: ['a', 'b'] }],
  reduced: [],
  outcomes: [],
  ...more,
});
const today = '2026-11-22';

describe('the history of an app', () => {
  it('omits on the first day what the tab shows itself', () => {
    const currentOutcome = { flow: '7-1', day: today, kind: 'denied', rule: null } as const;
    expect(summarizeHistory(null, [], '7-1', today)).toBeNull();
    expect(summarizeHistory(storedHistory({ first: today, outcomes: [currentOutcome] }), [], '7-1', today)).toBeNull();
    expect(summarizeHistory(storedHistory({ first: today, outcomes: [currentOutcome] }), [], '7-2', today)).toMatchObject({
      outcomes: [{ kind: 'denied' }],
    });
    expect(summarizeHistory(storedHistory(), [], '7-1', today)).toEqual({
      first: '2026-11-20',
      requests: 1,
      changes: [],
      outcomes: [],
      learned: [],
    });
    expect(summarizeHistory(null, ['a'], '7-1', today)).toEqual({ first: null, requests: 0, changes: [], outcomes: [], learned: ['a'] });
  });

  it('lists how the requested scopes changed from one set to the next', () => {
    const requested = [
      { day: '2026-11-20', ids: ['a', 'b'] },
      { day: '2026-11-21', ids: ['b', 'c'] },
      { day: today, ids: ['b', 'c', 'd'] },
    ];
    expect(summarizeHistory(storedHistory({ requested }), [], '7-1', today)?.changes).toEqual([
      { day: '2026-11-21', added: ['c'], removed: ['a'] },
      { day: today, added: ['d'], removed: [] },
    ]);
  });

  it('does not say what changed against a set that is no longer recorded', () => {
    const requested = [
      { day: '2026-11-20', ids: ['a'], hasGap: true as const },
      { day: '2026-11-21', ids: ['a', 'b', 'c'] },
      { day: today, ids: ['a', 'b', 'c', 'd'] },
    ];
    expect(summarizeHistory(storedHistory({ requested }), [], '7-1', today)?.changes).toEqual([
      { day: '2026-11-21', added: null, removed: null },
      { day: today, added: ['d'], removed: [] },
    ]);
  });

  it('lists outcomes newest first, without flow ids', () => {
    const outcomes = [
      { flow: '7-1', day: '2026-11-20', kind: 'denied', rule: null },
      { flow: '7-2', day: '2026-11-21', kind: 'connected', rule: null },
    ] as const;
    expect(summarizeHistory(storedHistory({ outcomes: [...outcomes] }), [], '7-3', today)?.outcomes).toEqual([
      { day: '2026-11-21', kind: 'connected', rule: null },
      { day: '2026-11-20', kind: 'denied', rule: null },
    ]);
  });

  it("uses days of the user's local calendar", () => {
    expect(calendarDay(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05');
  });
});
