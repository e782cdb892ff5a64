import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { auditPolicy, type PolicyAudit } from '@/utils/review/audit-policy';
import { type Managed, readManaged, unmanaged } from '@/utils/storage/managed';
import { listOutcomes } from '@/utils/storage/outcomes';
import { findOwnPolicy, saveOwnPolicy } from '@/utils/storage/policy';
import { isPolicyChange } from '@/utils/storage/policy-signal';
import type { StorageFault, StoredOutcome } from '@/utils/storage/schema';
import { DAY_MS } from '@/utils/text/time';

const MONTH_MS = 30 * DAY_MS;

/** The policies that exist, and how the one that counts would have changed the last 30 days. */
export interface PolicyState {
  managed: Managed;
  own: PolicyFile | null;
  audit: PolicyAudit | null;
  fault: StorageFault | null;
  /** Whether the policies were read; false while they are, and after a failure. */
  isLoaded: boolean;
  save(file: PolicyFile): Promise<boolean>;
}

/** Loads the policies, and again whenever one changes. */
export function usePolicy(isPrivate: boolean): PolicyState {
  const [managed, setManaged] = useState(unmanaged);
  const [own, setOwn] = useState<PolicyFile | null>(null);
  const [outcomes, setOutcomes] = useState<readonly StoredOutcome[] | null>(null);
  const [audit, setAudit] = useState<PolicyAudit | null>(null);
  const [fault, setFault] = useState<StorageFault | null>(null);
  const [isLoaded, setLoaded] = useState(false);
  const load = useCallback(async () => {
    const [nextManaged, stored] = await Promise.all([readManaged(), findOwnPolicy()]);
    setManaged(nextManaged);
    setFault(stored.ok ? null : stored.reason);
    setLoaded(stored.ok);
    if (stored.ok) setOwn(stored.value);
  }, []);
  useEffect(() => {
    void load();
    const onChanged = (changes: Record<string, unknown>, area: string) => void (isPolicyChange(changes, area) && load());
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  }, [load]);
  useEffect(() => {
    if (!isPrivate) void recentOutcomes(Date.now() - MONTH_MS).then(setOutcomes);
  }, [isPrivate]);
  const shown = managed.policy ?? own;
  useEffect(() => {
    // After the page has shown the rules: thousands of flows take a moment.
    const timer = setTimeout(() => setAudit(shown && outcomes && auditPolicy(shown, outcomes)));
    return () => clearTimeout(timer);
  }, [shown, outcomes]);
  const save = useCallback(async (file: PolicyFile) => {
    const saved = await saveOwnPolicy(file, Date.now());
    setFault(saved.ok ? null : saved.reason);
    if (saved.ok) setOwn(file);
    return saved.ok;
  }, []);
  return { managed, own, audit, fault, isLoaded, save };
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
