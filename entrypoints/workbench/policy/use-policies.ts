import { useCallback, useState } from 'preact/hooks';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { hasLostData } from '@/utils/storage/database';
import { type Managed, readManaged, unmanaged } from '@/utils/storage/managed';
import { findOwnPolicy, saveOwnPolicy } from '@/utils/storage/policy';
import type { StorageFault } from '@/utils/storage/schema';
import { keepEqual, usePolicySignal } from './use-policy-signal';

/** The policies that exist. */
export interface Policies {
  managed: Managed;
  own: PolicyFile | null;
  /**
   * The policy that applies: the organization's, or otherwise the user's own; null if there is none, or if
   * the organization's can't be read.
   */
  counting: PolicyFile | null;
  /** Whether the user may have had a policy that the browser discarded, and no other one applies. */
  isLost: boolean;
  /**
   * Why they could not be read or changed; `changed`: because of another tab. Null if they could.
   */
  fault: StorageFault | 'changed' | null;
  /** Whether the policies were read; false while they are, and after a failure. */
  isLoaded: boolean;
  /** Stores the user's own policy, or deletes it for null, unless `own` is not the stored one any more. */
  save(file: PolicyFile | null): Promise<boolean>;
}

/** Loads the policies, and again whenever one changes. */
export function usePolicies(): Policies {
  const [managed, setManaged] = useState(unmanaged);
  const [own, setOwn] = useState<PolicyFile | null>(null);
  const [fault, setFault] = useState<Policies['fault']>(null);
  const [isLoaded, setLoaded] = useState(false);
  const [hasLost, setLost] = useState(false);
  const load = useCallback(async () => {
    const [nextManaged, stored, lost] = await Promise.all([readManaged(), findOwnPolicy(), hasLostData()]);
    setManaged(keepEqual(nextManaged));
    // That a change was refused is said until the next one.
    setFault((before) => (stored.ok ? (before === 'changed' ? before : null) : stored.reason));
    setLoaded(stored.ok);
    setLost(lost);
    if (stored.ok) setOwn(keepEqual(stored.value));
  }, []);
  usePolicySignal(load);
  const save = async (file: PolicyFile | null) => {
    const saved = await saveOwnPolicy(file, Date.now(), own);
    const isSaved = saved.ok && saved.value;
    if (isSaved) setOwn(file);
    else if (saved.ok) await load();
    setFault(isSaved ? null : saved.ok ? 'changed' : saved.reason);
    return isSaved;
  };
  const counting = managed.isUnread ? null : (managed.policy ?? own);
  return { managed, own, counting, isLost: hasLost && counting === null, fault, isLoaded, save };
}
