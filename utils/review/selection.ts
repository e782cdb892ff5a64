/** Computes which scopes are ticked: presets, the saved selection, and what must stay. */
import type { ScopeId } from '@/providers/contract/catalogue';
import { canChangeData } from './access';
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
  'read-only': (scope) => scope.requirement === 'required' || (scope.requirement === 'optional-on' && scope.access === 'read'),
};

/**
 * Counts the scopes because of which there is no read-only preset: it would keep them although they
 * are not known to be harmless.
 */
export function notReadOnly(scopes: readonly ReviewScope[]): NotReadOnly {
  const kept = scopes.filter((scope) => scope.locked || keeps['read-only'](scope));
  return {
    changing: kept.filter(canChangeData).length,
    unknown: kept.filter(({ access }) => access === null).length,
  };
}

function preset(id: Exclude<PresetId, 'last'>, scopes: readonly ReviewScope[]): Preset {
  return { id, keep: scopes.filter((scope) => scope.locked || keeps[id](scope)).map((scope) => scope.id) };
}

/**
 * Applies the saved selection to today's request. Scopes that were not requested then follow the
 * app's default; saved ones that are not requested any more are ignored.
 */
export function recall(remembered: SavedSelection, scopes: readonly ReviewScope[]): ScopeId[] {
  const kept = new Set(remembered.kept);
  const dropped = new Set(remembered.dropped);
  return scopes
    .filter((scope) => scope.locked || kept.has(scope.id) || (!dropped.has(scope.id) && keeps['app-default'](scope)))
    .map((scope) => scope.id);
}

/**
 * Returns the presets that differ in meaning: none if nothing can be dropped, and no
 * `app-default` if the app declares no scope as off by default. In the order in which they are
 * shown.
 */
export function presetsFor(scopes: readonly ReviewScope[], remembered: SavedSelection | null): Preset[] {
  if (scopes.every((scope) => scope.locked)) return [];
  const presets = [preset('all', scopes)];
  if (scopes.some((scope) => scope.requirement === 'optional-off')) presets.push(preset('app-default', scopes));
  const obstacles = notReadOnly(scopes);
  if (obstacles.changing + obstacles.unknown === 0) presets.push(preset('read-only', scopes));
  if (remembered) presets.push({ id: 'last', keep: recall(remembered, scopes) });
  // No provider accepts a request without scopes, and a single preset offers no choice.
  const choices = presets.filter((one) => one.keep.length > 0);
  return choices.length > 1 ? choices : [];
}

/** Returns what the app itself turns on by default, locked scopes included. */
export function defaultSelection(scopes: readonly ReviewScope[]): ScopeId[] {
  return [...preset('app-default', scopes).keep];
}

/**
 * Returns the kept scopes in the order of the request. Locked scopes are added, scopes that were
 * not requested are removed.
 */
export function withLockedScopes(keep: ReadonlySet<ScopeId>, scopes: readonly ReviewScope[]): ScopeId[] {
  return scopes.filter((scope) => scope.locked || keep.has(scope.id)).map((scope) => scope.id);
}
