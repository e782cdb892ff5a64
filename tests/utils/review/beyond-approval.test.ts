import { describe, expect, it } from 'vitest';
import type { Baseline } from '@/utils/policy/baseline';
import { beyondApproval } from '@/utils/review/beyond-approval';
import type { StoredOutcome } from '@/utils/storage/schema';

const day = (text: string) => Date.parse(`${text}T12:00:00`);
const baseline = (more: Partial<Baseline> = {}): Baseline => ({
  ...{ provider: 'salesforce', app: 'client', account: '', appName: 'Sync', at: day('2026-11-01') },
  ...{ askedBy: '', reason: '', reviewedBy: '', until: null },
  scopes: ['api', 'refresh_token', 'web'].map((id) => ({ id, requirement: 'undeclared' as const })),
  ...more,
});
const outcome = (more: Partial<StoredOutcome> = {}): StoredOutcome => ({
  ...{ id: '1', at: day('2026-11-20'), provider: 'salesforce', app: 'client', appName: '', account: 'acme.my.salesforce.com' },
  scopes: { requested: ['api', 'offline_access', 'web', 'full'], kept: ['api', 'offline_access', 'web'], dropped: ['full'] },
  outcome: { kind: 'connected', rule: null },
  ...more,
});
const beyond = (of: StoredOutcome, ...stored: Baseline[]) =>
  beyondApproval({ ...of, kind: of.outcome.kind, kept: of.scopes?.kept ?? [] }, { stored, policy: null });

describe('a connection is beyond its approval', () => {
  it('with the scopes that the approval leaves out or never had', () => {
    expect(beyond(outcome(), baseline())).toEqual([]);
    expect(beyond(outcome(), baseline({ dropped: ['web'] }))).toEqual(['web']);
    expect(beyond(outcome(), baseline({ dropped: ['refresh_token'] }))).toEqual(['offline_access']);
    expect(beyond(outcome({ scopes: { requested: ['id'], kept: ['id'], dropped: [] } }), baseline())).toEqual(['id']);
  });

  it.each([
    ['nothing was approved', outcome(), []],
    ['the approval is later', outcome(), [baseline({ at: day('2026-11-21'), dropped: ['web'] })]],
    ['the approval had ended', outcome(), [baseline({ until: '2026-11-19', dropped: ['web'] })]],
    ['nothing was granted', outcome({ outcome: { kind: 'refused', rule: null } }), [baseline({ dropped: ['web'] })]],
    ['the smaller request was taken back', outcome({ outcome: { kind: 'undone', rule: null } }), [baseline({ dropped: ['web'] })]],
    ['the scopes are not known', outcome({ scopes: null }), [baseline({ dropped: ['web'] })]],
    [
      'the account is not known, and the approval is of one',
      outcome({ account: '' }),
      [baseline({ account: 'acme.my.salesforce.com', dropped: ['web'] })],
    ],
    ['the approval is of another account', outcome(), [baseline({ account: 'other.my.salesforce.com', dropped: ['web'] })]],
  ] as [string, StoredOutcome, Baseline[]][])('never if %s', (_, of, stored) => {
    expect(beyond(of, ...stored)).toEqual([]);
  });

  it('also on the last day of the approval', () => {
    expect(beyond(outcome(), baseline({ until: '2026-11-20', dropped: ['web'] }))).toEqual(['web']);
  });
});
