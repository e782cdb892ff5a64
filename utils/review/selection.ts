/** Computes which scopes are ticked: presets, the saved selection, and what must stay. */
import type { ScopeId } from '@/providers/contract/catalogue';
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import { canChangeData, isDeniedByPolicy } from './access';
import type { NotReadOnly, Preset, PresetId, ReviewScope } from './types';

/**
 * What the user kept and dropped when the selection was saved. A scope in neither list was not
 * requested then.
 */
export interface SavedSelection {
  kept: readonly ScopeId[];
  dropped: readonly ScopeId[];
}

const keeps: Record<Exclude<PresetId, 'last'>, (scope: ReviewScope) => boolean> = {
  all: () => true,
  'app-default': (scope) => scope.requirement !== 'optional-off',
  'read-only': ({ requirement, access }) => (requirement === 'required' || requirement === 'optional-on') && access === 'read',
  'least-access': () => false,
};

/** Whether a scope is selected: it must stay, or it may be and `keep` says so. */
function isSelected(scope: ReviewScope, keep: (scope: ReviewScope) => boolean): boolean {
  return scope.locked || (!isDeniedByPolicy(scope) && keep(scope));
}

/**
 * Counts the scopes because of which there is no read-only preset: it would keep them although they
 * are not known to be harmless.
 */
export function notReadOnly(scopes: readonly ReviewScope[]): NotReadOnly {
  const kept = scopes.filter((scope) => isSelected(scope, keeps['read-only']));
  return {
    changing: kept.filter(canChangeData).length,
    unknown: kept.filter(({ access }) => access === null).length,
  };
}

function preset(id: Exclude<PresetId, 'last'>, scopes: readonly ReviewScope[]): Preset {
  return { id, keep: scopes.filter((scope) => isSelected(scope, keeps[id])).map((scope) => scope.id) };
}

/**
 * Applies the saved selection to today's request. Scopes that were not requested then follow the
 * app's default; saved ones that are not requested any more are ignored.
 */
function recall(remembered: SavedSelection, scopes: readonly ReviewScope[]): ScopeId[] {
  const kept = new Set(remembered.kept);
  const dropped = new Set(remembered.dropped);
  return scopes
    .filter((scope) => isSelected(scope, ({ id }) => kept.has(id) || (!dropped.has(id) && keeps['app-default'](scope))))
    .map((scope) => scope.id);
}

/** How many presets fit into one line. */
const MAX_PRESETS = 4;

/**
 * Returns the presets that keep different scopes, in the order in which they are shown. The saved
 * selection comes first, unless another preset equals it, which then says so. None if there is no
 * choice: nothing can be dropped, or every preset keeps the same scopes.
 */
export function presetsFor(scopes: readonly ReviewScope[], saved: SavedSelection | null): Preset[] {
  if (scopes.every((scope) => scope.locked)) return [];
  const obstacles = notReadOnly(scopes);
  const standard = [
    preset('all', scopes),
    preset('app-default', scopes),
    ...(obstacles.changing + obstacles.unknown === 0 ? [preset('read-only', scopes)] : []),
    preset('least-access', scopes),
  ];
  const last = saved && lastPreset(saved, scopes);
  const isWhole = last && last.added === 0 && !last.required;
  const equal = isWhole && standard.find((one) => keepSame(one, last));
  if (equal) equal.isLast = true;
  // No provider accepts a request without scopes.
  const possible = [...(last && !equal ? [last] : []), ...standard].filter((one) => one.keep.length > 0);
  const distinct = possible.filter((one, index) => possible.findIndex((other) => keepSame(one, other)) === index);
  const choices = distinct.length > MAX_PRESETS ? distinct.filter(({ id }) => id !== 'app-default') : distinct;
  return choices.length > 1 ? choices : [];
}

/** Returns the scopes that the saved selection drops and that must stay now. */
export function keptAgain({ kept, dropped }: SavedSelection, scopes: readonly ReviewScope[]): ScopeId[] {
  const [keptIds, droppedIds] = [new Set(kept), new Set(dropped)];
  return scopes.filter(({ id, locked }) => locked && droppedIds.has(id) && !keptIds.has(id)).map(({ id }) => id);
}

