import { describe, expect, it } from 'vitest';
import { findShadows } from '@/utils/policy/find-shadows';
import type { PolicyRule } from '@/utils/policy/policy-file';
import { samplePolicy } from '../../sample-policy';

const shadows = (...rules: Partial<PolicyRule>[]) => findShadows(samplePolicy(rules).rules);
const deals = 'crm.objects.deals.write';

describe('a rule decides about nothing', () => {
  it('if rules above match all that it matches', () => {
    expect(shadows({ action: 'ask', access: ['write'] }, { scopes: [deals] })).toEqual([[], [0]]);
    expect(shadows({ scopes: ['crm.*'] }, { action: 'allow', scopes: ['crm.objects.*.read'] })).toEqual([[], [0]]);
    expect(shadows({ scopes: [deals] }, { access: ['read'] }, { scopes: [deals, 'crm.objects.deals.read'] })).toEqual([[], [], [0, 1]]);
  });

  it('only if they match all of it', () => {
    expect(shadows({ action: 'ask', access: ['write'] }, { scopes: ['crm.objects.deals.*'] })).toEqual([[], []]);
    expect(shadows({ provider: 'outreach' }, { scopes: [deals] })).toEqual([[], []]);
    expect(shadows({ sensitivity: ['sensitive'] }, { access: ['write'] })).toEqual([[], []]);
  });

  it('if a rule above denies a part of what its scopes allow', () => {
    expect(shadows({ access: ['delete'] }, { action: 'ask', scopes: [deals] })).toEqual([[], [0]]);
    expect(shadows({ access: ['write'] }, { action: 'ask', access: ['full'] })).toEqual([[], [0]]);
    expect(shadows({ sensitivity: ['sensitive'] }, { action: 'ask', sensitivity: ['highly-sensitive'] })).toEqual([[], [0]]);
    expect(shadows({ action: 'allow', access: ['write'] }, { scopes: [deals] })).toEqual([[], []]);
  });

  it('unless it is about scopes that no list has', () => {
    expect(shadows({ access: ['read', 'write'] }, { scopes: ['acme_*'] }, { access: ['unknown'] })).toEqual([[], [], []]);
  });

  it('if a rule above about the same apps is as strict', () => {
    expect(shadows({ app: '*.clay.com', scopes: [deals] }, { action: 'ask', app: 'app.clay.com', scopes: [deals] })).toEqual([[], [0]]);
    expect(shadows({ app: 'Clay', scopes: [deals] }, { app: 'Workato', scopes: [deals] })).toEqual([[], []]);
    expect(shadows({ app: 'Clay', scopes: [deals] }, { scopes: [deals] })).toEqual([[], []]);
    // Where it is not certain that the app is Clay, the second rule counts.
    expect(shadows({ action: 'allow', app: 'Clay', scopes: [deals] }, { app: 'Clay', scopes: [deals] })).toEqual([[], []]);
  });
});
