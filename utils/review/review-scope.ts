/** Reviews a single requested scope. */

import { isSameScope } from '@/providers/catalogue';
import type { AppProfile, ScopeId, ScopeStatus } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { RequestedScope, Requirement } from '@/providers/contract/request';
import { planNames } from '@/providers/plans';
import { t } from '@/utils/text/text';
import type { Changes, ReviewScope, Tag } from './types';

/** What the review of a scope depends on besides the scope itself. */
export interface ScopeContext {
  provider: Provider;
  profile: AppProfile | null;
  /** Whether the app is certainly that of the profile, see `isCertainMatch`. */
  isCertain: boolean;
  /** Whether the profile is a custom one. */
  isCustom: boolean;
  /** The scopes that earlier errors named as required for this client. */
  learnedRequired: ReadonlySet<ScopeId>;
  /** The locked scopes that the user chose to make droppable. */
  unlocked: ReadonlySet<ScopeId>;
}

/**
 * Returns the scope with everything that the catalogue and the app's profile know about it, and
 * whether it may be dropped.
 */
export function reviewScope(requested: RequestedScope, context: ScopeContext): ReviewScope {
  const { provider, isCertain } = context;
  const profile = isCertain ? context.profile : null;
  const known = provider.knowledge.findScope(requested.id);
  const listed = context.profile && listedIdOf(context.profile, requested.id, provider);
  const declared = context.profile !== null && listed !== null ? declaredBy(context.profile, listed) : null;
  const byProfile = declared && {
    requirement: declared,
    provenance: context.isCustom ? ('custom-profile' as const) : ('profile' as const),
  };
  const { requirement, provenance } = requirementOf(requested, isCertain ? byProfile : null, context);
  const isLocked = requirement === 'required';
  const isOptionalByProfile = declared === 'optional-on' || declared === 'optional-off';
  // The app's profile may unlock what the request locks, and the provider's rules what only the
  // profile locks.
  const mayUnlock = requested.locked ? isOptionalByProfile : provider.rules.requiredByProfile === 'unlockable';
  // An error that named the scope as required is proof, so such a scope stays locked.
  const unlockable = isLocked && mayUnlock && provenance !== 'learned';
  return {
    id: requested.id,
    requirement,
    provenance,
    access: known?.access ?? null,
    known: known !== undefined,
    locked: isLocked && !(unlockable && context.unlocked.has(requested.id)),
    unlockable,
    label: known?.label ?? t('row_unknown'),
    category: known?.category ?? '',
    allows: known?.allows ?? '',
    impactIfDropped:
      (profile !== null && listed !== null && lookUpOwn(profile.impactIfDropped, listed)) || (known?.impactIfDropped ?? null),
    plans: planNames(provider.knowledge.catalogue, [known]),
    planNote: known?.planNote ?? null,
    implies: known?.implies ?? [],
    replacedBy: known?.replacedBy ?? [],
    tags: tagsOf(requested, provider, profile, declared),
    sources: [
      ...(declared && context.profile ? [context.profile.source] : []),
      ...(known?.sources ?? []).flatMap((key) => provider.knowledge.catalogue.sources[key] ?? []).slice(0, 2),
    ],
    // V8 writes properties after a spread slowly, so the spreads come last.
    ...parametersOf(requested),
    ...(byProfile && !isCertain && { ifRecognized: byProfile }),
  };
}

function parametersOf({ parameter, alsoIn = [], requirement }: RequestedScope): Pick<ReviewScope, 'parameters'> {
  const isPlain = parameter === 'scope' && alsoIn.length === 0;
  return isPlain || requirement !== 'undeclared' ? {} : { parameters: [parameter, ...alsoIn] };
}

/** Adds the tag of each scope that is new, or newly required, since the earlier request. */
export function withChanges(scopes: readonly ReviewScope[], changes: Changes | null): ReviewScope[] {
  const tags = new Map<ScopeId, Tag>([
    ...(changes?.newlyRequired ?? []).map((id) => [id, 'newly-required'] as const),
    ...(changes?.added ?? []).map((id) => [id, 'new'] as const),
  ]);
  return scopes.map((scope) => {
    const tag = tags.get(scope.id);
    return tag ? { ...scope, tags: [tag, ...scope.tags] } : scope;
  });
}

/**
 * Returns the id under which the profile lists a scope: the same id, or an alias; null if it
 * lists neither. `isSameScope` says which ids are aliases.
 */
function listedIdOf(profile: AppProfile, id: ScopeId, provider: Provider): ScopeId | null {
  if (declaredBy(profile, id)) return id;
  const { findScope } = provider.knowledge;
  const implied = findScope(id)?.implies ?? [];
  return implied.find((alias) => declaredBy(profile, alias) && isSameScope(findScope, id, alias)) ?? null;
}

function declaredBy(profile: AppProfile, id: ScopeId): Requirement | null {
  if (profile.required.includes(id)) return 'required';
  if (profile.optionalOn.includes(id)) return 'optional-on';
  return profile.optionalOff.includes(id) ? 'optional-off' : null;
}

function requirementOf(
  requested: RequestedScope,
  byProfile: ReviewScope['ifRecognized'] | null,
  { learnedRequired }: ScopeContext,
): NonNullable<ReviewScope['ifRecognized']> {
  if (learnedRequired.has(requested.id)) return { requirement: 'required', provenance: 'learned' };
  // What the request itself demands is required this time, even if the app calls it optional.
  const isDemanded = requested.requirement === 'required' && byProfile?.requirement !== 'required';
  return byProfile && !isDemanded ? byProfile : { requirement: requested.requirement, provenance: 'request' };
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

function tagsOf(requested: RequestedScope, provider: Provider, profile: AppProfile | null, declared: Requirement | null): Tag[] {
  const known = provider.knowledge.findScope(requested.id);
  const tags: (Tag | null | undefined)[] = [
    known ? statusTags[known.status] : 'unknown',
    known?.sensitivity,
    known?.legacy && 'legacy',
    // Scopes like `oauth` belong to the protocol, so no profile lists them.
    profile && listsScopes(profile) && !declared && known?.access !== 'identity' ? 'not-in-profile' : null,
  ];
  return tags.filter((tag): tag is Tag => Boolean(tag));
}

/**
 * Whether the app publishes a list of scopes. Without one, no scope of its request is unexpected.
 */
function listsScopes({ required, optionalOn, optionalOff }: AppProfile): boolean {
  return required.length + optionalOn.length + optionalOff.length > 0;
}

/** Reads an own property only, because a request may name a scope `constructor`. */
function lookUpOwn(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
