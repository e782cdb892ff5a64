/** Which line of the provider's page stands for which requested scope. A line that fits two scopes, or none, stands for nothing. */

import type { ScopeId } from '@/providers/contract/catalogue';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import { normalize } from '@/utils/text/normalize';

/**
 * For each line of the reading, in its order: the one scope that it stands for, or null. `requested` is what the app asked for,
 * `current` what the page was asked for last.
 */
export function matchLines(
  provider: Provider,
  requested: readonly ScopeId[],
  current: readonly ScopeId[],
  reading: PageSnapshot,
): readonly (ScopeId | null)[] {
  const byText = new Map<string, Set<ScopeId>>();
  for (const id of requested) {
    for (const label of [id, ...(provider.knowledge.findScope(id)?.pageLabels ?? [])]) {
      const text = normalize(label);
      byText.set(text, (byText.get(text) ?? new Set()).add(id));
    }
  }
  const said = reading.lines.map((line) => byText.get(normalize(line)));
  return isInOrder(said, current, reading) ? current : bySayingSo(said);
}

/**
 * The page's form sends exactly the request, and the page shows as many lines. One line whose words say otherwise, and their
 * order is not that of the form.
 */
function isInOrder(
  said: readonly (ReadonlySet<ScopeId> | undefined)[],
  current: readonly ScopeId[],
  { lineScopes }: PageSnapshot,
): boolean {
  if (said.length !== current.length || lineScopes.length !== current.length) return false;
  return current.every((id, line) => id === lineScopes[line] && (said[line]?.has(id) ?? true));
}

function bySayingSo(said: readonly (ReadonlySet<ScopeId> | undefined)[]): (ScopeId | null)[] {
  const matched = said.map((ids) => (ids?.size === 1 ? ([...ids][0] ?? null) : null));
  const times = new Map<ScopeId, number>();
  for (const id of matched) if (id) times.set(id, (times.get(id) ?? 0) + 1);
  return matched.map((id) => (id && times.get(id) === 1 ? id : null));
}
