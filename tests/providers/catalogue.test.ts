import { expect, it, vi } from 'vitest';
import { createCatalogue } from '@/providers/catalogue';
import type { CatalogueScope } from '@/providers/contract/catalogue';

const scope = (id: string): CatalogueScope => ({
  id,
  label: id,
  allows: id,
  category: 'Test',
  access: 'read',
  status: 'current',
  sources: [],
});

it('builds its rows once, when they are first needed', () => {
  const rows = vi.fn(() => [scope('b'), scope('B'), scope('a')]);
  const { catalogue, findScope } = createCatalogue({ sources: {}, common: [], plans: [] }, rows);
  expect(rows).not.toHaveBeenCalled();

  expect(findScope('a')?.id).toBe('a');
  expect(findScope('__proto__')).toBeUndefined();
  expect(catalogue.scopes.map(({ id }) => id)).toEqual(['B', 'a', 'b']);
  expect(catalogue.scopes).toBe(catalogue.scopes);
  expect(rows).toHaveBeenCalledOnce();
});
