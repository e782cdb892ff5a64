/** The labels with which a provider's pages list scopes. */
import type { CatalogueScope } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import { normalize } from '@/utils/text/normalize';

const byProvider = new WeakMap<Provider, ReadonlyMap<string, readonly CatalogueScope[]>>();

/** Returns the catalogue's scopes by each label, normalized. A label may stand for several. */
export function scopesByLabel(provider: Provider): ReadonlyMap<string, readonly CatalogueScope[]> {
  const known = byProvider.get(provider);
  if (known) return known;
  const scopes = new Map<string, CatalogueScope[]>();
  for (const scope of provider.knowledge.catalogue.scopes) {
    for (const label of new Set((scope.pageLabels ?? []).map(normalize))) scopes.set(label, [...(scopes.get(label) ?? []), scope]);
  }
  byProvider.set(provider, scopes);
  return scopes;
}

/**
 * Returns the one scope among those of a label; undefined if they differ. IDs that imply each other
 * are aliases of one scope, and the shortest stands for all.
 */
export function onlyScope(scopes: readonly CatalogueScope[]): CatalogueScope | undefined {
  const [first, ...others] = scopes.toSorted((left, right) => left.id.length - right.id.length);
  return others.every(({ id, implies }) => first?.implies?.includes(id) && implies?.includes(first.id)) ? first : undefined;
}
