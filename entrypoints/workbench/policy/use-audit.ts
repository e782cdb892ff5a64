import { useEffect, useState } from 'preact/hooks';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { auditPolicy, type PolicyAudit } from '@/utils/review/audit-policy';
import { listOutcomes } from '@/utils/storage/outcomes';
import type { StoredOutcome } from '@/utils/storage/schema';
import { DAY_MS } from '@/utils/text/time';

const MONTH_MS = 30 * DAY_MS;

/**
 * Returns how a policy would have changed the last 30 days; null while it is not known, and in a
 * private window.
 */
export function useAudit(policy: PolicyFile | null, isPrivate: boolean): PolicyAudit | null {
  const [outcomes, setOutcomes] = useState<readonly StoredOutcome[] | null>(null);
  const [audit, setAudit] = useState<PolicyAudit | null>(null);
  useEffect(() => {
    if (!isPrivate) void recentOutcomes(Date.now() - MONTH_MS).then(setOutcomes);
  }, [isPrivate]);
  useEffect(() => {
    // After the page has shown the rules: thousands of flows take a moment.
    const timer = setTimeout(() => setAudit(policy && outcomes && auditPolicy(policy, outcomes)));
    return () => clearTimeout(timer);
  }, [policy, outcomes]);
  return audit;
}

/** An audit of more flows would keep the page busy. */
const MAX_OUTCOMES = 1_000;

async function recentOutcomes(since: number): Promise<StoredOutcome[]> {
  const found: StoredOutcome[] = [];
  for (let after: string | null = null; found.length < MAX_OUTCOMES; ) {
    const page = await listOutcomes(after, { since });
    if (!page.ok) break;
    found.push(...page.value.items);
    after = page.value.next;
    if (after === null) break;
  }
  return found;
}
