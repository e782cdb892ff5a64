/** Functions that every provider's catalogue uses: building it, and comparing two scopes. */
import type { Catalogue, CatalogueScope } from './contract/catalogue';
import { once } from './once';

/** A catalogue, and the lookup that returns its scope with exactly this ID or undefined. */
interface SearchableCatalogue {
  catalogue: Catalogue;
  findScope(id: string): CatalogueScope | undefined;
}

/**
 * Returns a catalogue whose rows are built, sorted by ID and indexed when they are first needed: a
 * request concerns one provider, and the background that it wakes does not wait for the others.
 */
export function createCatalogue(facts: Omit<Catalogue, 'scopes'>, rows: () => readonly CatalogueScope[]): SearchableCatalogue {
  // A locale-aware order would differ from machine to machine, and the catalogue must be the same
  // everywhere.
  const scopes = once(() => rows().toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)));
  // IDs come from URLs that anyone can write. A Map finds nothing for `__proto__`; an object would.
  const byId = once(() => new Map(scopes().map((scope) => [scope.id, scope])));
  return {
    catalogue: {
      ...facts,
      get scopes() {
        return scopes();
      },
    },
    findScope: (id) => byId().get(id),
  };
}

/**
 * Whether two IDs name the same scope. Two scopes that imply each other grant the same access
 * (`refresh_token` and `offline_access`), so dropping one changes nothing while the other stays.
 */
export function isSameScope(findScope: (id: string) => CatalogueScope | undefined, id: string, other: string): boolean {
  return id === other || Boolean(findScope(id)?.implies?.includes(other) && findScope(other)?.implies?.includes(id));
}
