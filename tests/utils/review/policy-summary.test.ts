import { describe, expect, it } from 'vitest';
import type { PolicyResult } from '@/utils/policy/types';
import { policyVerdict } from '@/utils/review/policy-summary';

const scopes: PolicyResult['scopes'] = [{ id: 'a', action: 'allow', rule: null, reason: null, link: null }];
const verdict = (more: Partial<Parameters<typeof policyVerdict>[0]>) =>
  policyVerdict({ scopes, blocking: [], dropped: [], asked: [], isIncomplete: false, unseen: null, ...more });
const unseen = (action: 'ask' | 'deny') => ({ isIncomplete: true, unseen: { action, rule: 0, reason: 'because', link: null } });

describe('the verdict of a policy', () => {
  it('is the strongest of what it does', () => {
    expect(verdict({})).toBe('allowed');
    expect(verdict({ asked: ['a'] })).toBe('asks');
    expect(verdict({ asked: ['a'], dropped: ['b'] })).toBe('partly-denied');
    expect(verdict({ asked: ['a'], dropped: ['b'], blocking: ['c'] })).toBe('denied');
    expect(verdict(unseen('deny'))).toBe('denied');
  });

  it('is unknown if the request has no scopes, or may have others', () => {
    expect(verdict({ scopes: [] })).toBe('unknown');
    expect(verdict(unseen('ask'))).toBe('unknown');
    expect(verdict({ ...unseen('ask'), asked: ['a'] })).toBe('asks');
  });
});
