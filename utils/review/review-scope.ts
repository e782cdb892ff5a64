/** One requested scope with all that is known of it. */

import type { AppProfile, ScopeId, ScopeStatus } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { Provenance, RequestedScope, Requirement } from '@/providers/contract/request';
import { planName } from '@/providers/plans';
import { t } from '@/utils/text/text';
import type { Changes, ReviewScope, Tag } from './types';

export interface ScopeContext {
  provider: Provider;
  profile: AppProfile | null;
  /** The profile is the user's own. */
  isCustom: boolean;
  learnedRequired: ReadonlySet<ScopeId>;
  unlocked: ReadonlySet<ScopeId>;
}

export function reviewScope(requested: RequestedScope, context: ScopeContext): ReviewScope {
  const { provider, profile } = context;
  const known = provider.knowledge.findScope(requested.id);
  const listed = profile && listedIdOf(profile, requested.id, provider);
  const declared = profile !== null && listed !== null ? declaredBy(profile, listed) : null;
  const { requirement, provenance } = requirementOf(requested, declared, context);
  // What the request locks, the app's own word may open; what the app's word locks, the provider's rule. An error that was seen
  // closes both again.
  const optionalByProfile = declared === 'optional-on' || declared === 'optional-off';
  const closed = requested.locked || requirement === 'required';
  const opens = requested.locked ? optionalByProfile : provider.rules.requiredByProfile === 'unlockable';
  const unlockable = closed && provenance !== 'learned' && opens;
  return {
    id: requested.id,
    requirement,
    provenance,
    access: known?.access ?? null,
    known: known !== undefined,
    locked: closed && !(unlockable && context.unlocked.has(requested.id)),
    unlockable,
    label: known?.label ?? t('row_unknown'),
    category: known?.category ?? '',
    allows: known?.allows ?? '',
    impactIfDropped: (profile !== null && listed !== null && lookUpOwn(profile.impactIfDropped, listed)) || null,
    plans: known?.plans?.map((plan) => planName(provider.knowledge.catalogue, plan)) ?? [],
    planNote: known?.planNote ?? null,
    implies: known?.implies ?? [],
    replacedBy: known?.replacedBy ?? [],
    tags: tagsOf(requested, context, declared),
    sources: [
      ...(declared && profile ? [profile.source] : []),
      ...(known?.sources ?? []).flatMap((key) => provider.knowledge.catalogue.sources[key] ?? []).slice(0, 2),
    ],
  };
}

/** Adds what only a comparison with the last time can tell. */
export function withChanges(scope: ReviewScope, changes: Changes | null): ReviewScope {
  if (changes?.added.includes(scope.id)) return { ...scope, tags: ['new', ...scope.tags] };
  if (changes?.newlyRequired.includes(scope.id)) return { ...scope, tags: ['newly-required', ...scope.tags] };
  return scope;
}

/**
 * The id under which the profile lists a scope: the same id, or another name for the same access. Two ids of the catalogue that
 * imply each other are names of one scope (`refresh_token` and `offline_access`), and dropping one of them changes nothing while
 * the other stays. Null if the profile lists neither.
 */
function listedIdOf(profile: AppProfile, id: ScopeId, provider: Provider): ScopeId | null {
  if (declaredBy(profile, id)) return id;
  const names = provider.knowledge.findScope(id)?.implies ?? [];
  return names.find((name) => declaredBy(profile, name) && provider.knowledge.findScope(name)?.implies?.includes(id)) ?? null;
}

function declaredBy(profile: AppProfile, id: ScopeId): Requirement | null {
  if (profile.required.includes(id)) return 'required';
  if (profile.optionalOn.includes(id)) return 'optional-on';
  return profile.optionalOff.includes(id) ? 'optional-off' : null;
}

function requirementOf(
  requested: RequestedScope,
  declared: Requirement | null,
  { learnedRequired, isCustom: isOwn }: ScopeContext,
): { requirement: Requirement; provenance: Provenance } {
  if (learnedRequired.has(requested.id)) return { requirement: 'required', provenance: 'learned' };
  if (declared) return { requirement: declared, provenance: isOwn ? 'custom-profile' : 'profile' };
  return { requirement: requested.requirement, provenance: 'request' };
}

const statusTags: Record<ScopeStatus, Tag | null> = {
  current: null,
  undocumented: 'undocumented',
  implied: 'implied',
  internal: 'internal',
  misspelt: 'misspelt',
  retired: 'retired',
  unverified: 'unverified',
};

function tagsOf(requested: RequestedScope, { provider, profile }: ScopeContext, declared: Requirement | null): Tag[] {
  const known = provider.knowledge.findScope(requested.id);
  const tags: (Tag | null | undefined)[] = [
    known ? statusTags[known.status] : 'unknown',
    known?.sensitivity,
    known?.legacy && 'legacy',
    // `oauth` and the like belong to the protocol: no profile lists them.
    profile && listsScopes(profile) && !declared && known?.access !== 'identity' ? 'not-in-profile' : null,
  ];
  return tags.filter((tag): tag is Tag => Boolean(tag));
}

/** False for an app that publishes no list: a scope of its request is then no surprise. */
function listsScopes({ required, optionalOn, optionalOff }: AppProfile): boolean {
  return required.length + optionalOn.length + optionalOff.length > 0;
}

/** A page may name a scope `constructor`. */
function lookUpOwn(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
