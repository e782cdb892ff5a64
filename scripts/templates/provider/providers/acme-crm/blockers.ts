/**
 * Predicts problems of a request from Acme CRM's rules. README.md in this folder lists them with
 * their sources.
 */
import type { Finding } from '@/providers/contract/finding';

// Fill in: add a finding (created by providers/finding.ts) for each rule that predicts from the
// request alone that it will fail (providers/outreach/blockers.ts). If no such rule is published,
// say so here.

/** No rule of Acme CRM predicts a failure so far. */
export function blockers(): Finding[] {
  return [];
}
