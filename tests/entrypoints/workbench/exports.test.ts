/** What a review in the workbench is exported as. */
import { describe, expect, it } from 'vitest';
import { noFilter, type RequestRow, rowOf, shownRows } from '@/components/workbench/review/request-rows';
import { hubspot } from '@/providers/hubspot';
import { csvRows } from '@/utils/files/csv';
import { openContent } from '@/utils/files/open-content';
import type { Baseline } from '@/utils/policy/baseline';
import { buildReview } from '@/utils/review/build-review';
import { compareScopes } from '../../../entrypoints/workbench/review/comparison';
import { exportsOf, rowsCsv } from '../../../entrypoints/workbench/review/exports';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const policyFile = samplePolicy([{ scopes: ['crm.objects.custom.write'], reason: 'Custom records feed billing' }], { mode: 'enforce' });

/** When the baseline was approved: 2026-11-20, whose last day is still to come. */
const at = Date.UTC(2026, 10, 20, 12);
const noted = {
  account: '4711',
  askedBy: '=HYPERLINK("http://evil.example")',
  reason: 'Enriches **all** contacts,\n| of the fair',
  reviewedBy: 'IT security',
  until: '2999-06-30',
};

/** The facts of a row that no review has. */
const bare = { app: null, approvals: 0, reach: { access: null, isAll: false, order: [] }, policy: null };

/** What was pasted, and to which no policy applies. */
const unnamed = { source: { file: null, receipt: null }, approvedIn: null, changes: [], policyFile: null };

/** Exports a review of Clay's request, which has one scope more than was approved. */
function approved(
  changes: Partial<Baseline> = {},
  approvedIn: string | null = null,
  comparedWith = 'approval',
  url = clayUrl,
  audited: Parameters<typeof exportsOf>[0]['changes'] = [],
) {
  const [found] = openContent(url).found;
  if (!found) throw new Error('nothing was found');
  const { request } = found.input;
  const scopes = request.scopes.filter(({ id }) => id !== 'crm.objects.deals.write').map(({ id, requirement }) => ({ id, requirement }));
  const baseline = { provider: 'hubspot', app: request.clientId ?? '', appName: 'Clay', at, scopes, ...noted, ...changes };
  const review = buildReview({ ...found.input, provider: hubspot, baseline });
  const before = comparedWith === 'approval' ? scopes : [{ id: 'crm.objects.line_items.read', requirement: 'required' as const }];
  const { groups, drift } = compareScopes({ provider: hubspot, request }, review, null, before, {
    unwanted: [],
    otherApp: null,
    baseline: comparedWith === 'approval' ? baseline : null,
  });
  const compared = drift && { with: comparedWith, drift, isApproval: comparedWith === 'approval' };
  return exportsOf({
    review,
    request,
    found,
    groups,
    compared,
    ...unnamed,
    approvedIn,
    changes: audited,
  });
}

function exported(isCompared: boolean, hasPolicy: boolean) {
  const [found] = openContent(clayUrl).found;
  if (!found) throw new Error('nothing was found');
  const { request } = found.input;
  const policy = hasPolicy ? { owner: 'user' as const, file: { ...policyFile, mode: 'audit' as const } } : null;
  const review = buildReview({ ...found.input, provider: hubspot, policy });
  // Without a scope that is new, with an optional one that is required now, and one that is gone.
  const before = [
    ...review.scopes.filter(({ id }) => id !== 'crm.objects.deals.write').map(({ id }) => ({ id, requirement: 'optional-on' as const })),
    { id: 'crm.objects.line_items.read', requirement: 'required' as const },
  ];
  const { groups, drift } = compareScopes({ provider: hubspot, request }, review, null, isCompared ? before : null, {
    unwanted: [],
    otherApp: null,
  });
  return exportsOf({
    review,
    request,
    found,
    groups,
    compared: drift && { with: 'Dittofeed', drift, isApproval: false },
    ...unnamed,
    policyFile: hasPolicy ? policyFile : null,
  });
}

