import { useEffect, useState } from 'preact/hooks';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { auditPolicy, type PolicyAudit } from '@/utils/review/audit-policy';
import { listOutcomes } from '@/utils/storage/outcomes';
import type { StoredOutcome } from '@/utils/storage/schema';
import type { Steps } from '@/utils/text/steps';
import { DAY_MS } from '@/utils/text/time';
import { type Sliced, useSliced } from '../use-sliced';

const MONTH_MS = 30 * DAY_MS;

/**
 * Returns how a policy would have changed the last 30 days; null if that is not known, because the records
 * are not read, or because none are made (`isRecorded`). After a change of the policy, the last result
 * stays until the next one.
 */
export function useAudit(policy: PolicyFile | null, isRecorded: boolean): Sliced<PolicyAudit | null> {
  const [outcomes, setOutcomes] = useState<readonly StoredOutcome[] | null>(null);
  useEffect(() => {
    if (isRecorded) void recentOutcomes(Date.now() - MONTH_MS).then(setOutcomes);
  }, [isRecorded]);
  return useSliced(auditOf, policy, isRecorded ? outcomes : null);
}

function* auditOf(policy: PolicyFile | null, outcomes: readonly StoredOutcome[] | null): Steps<PolicyAudit | null> {
  return policy && outcomes && (yield* auditPolicy(policy, outcomes));
}

/** An audit of more flows would take long. */
const MAX_OUTCOMES = 1_000;

/** Resolves to null if they can't be read, or not to the end. */
async function recentOutcomes(since: number): Promise<StoredOutcome[] | null> {
  const found: StoredOutcome[] = [];
  for (let after: string | null = null; found.length < MAX_OUTCOMES; ) {
    const page = await listOutcomes(after, { since });
    if (!page.ok) return null;
    found.push(...page.value.items);
    after = page.value.next;
    if (after === null) break;
  }
  return found;
}
