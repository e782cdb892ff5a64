/** Which line of the provider's page stands for which requested scope. A line that fits two scopes, or none, stands for nothing. */
import type { PageReading, Provider, ScopeId } from '@/providers/types';
import { normalise } from '@/utils/diagnosis/recognise';

/** For each line of the reading, in its order: the one scope that it stands for, or null. */
export function matchLines(provider: Provider, requested: readonly ScopeId[], reading: PageReading): (ScopeId | null)[] {
  const byText = new Map<string, Set<ScopeId>>();
  for (const id of requested) {
    for (const label of [id, ...(provider.findScope(id)?.pageLabels ?? [])]) {
      const text = normalise(label);
      byText.set(text, (byText.get(text) ?? new Set()).add(id));
    }
  }
  const matched = reading.lines.map((line) => {
    const ids = byText.get(normalise(line));
    return ids?.size === 1 ? ([...ids][0] ?? null) : null;
  });
  const times = new Map<ScopeId, number>();
  for (const id of matched) if (id) times.set(id, (times.get(id) ?? 0) + 1);
  return matched.map((id) => (id && times.get(id) === 1 ? id : null));
}
