/** What Acme CRM's rules say about a request before anybody clicks. Rules and their evidence: README.md beside this file. */
import type { Finding } from '@/providers/contract/finding';

// Fill in: add a finding (created by providers/finding.ts) for each rule that predicts from the request alone that it will fail
// (providers/outreach/blockers.ts). If no such rule is published, say so here.
export function blockers(): Finding[] {
  return [];
}
