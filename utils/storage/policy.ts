/** Stores the user's own policy, and finds the one that applies. */
import type { OwnedPolicy, PolicyFile } from '@/utils/policy/policy-file';
import { tryParse } from '@/utils/text/lazy-object';
import { canonicalJson } from './canonical-json';
import { hasLostData, storeInDatabase, withDatabase } from './database';
import type { Managed } from './managed';
import { tellPolicyChange } from './policy-signal';
import { type Stored, storedPolicySchema } from './schema';

/** Reads the user's own policy; null if there is none or if the record is damaged. */
export function findOwnPolicy(): Promise<Stored<PolicyFile | null>> {
  return withDatabase(async (database) => tryParse(storedPolicySchema, await database.get('settings', 'policy'))?.file ?? null);
}

/**
 * Stores the user's own policy, or deletes it if `file` is null, and notifies the other contexts. Resolves to
 * false, and changes nothing, if the stored one is not `before` any more (null: there is none), for example
 * because of another tab; without `before`, any is replaced. `at`: milliseconds since the epoch.
 */
export async function saveOwnPolicy(file: PolicyFile | null, at: number, before?: PolicyFile | null): Promise<Stored<boolean>> {
  const saved = await storeInDatabase(async (database) => {
    const record = file && storedPolicySchema().parse({ id: 'policy', at, file });
    const { store, done } = database.transaction('settings', 'readwrite', { durability: 'strict' });
    const stored = tryParse(storedPolicySchema, await store.get('policy'))?.file ?? null;
    const isSame = before === undefined || canonicalJson({ file: stored }) === canonicalJson({ file: before });
    await Promise.all([isSame && (record ? store.put(record) : store.delete('policy')), done]);
    return isSame;
  });
  if (saved.ok && saved.value) await tellPolicyChange(at);
  return saved;
}

/**
 * Returns the policy that applies to reviews: the organization's if it has one, else the user's
 * own. Null if there is none or if that one is off; a failure if it is not known whether there is
 * one, also because the user's own may have been lost.
 */
export async function findPolicy({ policy: managed, isUnread }: Pick<Managed, 'policy' | 'isUnread'>): Promise<Stored<OwnedPolicy | null>> {
  if (isUnread) return { ok: false, reason: 'unavailable' };
  const found = managed ? { ok: true as const, value: managed } : await findOwnPolicy();
  if (!found.ok) return found;
  const { value: file } = found;
  if (!file && (await hasLostData())) return { ok: false, reason: 'unavailable' };
  return { ok: true, value: file && file.mode !== 'off' ? { owner: managed ? 'organization' : 'user', file } : null };
}
