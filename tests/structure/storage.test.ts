/** docs/storage.md must agree with the schema. Each failure message says what to do. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { baselineSchema } from '@/utils/policy/baseline';
import { withDatabase } from '@/utils/storage/database';
import { MAX_IN_RECORD, MAX_RECORDS } from '@/utils/storage/limits';
import { migrations } from '@/utils/storage/migrations/chain';
import * as schema from '@/utils/storage/schema';

const page = readFileSync(join(import.meta.dirname, '../../docs/storage.md'), 'utf8');
const chapter = (title: string) => page.split(`\n## ${title}\n`)[1]?.split(/^## /m)[0] ?? '';
const rows = (title: string) =>
  [...chapter(title).matchAll(/^\| (`.+) \|$/gm)].map(([, row = '']) => row.split(' | ').map((cell) => cell.trim()));
const codes = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
const number = (text: string | undefined) => Number(text?.replace(',', ''));

const schemas = {
  preferences: schema.preferenceSchema,
  learnt: schema.learnedScopesSchema,
  plans: schema.plansSchema,
  corrections: schema.appOverrideSchema,
  profiles: schema.customProfileSchema,
  seen: schema.appHistorySchema,
  outcomes: schema.outcomeSchema,
  baselines: baselineSchema,
  settings: schema.settingsSchema,
  policy: schema.storedPolicySchema,
};

/**
 * The fields of a record and its objects, except of a profile and a policy, which
 * docs/profiles.md and docs/policy.md describe.
 */
function fieldsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key !== 'properties') return fieldsOf(value);
    const fields = Object.entries(value as object);
    return fields.flatMap(([field, inner]) => [field, ...(field === 'profile' || field === 'file' ? [] : fieldsOf(inner))]);
  });
}

describe('docs/storage.md', () => {
  it('names the version of the database', () => {
    expect(page).toContain(`version ${migrations.version}.`);
  });

  it('lists the stores, with their keys, indexes and caps', async () => {
    const stores = await withDatabase(async (database) => {
      const names = [...database.objectStoreNames];
      const transaction = database.transaction(names);
      return names.map((name) => {
        const store = transaction.objectStore(name);
        const indexes = [...store.indexNames].map((index) => {
          const { keyPath } = store.index(index as never);
          return Array.isArray(keyPath) ? `\`${index}\`: ${keyPath.map((path) => `\`${path}\``).join(', ')}` : `\`${index}\``;
        });
        return [name, [store.keyPath].flat(), indexes.join('; ') || 'none', name === 'settings' ? 2 : MAX_RECORDS[name]];
      });
    });
    const documented = rows('Stores').filter((cells) => cells.length === 4);
    expect(
      documented.map(([name = '', key = '', indexes, most]) => [codes(name)[0], codes(key), indexes, number(most)]).toSorted(),
    ).toEqual(stores.ok && stores.value.toSorted());
  });

  it.each(Object.entries(schemas))('names every field of %s', (name, of) => {
    const text = chapter('Stores').split(`\n### ${name}\n`)[1]?.split('\n### ')[0] ?? '';
    const missing = fieldsOf(z.toJSONSchema(of())).filter((field) => !codes(text).includes(field));
    expect(missing, `describe these fields below "### ${name}"`).toEqual([]);
  });

  it('lists the limits of a record', () => {
    expect(Object.fromEntries(rows('Limits').map(([limit = '', most]) => [codes(limit)[0], number(most)]))).toEqual(MAX_IN_RECORD);
  });

  it('lists the kinds of outcomes', () => {
    const { kind } = schema.outcomeSchema().shape.outcome.shape;
    const documented = rows('Stores').filter((cells) => cells.length === 2);
    expect(documented.map(([name = '']) => codes(name)[0]).toSorted()).toEqual(kind.options.toSorted());
  });
});
