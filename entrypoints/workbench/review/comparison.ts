/** The lists that a request can be compared with, and its table with what is different. */
import type { ScopeGroup, ScopeRow } from '@/components/workbench/review/scope-rows';
import { changeOf } from '@/components/workbench/review/scope-rows';
import type { CatalogueScope, ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { planNames } from '@/providers/plans';
import type { Found } from '@/utils/files/types';
import type { Baseline } from '@/utils/policy/baseline';
import { besideScopes, isComplete } from '@/utils/review/approval';
import { type Drift, driftOf, type ListedScope } from '@/utils/review/drift';
import type { ReviewInput } from '@/utils/review/review-input';
import { groupScopes, listsOfScope } from '@/utils/review/review-markdown';
import type { Review, ReviewScope } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import type { Session } from '../use-session';

/** The table of scopes, and how they differ; `drift` is null if nothing is compared. */
export interface ComparedScopes {
  groups: ScopeGroup[];
  drift: Drift | null;
}

/**
 * Returns the scopes of a review by requirement, compared with those of `before`; null for none.
 * `unwanted`: those that the user who asks for the app wants to drop. `otherApp`: the name of the
 * app that `before` belongs to, if that is another one; else null. `baseline`: what was approved, if
 * `before` is its list.
 */
export function compareScopes(
  { provider, request }: Pick<ReviewInput, 'provider' | 'request'>,
  review: Review,
  settings: AppSettings | null,
  before: readonly ListedScope[] | null,
  { unwanted, otherApp, baseline = null }: { unwanted: readonly ScopeId[]; otherApp: string | null; baseline?: Baseline | null },
): ComparedScopes {
  const found = before && driftOf(provider, before, request.scopes, besideScopes(baseline ?? {}, request));
  // Nothing of one app allows more than before with a scope of another.
  const drift = found && otherApp !== null ? { ...found, moreAccess: [] } : found;
  // What counts between two lists of one app is that the list itself has changed.
  const includedIn = (id: ScopeId, list: readonly ListedScope[], where: 'here' | 'there') => {
    const wider = otherApp === null ? undefined : list.find((one) => provider.knowledge.findScope(one.id)?.implies?.includes(id));
    return wider ? tById('workbench_contrast_included', where, '', wider.id) : '';
  };
  const actions = review.policy && new Map(review.policy.scopes.map(({ id, action }) => [id, action]));
  const groups: ScopeGroup[] = groupScopes(review, settings).map(({ title, scopes }) => ({
    title,
    source: settings ? '' : sourceOf(scopes),
    rows: scopes.map(
      (scope): ScopeRow => ({
        ...scope,
        ...alsoAllowed(provider.knowledge.findScope(scope.id)),
        lists: listsOfScope(scope),
        isUnwanted: unwanted.includes(scope.id),
        change: drift && changeOf(scope.id, drift),
        included: drift?.added.includes(scope.id) ? includedIn(scope.id, before ?? [], 'there') : '',
        policy: actions?.get(scope.id) ?? null,
        details: scope,
      }),
    ),
  }));
  const removed = (drift?.removed ?? []).map((id) => ({ ...removedRow(provider, id), included: includedIn(id, request.scopes, 'here') }));
  return {
    groups:
      removed.length > 0
        ? [
            ...groups,
            {
              title: otherApp === null ? t('workbench_review_removed') : t('workbench_contrast_only', otherApp),
              source: '',
              rows: removed,
            },
          ]
        : groups,
    drift,
  };
}

/** Says who states the requirement of these scopes, and of a profile also its date. */
function sourceOf(scopes: readonly ReviewScope[]): string {
  const stated = scopes.filter(({ requirement }) => requirement !== 'undeclared');
  const texts = stated.map(({ provenance, sources: [profile] }) =>
    [tById('provenance', provenance), provenance.endsWith('profile') && profile?.accessedOn].filter(Boolean).join(', '),
  );
  return [...new Set(texts)].join(' \u00b7 ');
}

const alsoAllowed = (known: CatalogueScope | undefined) => (known?.alsoAllows ? { alsoAllows: known.alsoAllows } : {});

function removedRow({ knowledge }: Provider, id: string): Omit<ScopeRow, 'included'> {
  const known = knowledge.findScope(id);
  return {
    id,
    label: known?.label ?? t('row_unknown'),
    access: known?.access ?? null,
    ...alsoAllowed(known),
    tags: known?.sensitivity ? [known.sensitivity] : [],
    plans: planNames(knowledge.catalogue, [known]),
    planNote: null,
    locked: false,
    lists: '',
    isUnwanted: false,
    change: 'removed',
    policy: null,
    details: null,
  };
}

/**
 * Returns the scopes that an app had before the newest change in an audit trail, and the time of that change as the
 * trail writes it; null without such a change, or if it is unknown which one is the newest.
 */
export function beforeChange({ records, settings, settingsAt }: Found): { at: string | null; scopes: ListedScope[] } | null {
  const [change, other] = records.filter(({ added, at }) => added && at === (settingsAt ?? null));
  if (!settings || !change || other) return null;
  const { added = [], removed = [] } = change;
  const ids = [...settings.optional.filter((id) => !added.includes(id)), ...removed];
  return { at: change.at, scopes: ids.map((id) => ({ id, requirement: 'undeclared' })) };
}

/** Returns the request at that place of the opened files; null without one, and if it may have other scopes. */
export function requestAt({ items }: Session, place: string): AuthorizationRequest | null {
  const [id, index] = place.split('/');
  const request = items.find((one) => one.id === id)?.opened?.found[Number(index)]?.input.request;
  return request && isComplete(request) ? request : null;
}
