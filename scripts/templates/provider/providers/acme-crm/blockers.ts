/** What Acme CRM's rules say about a request before anybody clicks. Rules and their evidence: README.md beside this file. */
import type { Finding } from '@/providers/types';

// Fill in: a finding (providers/finding.ts makes it) for each rule that tells from the request alone that it will fail
// (providers/outreach/blockers.ts); none where no such rule is published, and then say so here.
export function blockers(): Finding[] {
  return [];
}
