/** Matches the lines of the provider's page to the requested scopes. */

import type { ScopeId } from '@/providers/contract/catalogue';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import { normalize } from '@/utils/text/normalize';
import { onlyScope, scopesByLabel } from './page-labels';

/**
 * Returns for each line of the snapshot the one scope that it stands for; null for a line that
 * fits no scope or several. `requested` are the scopes of the app's own request, `current` those of
 * the request that the page shows.
 */
export function matchLines(
  provider: Provider,
  requested: readonly ScopeId[],
  current: readonly ScopeId[],
  snapshot: PageSnapshot,
): readonly (ScopeId | null)[] {
  const byText = new Map<string, Set<ScopeId>>();
  for (const id of requested) {
    for (const label of [id, ...(provider.knowledge.findScope(id)?.pageLabels ?? [])]) {
      const text = normalize(label);
      byText.set(text, (byText.get(text) ?? new Set()).add(id));
    }
  }
  const candidates = snapshot.lines.map((line) => byText.get(normalize(line)));
  return isInOrder(candidates, current, snapshot) ? current : uniqueMatches(candidates);
}

/**
 * Whether the lines are in the order of the scopes: the page's form sends exactly the request,
 * the page shows as many lines, and no line's text contradicts that order.
 */
function isInOrder(
  candidates: readonly (ReadonlySet<ScopeId> | undefined)[],
  current: readonly ScopeId[],
  { lineScopes }: PageSnapshot,
): boolean {
  if (candidates.length !== current.length || lineScopes.length !== current.length) return false;
  return current.every((id, line) => id === lineScopes[line] && (candidates[line]?.has(id) ?? true));
}

/**
 * Keeps the matches between one line and one scope. Lines with the same text would otherwise claim
 * the same scope.
 */
function uniqueMatches(candidates: readonly (ReadonlySet<ScopeId> | undefined)[]): (ScopeId | null)[] {
  const matched = candidates.map((ids) => (ids?.size === 1 ? ([...ids][0] ?? null) : null));
  const times = new Map<ScopeId, number>();
  for (const id of matched) if (id) times.set(id, (times.get(id) ?? 0) + 1);
  return matched.map((id) => (id && times.get(id) === 1 ? id : null));
}

/**
 * Returns the scopes that the page's form will send although `current`, the request that the page
 * shows, does not list them. Empty for a page whose form names none.
 */
export function scopesOnPageOnly(current: readonly ScopeId[], snapshot: PageSnapshot | null): ScopeId[] {
  const requested = new Set(current);
  return (snapshot?.lineScopes ?? []).filter((id) => !requested.has(id));
}

/**
 * Returns the scopes that the page lists although `current` neither has nor implies them, so that the
 * page probably belongs to another request. A label of several scopes stands for itself. Empty if
 * the provider's pages list other scopes, too.
 */
export function scopesOfOtherRequest(provider: Provider, current: readonly ScopeId[], snapshot: PageSnapshot | null): string[] {
  if (!provider.listsRequestedOnly) return [];
  const requested = new Set(current.flatMap((id) => [id, ...(provider.knowledge.findScope(id)?.implies ?? [])]));
  const byLabel = scopesByLabel(provider);
  const others = (snapshot?.lines ?? []).flatMap((line) => {
    const scopes = byLabel.get(normalize(line)) ?? [];
    const isOther = scopes.length > 0 && scopes.every(({ id, access }) => access !== 'identity' && !requested.has(id));
    return isOther ? (onlyScope(scopes)?.id ?? line) : [];
  });
  return [...new Set(others)];
}
