import type { Catalogue, CatalogueScope } from '@/providers/types';
import { general } from './scopes/general';

// Code units, not the reader's language: the order must be the same on every machine.
const byId = (a: CatalogueScope, b: CatalogueScope) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export const catalogue: Catalogue = {
  scopes: [...general].sort(byId),
  // Fill in: each page that the rows were taken from, as `scopeGuide: { title: …, url: …, seen: '2000-01-01' }`.
  sources: {},
  common: [],
  plans: [],
};

// A Map: ids come from URLs that anyone can write, and `__proto__` must find nothing.
const scopesById = new Map(catalogue.scopes.map((scope) => [scope.id, scope]));

/** The scope with exactly this id. */
export function findScope(id: string): CatalogueScope | undefined {
  return scopesById.get(id);
}
