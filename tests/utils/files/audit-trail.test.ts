/** Which rows of an audit trail are after an approval. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditChanges } from '@/utils/files/audit-trail';
import { openFile } from '@/utils/files/open';
import type { Found } from '@/utils/files/types';

const approvedAt = Date.parse('2026-03-04T12:00:00Z');
const found = (at: string | null, more: object = {}): Found =>
  ({
    kind: 'audit-trail',
    app: 'Clay',
    input: { request: { provider: 'salesforce' } },
    records: [{ event: 'changeOauthDefaultScope', at, count: 1 }],
    ...more,
  }) as never;
const baseline = { provider: 'salesforce', appName: 'Clay', at: approvedAt };
const isAfter = (at: string | null) => auditChanges([found(at)], baseline)[0]?.isAfter;

describe('the changes of an audit trail', () => {
  it.each([
    ['2026-03-04T12:05:00.000+0000', true],
    ['2026-03-04T14:05:00+02:00', true],
    ['2026-03-04T13:55:00+02:00', false],
    ['2026-03-04T11:00:00Z', false],
    ['2026-03-04 12:30:00', null],
    ['2026-03-06', true],
    ['2026-03-04', null],
    ['2026-03-02', false],
    ['3/20/2026, 8:00:00 AM PDT', true],
    ['20.03.2026 08:00', true],
    ['3/1/2026, 8:00:00 AM PST', false],
    ['5/3/2026, 8:00:00 AM', true],
    ['3/4/2026, 8:00:00 AM', null],
    ['4/4/2026', true],
    ['99/99/2026', null],
    ['20260305080000.000', true],
    [null, null],
  ])('are after the approval or not, or that is not known: %s', (at, after) => {
    expect(isAfter(at)).toBe(after);
  });

  it('belong to the app with the same name at the same provider', () => {
    const names = [
      found('2026-04-01T00:00Z', { app: ' clay' }),
      found('2026-04-01T00:00Z', { app: 'Clayton' }),
      found('2026-04-01T00:00Z', { app: null }),
    ];
    expect(auditChanges(names, baseline)).toHaveLength(1);
    expect(auditChanges(names, { ...baseline, appName: '' })).toEqual([]);
    expect(auditChanges(names, { ...baseline, provider: 'hubspot' })).toEqual([]);
    expect(auditChanges([found('2026-04-01T00:00Z', { kind: 'app-usage' })], baseline)).toEqual([]);
  });

  it('are read from the table of the Setup page', () => {
    const opened = openFile(readFileSync(join(import.meta.dirname, '../../corpus/files/audit-trail-page.csv'), 'utf8'));
    const [first] = opened?.found ?? [];
    const changes = auditChanges(opened?.found ?? [], { provider: 'salesforce', appName: first?.app ?? '', at: Date.parse('2020-01-01') });
    expect(changes.map(({ event }) => event)).toContain('changeOauthDefaultScope');
    expect(changes.every((change) => change.isAfter)).toBe(true);
  });
});