function lastPreset(saved: SavedSelection, scopes: readonly ReviewScope[]): Preset {
  const decided = new Set([...saved.kept, ...saved.dropped]);
  const keep = recall(saved, scopes);
  const required = keptAgain(saved, scopes).length;
  return { id: 'last', keep, added: keep.filter((id) => !decided.has(id)).length, ...(required > 0 && { required }) };
}

/** Both lists have the order of the request. */
function keepSame(one: Preset, other: Preset): boolean {
  return one.keep.length === other.keep.length && one.keep.every((id, index) => id === other.keep[index]);
}

/** Returns what the app itself turns on by default, locked scopes included. */
function defaultSelection(scopes: readonly ReviewScope[]): ScopeId[] {
  return [...preset('app-default', scopes).keep];
}

/**
 * Returns the kept scopes in the order of the request. Locked scopes are added; scopes that were
 * not requested or that the policy denies are removed.
 */
export function withLockedScopes(keep: ReadonlySet<ScopeId>, scopes: readonly ReviewScope[]): ScopeId[] {
  return scopes.filter((scope) => isSelected(scope, ({ id }) => keep.has(id))).map((scope) => scope.id);
}

/** What the first selection of a review depends on, see `ReviewInput`. */
interface Beginning {
  request: AuthorizationRequest;
  current?: AuthorizationRequest | null;
  draftSelection?: readonly ScopeId[] | null;
  remembered?: SavedSelection | null;
}

/**
 * Whether a pasted request, which nothing can change here, shows what the saved selection makes of
 * it.
 */
export const showsSaved = ({ remembered }: Pick<Beginning, 'remembered'>, readOnly: ReadOnlyReason | null) =>
  readOnly === 'pasted' && !!remembered;

/**
 * Returns the requested scopes that the saved selection keeps, whatever must stay now. What the policy
 * denies is not the user's choice, so such scopes stay among them.
 */
export function savedScopes({ kept }: SavedSelection, scopes: readonly ReviewScope[]): ScopeId[] {
  const keptIds = new Set(kept);
  return scopes.filter(({ id }) => keptIds.has(id)).map(({ id }) => id);
}

/**
 * Returns what the user chose to grant, whatever the policy denies: the tab's draft; without one the
 * narrowed request, then the saved selection. Null if the user chose nothing.
 */
export function chosenScopes(beginning: Beginning, scopes: readonly ReviewScope[], currentIds: readonly ScopeId[]): ScopeId[] | null {
  const { draftSelection, remembered } = beginning;
  const chosen = draftSelection ?? (isNarrowed(beginning) ? currentIds : null);
  if (chosen) {
    const kept = new Set(chosen);
    return scopes.filter(({ id, locked }) => locked || kept.has(id)).map(({ id }) => id);
  }
  if (!remembered) return null;
  const saved = new Set([...savedScopes(remembered, scopes), ...keptAgain(remembered, scopes)]);
  return scopes.filter(({ id }) => saved.has(id)).map(({ id }) => id);
}

const isNarrowed = ({ request, current }: Beginning) => !!current && current.url !== request.url;

/**
 * Returns the tab's draft; without one the narrowed request, then the saved selection, then the
 * app's default.
 */
export function initialSelection(
  beginning: Beginning,
  readOnly: ReadOnlyReason | null,
  scopes: readonly ReviewScope[],
  currentIds: readonly ScopeId[],
): ScopeId[] {
  const { draftSelection, remembered } = beginning;
  if (remembered && showsSaved({ remembered }, readOnly)) return recall(remembered, scopes);
  if (readOnly) return [...currentIds];
  // Nobody has chosen the scopes that are new since then.
  if (remembered && !draftSelection && !isNarrowed(beginning)) return recall(remembered, scopes);
  const chosen = chosenScopes(beginning, scopes, currentIds);
  return chosen ? withLockedScopes(new Set(chosen), scopes) : defaultSelection(scopes);
}
