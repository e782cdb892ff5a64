/** Which scopes are ticked: presets, the remembered selection, and what may be dropped. */
import type { ScopeId } from '@/providers/contract/catalogue';
import { canChangeData } from './access';
import type { NotReadOnly, Preset, PresetId, ReviewScope } from './types';

export interface SavedSelection {
  kept: readonly ScopeId[];
  dropped: readonly ScopeId[];
}

const keeps: Record<Exclude<PresetId, 'last'>, (scope: ReviewScope) => boolean> = {
  all: () => true,
  'app-default': (scope) => scope.requirement !== 'optional-off',
  'read-only': (scope) => scope.requirement === 'required' || (scope.requirement === 'optional-on' && scope.access === 'read'),
};

/** Scopes that the read-only preset would keep although they can change data, or although nobody knows what they allow. */
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

/** A remembered selection over today's request: scopes that it never saw follow the app's default, vanished ones are gone. */
export function recall(remembered: SavedSelection, scopes: readonly ReviewScope[]): ScopeId[] {
  const kept = new Set(remembered.kept);
  const dropped = new Set(remembered.dropped);
  return scopes
    .filter((scope) => scope.locked || kept.has(scope.id) || (!dropped.has(scope.id) && keeps['app-default'](scope)))
    .map((scope) => scope.id);
}

/** Only presets that differ in meaning: none where nothing can be dropped, no default where the app declares nothing off. */
export function presetsFor(scopes: readonly ReviewScope[], remembered: SavedSelection | null): Preset[] {
  if (scopes.every((scope) => scope.locked)) return [];
  const presets = [preset('all', scopes)];
  if (scopes.some((scope) => scope.requirement === 'optional-off')) presets.push(preset('app-default', scopes));
  const obstacles = notReadOnly(scopes);
  if (obstacles.changing + obstacles.unknown === 0) presets.push(preset('read-only', scopes));
  if (remembered) presets.push({ id: 'last', keep: recall(remembered, scopes) });
  // A preset that keeps nothing is no choice, no provider takes an empty request; nor is one that stands alone.
  const choices = presets.filter((one) => one.keep.length > 0);
  return choices.length > 1 ? choices : [];
}

export function defaultSelection(scopes: readonly ReviewScope[]): ScopeId[] {
  return [...preset('app-default', scopes).keep];
}

/** What a user asked to keep, made lawful: locked scopes stay, what was not requested goes. In the request's order. */
export function withLockedScopes(keep: ReadonlySet<ScopeId>, scopes: readonly ReviewScope[]): ScopeId[] {
  return scopes.filter((scope) => scope.locked || keep.has(scope.id)).map((scope) => scope.id);
}
