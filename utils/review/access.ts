/** What an app that holds a scope can do to data, and which other scopes that includes. */
import type { Access, ScopeId } from '@/providers/contract/catalogue';
import type { PolicyResult } from '@/utils/policy/types';
import { t } from '@/utils/text/text';
import type { Review, ReviewScope } from './types';

/** The access with which an app can change data. */
export const changingAccess = ['write', 'delete', 'full', 'admin'] as const satisfies readonly Access[];

/**
 * Whether an app that holds the scope can change data. False as well if it is not known what the
 * scope allows.
 */
export function canChangeData({ access }: { access: Access | null }): boolean {
  return changingAccess.some((one) => one === access);
}

/** Whether a scope gives access to sensitive data, as far as the provider marks it. */
export function isSensitive({ tags }: Pick<ReviewScope, 'tags'>): boolean {
  return tags.some((tag) => tag === 'sensitive' || tag === 'highly-sensitive');
}

/**
 * Finds the dropped scopes whose access the app still gets, because a kept scope includes it
 * (`implies` in the catalogue). Returns each of them by its ID, with that kept scope.
 */
export function stillGranted<Scope extends Pick<ReviewScope, 'id' | 'locked' | 'implies'>>(
  scopes: readonly Scope[],
  selection: ReadonlySet<ScopeId>,
): Map<ScopeId, Scope> {
  const isKept = ({ id, locked }: Scope) => locked || selection.has(id);
  const dropped = new Set(scopes.filter((scope) => !isKept(scope)).map(({ id }) => id));
  const kept = scopes.filter(isKept);
  return new Map(kept.flatMap((scope) => scope.implies.filter((id) => dropped.has(id)).map((id) => [id, scope] as const)));
}

/** Whether an enforced policy keeps the user from granting a scope that can be dropped. */
export function isDeniedByPolicy({ policy, locked }: Pick<ReviewScope, 'policy' | 'locked'>): boolean {
  return policy?.action === 'deny' && !locked;
}

/**
 * Whether an enforced policy denies a scope that has to stay, so that the user must not continue.
 */
export function isBlockedByPolicy({ policy, findings }: Pick<Review, 'policy' | 'findings'>): boolean {
  return policy !== null && findings.some(({ id }) => id === 'policy-blocks');
}

/** A reason of the policy, and the labels of the kept scopes about which it asks. */
export interface PolicyQuestion {
  reason: string;
  scopes: readonly string[];
}

/** Returns what the user has to confirm before continuing with these scopes, each reason once. */
export function reasonsToConfirm(scopes: readonly ReviewScope[], keep: ReadonlySet<ScopeId>): PolicyQuestion[] {
  const asked = scopes.filter(({ id, locked, policy }) => policy?.action === 'ask' && (locked || keep.has(id)));
  const byReason = Map.groupBy(asked, ({ policy }) => policy?.reason ?? '');
  return [...byReason].map(([reason, same]) => ({ reason, scopes: same.map(({ id, label, known }) => (known ? label : id)) }));
}

/** Why a selection breaks the policy. Both reasons have texts `refused_<reason>`. */
export type PolicyRefusal = 'policy-denied' | 'policy-not-confirmed';

/**
 * Returns why the policy does not let the user continue with these scopes; null if it does.
 * `confirmed`: the reasons that the user confirmed.
 */
export function policyRefusal(
  { scopes, policy }: Pick<Review, 'scopes' | 'policy'>,
  keep: ReadonlySet<ScopeId>,
  confirmed: ReadonlySet<string>,
): PolicyRefusal | null {
  if (policy?.mode !== 'enforce') return null;
  if (policy.blocking.length > 0 || scopes.some((scope) => isDeniedByPolicy(scope) && keep.has(scope.id))) return 'policy-denied';
  return reasonsToConfirm(scopes, keep).every(({ reason }) => confirmed.has(reason)) ? null : 'policy-not-confirmed';
}

/**
 * Returns why the policy does not let *Undo* bring back the scopes that the page no longer requests; null
 * if it does. Only *Continue* confirms a reason.
 */
export function undoRefusal({ scopes, current, policy }: Pick<Review, 'scopes' | 'current' | 'policy'>): PolicyRefusal | null {
  const back = scopes.filter(({ id }) => !current.includes(id));
  return policyRefusal({ scopes: back, policy }, new Set(back.map(({ id }) => id)), new Set());
}

/** Says what the policy does about the scopes of a request that may be there and were not read. */
export function unseenText(unseen: PolicyResult['unseen']): string {
  return unseen?.action === 'deny' ? t('policy_denies_unseen', unseen.reason ?? '') : t('policy_incomplete');
}
