import { describe, expect, it } from 'vitest';
import { checkRules } from '@/utils/policy/check-rules';
import type { PolicyRule } from '@/utils/policy/policy-file';
import { samplePolicy } from '../../sample-policy';

const check = (...rules: Partial<PolicyRule>[]) => checkRules(samplePolicy(rules).rules);
const shadows = (...rules: Partial<PolicyRule>[]) => check(...rules).map(({ shadowedBy }) => shadowedBy);
const gaps = (...rules: Partial<PolicyRule>[]) => check(...rules).map(({ gap }) => gap);
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

describe('a rule about a part of full access', () => {
  it('leaves full access through', () => {
    expect(gaps({ action: 'ask', access: ['write'] })).toEqual([['write']]);
    expect(gaps({ access: ['delete', 'read', 'identity'], provider: 'salesforce' })).toEqual([['read', 'delete']]);
  });

  it.each([
    ['it names full, too', [{ access: ['write', 'full'] }]],
    ['another rule stops full', [{ access: ['write'] }, { action: 'ask', access: ['full'] }]],
    ['it allows', [{ action: 'allow', access: ['write'] }]],
    ['it names other access', [{ access: ['admin'] }]],
    ['none of its scopes has full access', [{ access: ['write'], scopes: ['crm.objects.*'] }]],
  ] as [string, Partial<PolicyRule>[]][])('does not if %s', (_, rules) => {
    expect(gaps(...rules).flat()).toEqual([]);
  });

  it('does if only a rule about one app stops full', () => {
    expect(gaps({ access: ['write'] }, { app: 'Clay', access: ['full'] })).toEqual([['write'], []]);
    expect(gaps({ app: 'Clay', access: ['write'] }, { app: '*', access: ['full'] })).toEqual([[], []]);
  });
});
