/** What a review in the workbench is exported as. */
import { describe, expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { openContent } from '@/utils/files/open-content';
import { buildReview } from '@/utils/review/build-review';
import { compareScopes } from '../../../entrypoints/workbench/review/comparison';
import { exportsOf } from '../../../entrypoints/workbench/review/exports';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const policyFile = samplePolicy([{ scopes: ['crm.objects.custom.write'], reason: 'Custom records feed billing' }], { mode: 'enforce' });

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
    source: { file: null, receipt: null },
    groups,
    compared: drift && { with: 'Approved baseline, Aug 14, 2026', drift, isKnown: (id) => Boolean(hubspot.knowledge.findScope(id)) },
    policyFile: hasPolicy ? policyFile : null,
  });
}

describe('the exports of a review', () => {
  it('say what it is compared with, and each difference', () => {
    const { md, json, csv } = exported(true, false);
    expect(md()).toContain('### Compared with: Approved baseline, Aug 14, 2026\n');
    expect(md()).toContain('\n- **New with more access**: `crm.objects.deals.write`\n- **Newly required**: `crm.lists');
    expect(md()).toContain('\n- **Removed**: `crm.objects.line_items.read`\n');
    expect(JSON.parse(json())).toMatchObject({
      comparedWith: 'Approved baseline, Aug 14, 2026',
      drift: { added: ['crm.objects.deals.write'], moreAccess: ['crm.objects.deals.write'], removed: ['crm.objects.line_items.read'] },
    });
    const rows = csv().split('\r\n');
    expect(rows[0]).toBe('Requirement,Scope,ID,Access,Change,Plan');
    expect(rows.filter((row) => row.includes(',removed,') || row.includes(',more access,'))).toHaveLength(2);
  });

  it('say what the policy would do, and in which mode it is', () => {
    const { md, json, csv } = exported(false, true);
    expect(md()).toContain('Custom records feed billing');
    expect(md()).not.toContain('Compared with');
    const line = JSON.parse(json());
    expect(line.policy).toMatchObject({ mode: 'enforce', connects: true, dropped: ['crm.objects.custom.write'] });
    expect(line.drift).toBeUndefined();
    expect(csv()).toContain('Change or delete custom records,crm.objects.custom.write,Write,deny,');
  });

  it('say nothing of either if there is none', () => {
    const { md, json, csv } = exported(false, false);
    expect(Object.keys(JSON.parse(json()))).not.toEqual(expect.arrayContaining(['policy']));
    expect(md()).not.toContain('Policy');
    expect(csv().split('\r\n')[0]).toBe('Requirement,Scope,ID,Access,Plan');
  });
});
