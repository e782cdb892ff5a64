/** Policies for tests. */
import type { PolicyFile, PolicyRule } from '@/utils/policy/policy-file';

/**
 * Returns a policy with these rules; a rule denies for the reason “because” unless it says
 * otherwise.
 */
export function samplePolicy(rules: readonly Partial<PolicyRule>[], change: Partial<PolicyFile> = {}): PolicyFile {
  return {
    format: 'scope-review-policy',
    version: 1,
    name: 'Acme connection policy',
    date: '2026-11-03',
    mode: 'enforce',
    rules: rules.map((rule): PolicyRule => ({ action: 'deny', reason: 'because', ...rule })),
    ...change,
  };
}
