/** A rule of a policy as the user types it. */
import { describe, expect, it } from 'vitest';
import type { PolicyRule } from '@/utils/policy/policy-file';
import { draftOf, readDraft, ruleChoices } from '../../../entrypoints/workbench/policy/rules';

const rule: PolicyRule = { action: 'deny', reason: 'because', scopes: ['a,b', 'c'], sensitivity: ['highly-sensitive', 'sensitive'] };

describe('a rule that is edited', () => {
  it('stays as it is if nothing is changed, with commas in the IDs of scopes', () => {
    expect(readDraft(draftOf(rule))).toEqual({ ok: true, value: rule });
  });

  it('finds its lists among the choices, in whatever order the file has them', () => {
    const draft = draftOf({ ...rule, access: ['delete', 'write'] });
    const { access, sensitivity } = ruleChoices(draft);
    expect(access.map(([value]) => value)).toContain(draft.access);
    expect(sensitivity.map(([value]) => value)).toContain(draft.sensitivity);
    expect(ruleChoices(draftOf({ ...rule, sensitivity: ['sensitive'] })).sensitivity).toHaveLength(4);
  });
});
