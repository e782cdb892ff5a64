/** One requested scope with all that is known of it. */
import { planName } from '@/providers/plans';
import type { AppProfile, Provenance, Provider, RequestedScope, Requirement, ScopeId, ScopeStatus } from '@/providers/types';
import { text } from '@/utils/text';
import type { Changes, ReviewScope, Tag } from './types';

export interface ScopeContext {
  provider: Provider;
  profile: AppProfile | null;
  /** The profile is the person's own. */
  own: boolean;
  learntRequired: ReadonlySet<ScopeId>;
  unlocked: ReadonlySet<ScopeId>;
}

export function reviewScope(requested: RequestedScope, context: ScopeContext): ReviewScope {
  const { provider, profile } = context;
  const known = provider.findScope(requested.id);
  const declared = profile && declaredBy(profile, requested.id);
  const { requirement, provenance } = requirementOf(requested, declared, context);
  // What the request locks, the app's own word may open; what the app's word locks, the provider's rule. An error that was seen
  // closes both again.
  const optionalByProfile = declared === 'optional-on' || declared === 'optional-off';
  const closed = requested.locked || requirement === 'required';
  const opens = requested.locked ? optionalByProfile : provider.requiredByProfile === 'unlockable';
  const unlockable = closed && provenance !== 'learnt' && opens;
  return {
    id: requested.id,
    requirement,
    provenance,
    access: known?.access ?? null,
    known: known !== undefined,
    locked: closed && !(unlockable && context.unlocked.has(requested.id)),
    unlockable,
    label: known?.label ?? text('row_unknown'),
    object: known?.object ?? '',
    allows: known?.allows ?? '',
    without: (profile && own(profile.without, requested.id)) ?? null,
    plans: known?.plans?.map((plan) => planName(provider.catalogue, plan)) ?? [],
    planNote: known?.planNote ?? null,
    implies: known?.implies ?? [],
    replacedBy: known?.replacedBy ?? [],
    tags: tagsOf(requested, context, declared),
    sources: [
      ...(declared && profile ? [profile.source] : []),
      ...(known?.sources ?? []).flatMap((key) => provider.catalogue.sources[key] ?? []).slice(0, 2),
    ],
  };
}

/** Adds what only a comparison with the last time can tell. */
export function withChanges(scope: ReviewScope, changes: Changes | null): ReviewScope {
  if (changes?.added.includes(scope.id)) return { ...scope, tags: ['new', ...scope.tags] };
  if (changes?.newlyRequired.includes(scope.id)) return { ...scope, tags: ['newly-required', ...scope.tags] };
  return scope;
}

function declaredBy(profile: AppProfile, id: ScopeId): Requirement | null {
  if (profile.required.includes(id)) return 'required';
  if (profile.optionalOn.includes(id)) return 'optional-on';
  return profile.optionalOff.includes(id) ? 'optional-off' : null;
}

function requirementOf(
  requested: RequestedScope,
  declared: Requirement | null,
  { learntRequired, own: isOwn }: ScopeContext,
): { requirement: Requirement; provenance: Provenance } {
  if (learntRequired.has(requested.id)) return { requirement: 'required', provenance: 'learnt' };
  if (declared) return { requirement: declared, provenance: isOwn ? 'own-profile' : 'profile' };
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
  const known = provider.findScope(requested.id);
  const tags: (Tag | null | undefined)[] = [
    known ? statusTags[known.status] : 'unknown',
    known?.sensitivity,
    known?.legacy && 'legacy',
    // `oauth` and the like belong to the protocol: no profile lists them.
    profile && !declared && known?.access !== 'identity' ? 'not-in-profile' : null,
  ];
  return tags.filter((tag): tag is Tag => Boolean(tag));
}

/** A page may name a scope `constructor`. */
function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