describe('the exports of a review', () => {
  it('say what it is compared with, and each difference', () => {
    const { md, json, csv } = exported(true, false);
    expect(md()).toContain('### Compared with: Dittofeed\n');
    expect(md()).toContain('\n- **New with more access**: `crm.objects.deals.write`\n- **Newly required**: `crm.lists');
    expect(md()).toContain('\n- **Removed**: `crm.objects.line_items.read`\n');
    expect(JSON.parse(json())).toMatchObject({
      comparedWith: 'Dittofeed',
      drift: { added: ['crm.objects.deals.write'], moreAccess: ['crm.objects.deals.write'], removed: ['crm.objects.line_items.read'] },
    });
    const rows = csv().split('\r\n');
    expect(rows[0]).toBe('Requirement,Scope,ID,Access,Marks,Change,Plan,App,Provider,Client ID');
    expect(rows.filter((row) => row.includes(',removed,') || row.includes(',more access,'))).toHaveLength(2);
  });

  it('say what the policy would do, and in which mode it is', () => {
    const { md, json, csv } = exported(false, true);
    expect(md()).toContain('Custom records feed billing');
    expect(md()).not.toContain('Compared with');
    const line = JSON.parse(json());
    expect(line.policy).toMatchObject({ mode: 'enforce', connects: true, dropped: ['crm.objects.custom.write'] });
    expect(line.drift).toBeUndefined();
    expect(csv()).toContain('Change or delete custom records,crm.objects.custom.write,Write,,deny,');
  });

  it('say who asked, why, who reviewed, when, until when and what is different since', () => {
    const { md, json, csv } = approved();
    expect(md()).toContain(
      [
        // It asks for more, so it is not what was approved.
        '### Approval of 2026-11-20',
        '',
        '- Reviewed by: `IT security`',
        '- Asked by: `=HYPERLINK("http://evil.example")`',
        '- Why: `Enriches **all** contacts, \\| of the fair`',
        '- Until: `2999-06-30`',
        '- For account: `4711`',
        '- **New with more access**: `crm.objects.deals.write`',
      ].join('\n'),
    );
    // The same list is not there twice.
    expect(md()).not.toContain('Compared with');
    expect(JSON.parse(json()).approval).toEqual({
      ...{ approvedAt: '2026-11-20T12:00:00.000Z', ...noted, policy: null },
      drift: { added: ['crm.objects.deals.write'], removed: [], newlyRequired: [], moreAccess: ['crm.objects.deals.write'] },
    });
    const [labels = [], ...rows] = [...csvRows(csv())].map(({ values }) => values);
    expect(labels.slice(-7)).toEqual(['Approved', 'Approved on', 'Reviewed by', 'Asked by', 'Why', 'Until', 'For account']);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([labels.length]));
    const approvedOf = (id: string) => rows.find((row) => row.includes(id))?.slice(-7);
    const columns = ['2026-11-20', 'IT security', `'${noted.askedBy}`, noted.reason, '2999-06-30', '4711'];
    expect(approvedOf('crm.objects.deals.read')).toEqual(['yes', ...columns]);
    expect(approvedOf('crm.objects.deals.write')).toEqual(['no', ...columns]);
  });

  it('of a ticket say what an audit trail says about the time since the approval', () => {
    const { md } = approved({}, null, 'approval', clayUrl, [{ title: 'Changed since', changes: ['IP relaxation changed *2026-11-24*'] }]);
    expect(md()).toMatch(/\n\n### Changed since\n\n- IP relaxation changed \\\*2026-11-24\\\*\n$/);
  });

  it('name the policy that has the approval, its end, and an account that it is not limited to', () => {
    const { md, json, csv } = approved({ account: '', until: '2026-11-21' }, 'My policy');
    expect(md()).toContain('- In the policy: `My policy`\n- For account: `Any account`\n');
    expect(md()).toContain('- **The approval of 2026-11-20 ended on 2026-11-21.**\n');
    expect(JSON.parse(json()).approval).toMatchObject({ policy: 'My policy', account: '', until: '2026-11-21' });
    expect(csv()).toContain(',ended,2026-11-20,');
    expect(csv()).not.toContain(',yes,2026-11-20,');
    expect(approved({ until: null }).md()).toContain('- Until: `No end`');
  });

  it('never call anything approved if the request may have other scopes', () => {
    const { md, json, csv } = approved({}, null, 'approval', `${clayUrl}&scope=tickets`);
    expect(md()).toContain('- Approved on 2026-11-20. This request can’t be compared,');
    expect(JSON.parse(json()).approval.drift).toBeNull();
    expect(csv()).toContain(',unknown,2026-11-20,');
    expect(csv()).not.toContain(',yes,2026-11-20,');
  });

  it('never call a scope approved that only the other request has', () => {
    const { md, csv } = approved({}, null, 'Dittofeed');
    expect(csv()).toMatch(/crm\.objects\.line_items\.read,.*,removed,.*,no,2026-11-20,/);
    expect(md()).toContain('- **New with more access**: `crm.objects.deals.write`\n');
    expect(md()).toContain('### Compared with: Dittofeed\n');
    const dropped = ['crm.objects.contacts.write'];
    const smaller = approved({ dropped });
    expect(smaller.csv()).toMatch(/crm\.objects\.contacts\.write,.*,left out,.*,no,2026-11-20,/);
    expect(smaller.md()).toContain('- Leaves out: `crm.objects.contacts.write`\n- Until');
    expect(smaller.md()).not.toContain('Left out');
    expect(JSON.parse(smaller.json()).approval).toMatchObject({ dropped });
    const optional = approved({ scopes: [{ id: 'crm.objects.contacts.read', requirement: 'optional-on' }] });
    expect(optional.csv()).toMatch(/crm\.objects\.contacts\.read,.*,as optional,2026-11-20,/);
  });

  it('of the list say how many scopes the approval leaves out, which is no change', () => {
    const [found] = openContent(clayUrl).found;
    if (!found) throw new Error('nothing was found');
    const { scopes, clientId } = found.input.request;
    const dropped = scopes.slice(-7).map(({ id }) => id);
    const place = { key: '1/0', href: '', kind: found.kind, file: null, askedBy: null, ...bare };
    const rowFor = (more: Partial<Baseline>) => {
      const baseline = { provider: 'hubspot', app: clientId ?? '', appName: 'Clay', at, scopes: [...scopes], ...noted, ...more };
      return rowOf(buildReview({ ...found.input, provider: hubspot, baseline }), place);
    };
    const changed = (row: RequestRow) => shownRows([row], { ...noFilter, onlyChanged: true }, null);
    const same = rowFor({ dropped });
    expect(same.change).toMatchObject({ count: 0, text: 'leaves out **7**' });
    expect(changed(same)).toEqual([]);
    // A scope that was left out while it was optional needs another look once the app requires it.
    const optional = scopes.map(({ id }) => ({ id, requirement: 'optional-on' as const }));
    const required = rowFor({ scopes: optional, dropped: [scopes[0]?.id ?? ''] });
    expect(required.change?.text).toMatch(/\*\*1 left out and now required\*\*$/);
    expect(changed(required)).toEqual([required]);
  });

  it('of the list say that an approval may count, which is to be looked at', () => {
    const [found] = openContent(clayUrl).found;
    if (!found) throw new Error('nothing was found');
    const place = { key: '1/0', href: '', kind: found.kind, file: null, askedBy: null, ...bare, approvals: 2 };
    const row = rowOf(buildReview({ ...found.input, provider: hubspot }), place);
    expect(row.change).toEqual({ count: null, isExpired: false, text: 'approved for 2 accounts, which may be others' });
    expect(shownRows([row], { ...noFilter, onlyChanged: true }, null)).toEqual([row]);
  });

  it('has the IDs and names of its scopes for the filter', () => {
    const [found] = openContent(clayUrl).found;
    if (!found) throw new Error();
    const place = { key: '1/0', href: '', kind: found.kind, file: null, askedBy: null, ...bare };
    const row = rowOf(buildReview({ ...found.input, provider: hubspot }), place);
    for (const words of ['crm.objects.deals', 'change or delete deals', 'clay deals'])
      expect(shownRows([row], { ...noFilter, words }, null)).toEqual([row]);
    expect(shownRows([row], { ...noFilter, words: 'tickets' }, null)).toEqual([]);
  });

  it('of the list say how many scopes are sensitive, and what nobody approved', () => {
    const [found] = openContent(clayUrl.replace('scope=', 'scope=crm.objects.contacts.highly_sensitive.read.v2%20')).found;
    if (!found) throw new Error('nothing was found');
    const place = { key: '1/0', href: '', kind: found.kind, file: null, askedBy: null, ...bare };
    const [labels, values] = [...csvRows(rowsCsv([rowOf(buildReview({ ...found.input, provider: hubspot }), place)], false))].map(
      (line) => line.values,
    );
    const cell = (label: string) => values?.[labels?.indexOf(label) ?? -1];
    expect([cell('Sensitive'), cell('Since approval')]).toEqual(['1', 'no approval']);
    expect(cell('Client ID')).toBe(found.input.request.clientId);
  });

  it('of the list say what the policy does, which app a request resembles, and how far it reaches', () => {
    const [found] = openContent(clayUrl).found;
    if (!found) throw new Error('nothing was found');
    const place = { key: '1/0', href: '', kind: found.kind, file: null, askedBy: null, ...bare };
    const review = buildReview({ ...found.input, provider: hubspot });
    const policy = { verdict: 'asks', text: 'would ask first' } as const;
    const rows = [
      rowOf(review, { ...place, policy, reach: { access: 'delete', isAll: false, order: [] } }),
      rowOf(review, { ...place, reach: { access: 'unknown', isAll: false, order: [] } }),
    ];
    const [labels = [], ...lines] = [...csvRows(rowsCsv(rows, false))].map(({ values }) => values);
    const cells = (label: string) => lines.map((values) => values[labels.indexOf(label)]);
    expect(cells('App')).toEqual(['app.clay.com', 'app.clay.com']);
    expect(cells('May be')).toEqual(['Looks like Clay', 'Looks like Clay']);
    expect(cells('Access')).toEqual(['Delete', 'Not known']);
    expect(cells('Policy')).toEqual(['would ask first', '']);
    expect(rowsCsv(rows.slice(1), false)).not.toContain('Policy');
  });

  it('say nothing of either if there is none', () => {
    const { md, json, csv } = exported(false, false);
    for (const key of ['policy', 'approval']) expect(JSON.parse(json())).not.toHaveProperty(key);
    expect(md()).not.toContain('Policy');
    expect(csv().split('\r\n')[0]).toBe('Requirement,Scope,ID,Access,Marks,Plan,App,Provider,Client ID');
  });
});
