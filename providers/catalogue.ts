/** What the catalogues of all providers do with their rows. */
import type { CatalogueScope } from './contract/catalogue';

/** In the order of code units, not of the reader's language: it must be the same on every machine. */
export function sortedById(scopes: readonly CatalogueScope[]): CatalogueScope[] {
  return scopes.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Finds the scope with exactly this id. */
export function createScopeLookup(scopes: readonly CatalogueScope[]): (id: string) => CatalogueScope | undefined {
  // A Map: ids come from URLs that anyone can write, and `__proto__` must find nothing.
  const byId = new Map(scopes.map((scope) => [scope.id, scope]));
  return (id) => byId.get(id);
}
