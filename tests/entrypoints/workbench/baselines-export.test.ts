/** All approved baselines as one table, and the names by which their buttons differ. */
import { describe, expect, it } from 'vitest';
import { csvRows } from '@/utils/files/csv';
import type { Baseline } from '@/utils/policy/baseline';
import { approvedGroups, baselinesCsv, baselinesMarkdown } from '../../../entrypoints/workbench/approvals/baselines-export';
import { titlesApart } from '../../../entrypoints/workbench/preferences/names';

const baseline = (changes: Partial<Baseline> = {}): Baseline => ({
  provider: 'hubspot',
  app: 'client-1',
  account: '4711',
  appName: 'Clay',
  redirectHost: 'app.clay.com',
  at: Date.UTC(2026, 10, 20, 12),
  scopes: [
    { id: 'crm.objects.contacts.read', requirement: 'required' },
    { id: 'crm.lists.read', requirement: 'required' },
    { id: 'crm.objects.deals.read', requirement: 'optional-on' },
    { id: 'ada.CANARY@acme.example', requirement: 'undeclared' },
  ],
  askedBy: '=HYPERLINK("http://evil.example")',
  reason: 'Enriches **all**,\n| contacts',
  reviewedBy: '',
  until: null,
  ...changes,
});

describe('the table of approved baselines', () => {
  const [labels, ...rows] = [...csvRows(baselinesCsv([baseline(), baseline({ account: '', until: '2027-06-30' })], { bom: false }))].map(
    ({ values }) => values,
  );

  it('has who asked, why, who reviewed, when, until when and the scopes by requirement', () => {
    expect(labels).toEqual([
      ...['App', 'Client ID', 'Provider', 'Account', 'Approved on', 'Until', 'Reviewed by', 'Asked by', 'Why'],
      ...['Required', 'Optional', 'Optional, off by default', 'Undeclared', 'Left out', 'Redirect host'],
    ]);
    expect(rows[1]?.slice(0, 6)).toEqual(['Clay', 'client-1', 'HubSpot', 'Any account', '2026-11-20', '2027-06-30']);
    expect(rows[0]?.slice(3, 6)).toEqual(['4711', '2026-11-20', 'No end']);
    expect(rows[0]?.slice(9)).toEqual([
      'crm.objects.contacts.read crm.lists.read',
      'crm.objects.deals.read',
      '',
      '[email]',
      '',
      'app.clay.com',
    ]);
  });

  it('has what the approval leaves out in a column of its own, and not among the approved scopes', () => {
    const smaller = baseline({ dropped: ['crm.objects.deals.read', 'ada.CANARY@acme.example'] });
    const [, row] = [...csvRows(baselinesCsv([smaller], { bom: false }))].map(({ values }) => values);
    expect(row?.slice(9, 14)).toEqual(['crm.objects.contacts.read crm.lists.read', '', '', '', 'crm.objects.deals.read [email]']);
    expect(approvedGroups(smaller).flatMap(({ scopes }) => scopes.map(({ id }) => id))).toEqual([
      'crm.objects.contacts.read',
      'crm.lists.read',
    ]);
  });

  it('runs nothing in a spreadsheet, and keeps a text of several lines in its cell', () => {
    expect(rows[0]?.slice(6, 9)).toEqual(['', `'=HYPERLINK("http://evil.example")`, 'Enriches **all**,\n| contacts']);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([15]));
  });

  it('has no markup of what somebody typed as Markdown', () => {
    const lines = baselinesMarkdown([baseline()]).trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('| Enriches \\*\\*all\\*\\*, \\| contacts |');
    expect(lines.join()).not.toContain('CANARY');
  });
});

describe('the name of a baseline', () => {
  it('says its account, and its client, only where others have the same name', () => {
    expect(titlesApart([baseline(), baseline({ appName: 'Dittofeed' })])).toEqual(['Clay on HubSpot', 'Dittofeed on HubSpot']);
    expect(titlesApart([baseline(), baseline({ account: '' })])).toEqual(['Clay on HubSpot · 4711', 'Clay on HubSpot · Any account']);
    expect(titlesApart([baseline(), baseline({ app: 'client-2' })])).toEqual(['Clay on HubSpot · client-1', 'Clay on HubSpot · client-2']);
  });
});
