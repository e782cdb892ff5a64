/** Rules for the scopes of every provider. Each failure message says what to do. */
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import type { Access, CatalogueScope } from '@/providers/contract/catalogue';
import { isDay } from '../day';

const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);
const unsorted = (values: readonly string[]) => values.filter((value, index) => index > 0 && value <= (values[index - 1] ?? ''));

describe.each(providers)('the catalogue of $name', ({ id: provider, knowledge: { catalogue, findScope } }) => {
  const { scopes, sources } = catalogue;
  const idsWhere = (test: (row: CatalogueScope) => boolean) => scopes.filter(test).map((row) => row.id);
  const place = `providers/${provider}/scopes`;

  it('lists every id once, in order', () => {
    const ids = scopes.map((row) => row.id);
    expect(repeated(ids), `keep one row for each of these ids in ${place}/`).toEqual([]);
    expect(unsorted(ids), `${place}.ts has to sort what it assembles, in code-unit order`).toEqual([]);
    expect(
      ids.filter((id) => findScope(id)?.id !== id),
      `findScope in ${place}.ts has to find these`,
    ).toEqual([]);
    expect(
      ids.filter((id) => !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(id)),
      'write the id exactly as a request spells it (RFC 6749 §3.3)',
    ).toEqual([]);
  });

  it('has short unique labels in plain words', () => {
    const bad = idsWhere((row) => row.label.length > 60 || row.label.length < 4 || row.label === row.id || row.label.includes('_'));
    expect(bad, 'write a label of 4 to 60 characters without technical ids').toEqual([]);
    expect(repeated(scopes.map((row) => row.label)), 'two scopes have this label: say what tells them apart').toEqual([]);
  });

  it('describes in one sentence what each scope allows', () => {
    const sentence = /^[A-Z].*[^.;]\.$/;
    expect(
      idsWhere((row) => !sentence.test(row.allows) || /[.!?] [A-Z]/.test(row.allows)),
      '`allows` is one sentence that starts with a capital and ends with one full stop',
    ).toEqual([]);
    expect(
      idsWhere((row) => row.planNote !== undefined && !sentence.test(row.planNote)),
      'so is `planNote`',
    ).toEqual([]);
  });

  it('names groups in sentence case', () => {
    expect(
      idsWhere((row) => !/^[A-Z][A-Za-z -]+$/.test(row.category)),
      '`category` is a plural in sentence case: `Contacts`',
    ).toEqual([]);
  });

  it('has page labels that are single lines and not repeated within a scope', () => {
    const bad = idsWhere(({ pageLabels = [] }) =>
      pageLabels.some((label) => label.trim() !== label || label === '' || label.includes('\n')),
    );
    expect(bad, 'write each page label as one trimmed line').toEqual([]);
    expect(
      idsWhere((row) => repeated(row.pageLabels ?? []).length > 0),
      'name each page label once',
    ).toEqual([]);
  });

  it('has each kind of access that the words of a scope name', () => {
    const words = { delete: /\b(?:deletes?|removes?)\b/i, read: /^View |\b(?<!\.)(?:read|receive|exchange (?!rate)|download)\b/i };
    const has = ({ access, alsoAllows = [] }: CatalogueScope, kind: Access) => access === 'full' || [access, ...alsoAllows].includes(kind);
    for (const [kind, word] of Object.entries(words) as [Access, RegExp][])
      expect(
        idsWhere((row) => ['write', 'admin'].includes(row.access) && word.test(`${row.label} ${row.allows}`) && !has(row, kind)),
        `add ${kind} to \`alsoAllows\`, or a policy about it misses these`,
      ).toEqual([]);
    expect(
      idsWhere(({ access, alsoAllows = [] }) => (access === 'full' ? alsoAllows.length > 0 : repeated([access, ...alsoAllows]).length > 0)),
      'name each kind of access once; `full` needs no other',
    ).toEqual([]);
  });

  it('has a dated source for each row, and a row for each source', () => {
    const bad = idsWhere((row) => row.sources.length === 0 || row.sources.some((key) => !Object.hasOwn(sources, key)));
    expect(bad, `name at least one key of \`sources\` in ${place}.ts, or add the source there`).toEqual([]);
    const used = new Set(scopes.flatMap((row) => row.sources));
    expect(
      Object.keys(sources).filter((key) => !used.has(key)),
      'remove the sources that no row names',
    ).toEqual([]);
    expect(
      Object.values(sources).filter((source) => !isDay(source.accessedOn)),
      'write the day of reading as YYYY-MM-DD',
    ).toEqual([]);
  });

  it('refers only to scopes that it contains', () => {
    const strange = (ids: readonly string[] = []) => ids.some((id) => findScope(id) === undefined);
    expect(
      idsWhere((row) => strange(row.implies) || row.implies?.includes(row.id) === true),
      '`implies` takes ids of other rows',
    ).toEqual([]);
    expect(
      idsWhere((row) => strange(row.replacedBy)),
      '`replacedBy` takes ids of rows',
    ).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('finds no scope under %j', (id) => {
    expect(findScope(id)).toBeUndefined();
  });
});
