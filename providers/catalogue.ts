/** Functions that every provider's catalogue uses: sorting its scopes and looking one up. */
import type { CatalogueScope } from './contract/catalogue';

/**
 * The scopes sorted by ID in the order of UTF-16 code units. A locale-aware order would differ from
 * machine to machine, and the catalogue must be the same everywhere.
 */
export function sortedById(scopes: readonly CatalogueScope[]): CatalogueScope[] {
  return scopes.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Builds a lookup that returns the scope with exactly this ID, or undefined if there is none. */
export function createScopeLookup(scopes: readonly CatalogueScope[]): (id: string) => CatalogueScope | undefined {
  // IDs come from URLs that anyone can write. A Map finds nothing for `__proto__`; an object would.
  const byId = new Map(scopes.map((scope) => [scope.id, scope]));
  return (id) => byId.get(id);
}

/**
 * Whether two IDs name the same scope. Two scopes that imply each other grant the same access
 * (`refresh_token` and `offline_access`), so dropping one changes nothing while the other stays.
 */
export function isSameScope(findScope: (id: string) => CatalogueScope | undefined, id: string, other: string): boolean {
  return id === other || Boolean(findScope(id)?.implies?.includes(other) && findScope(other)?.implies?.includes(id));
}
