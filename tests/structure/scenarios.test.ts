/**
 * Test titles name scenarios of docs/test-scenarios.md by their id. Each failure message says what
 * to do.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/test-scenarios.md'), 'utf8');
/** The rows of the page's tables: `| A1 | the scenario | where it is tested |`. */
const rows = [...page.matchAll(/^\| ([A-H]\d{1,2}) \| (.+?) \| (.+?) \|$/gm)].map(([, id = '', scenario = '', where = '']) => ({
  id,
  scenario,
  where,
  files: [...where.matchAll(/`(tests\/[^`]+)`/g)].map(([, file = '']) => file),
}));

/**
 * The titles in a test file: the first argument of `it`, `test` and `describe`, or of the function
 * that `it.each` returns.
 */
const titlesIn = (file: string) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:\b(?:it|test|describe)(?:\.\w+)*|\))\(\s*(['"`])(.*?)\1/g)].map(
    ([, , title = '']) => title,
  );
/** The scenario ids of a title such as `A3, A4: a covered panel refuses the click`. */
const idsOf = (title: string) => /^([A-H]\d{1,2}(?:, [A-H]\d{1,2})*): /.exec(title)?.[1]?.split(', ') ?? [];

const testFiles = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(test\.tsx?|e2e\.ts)$/.test(path) || /^e2e.firefox.\w[\w-]*\.ts$/.test(path))
  .map((path) => `tests/${path.replaceAll('\\', '/')}`);
const titles = testFiles.flatMap((file) => titlesIn(file).map((title) => ({ file, title })));

describe('docs/test-scenarios.md', () => {
  it('lists every scenario once, in order', () => {
    const counts = { A: 14, B: 8, C: 5, D: 9, E: 11, F: 4, G: 5, H: 5 };
    const ids = Object.entries(counts).flatMap(([area, count]) => Array.from({ length: count }, (_, index) => `${area}${index + 1}`));
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });

  it.each(rows)('names for $id the files that test it, or says that none does', ({ id, where, files }) => {
    const titled = titles.filter(({ title }) => idsOf(title).includes(id));
    if (where === 'not yet covered') {
      expect(titled, `name the file of these tests for ${id}`).toEqual([]);
      return;
    }
    expect(files, `name a file for ${id}, or write "not yet covered"`).not.toEqual([]);
    const without = files.filter((file) => !titled.some((one) => one.file === file));
    expect(without, `no title in these files begins with "${id}: "`).toEqual([]);
  });
});

describe('the scenario ids in test titles', () => {
  it('are listed in docs/test-scenarios.md', () => {
    expect(titles.flatMap(({ title }) => idsOf(title)).length).toBeGreaterThan(60);
    const unknown = titles.filter(({ title }) => idsOf(title).some((id) => !rows.some((row) => row.id === id)));
    expect(unknown, 'add the scenario to docs/test-scenarios.md, or correct the id').toEqual([]);
  });

  it('stand at the start of the title and end with a colon', () => {
    const misplaced = titles.filter(({ title }) => idsOf(title).length === 0 && /^[A-H]\d{1,2}\b|\([A-H]\d{1,2}\)/.test(title));
    expect(misplaced, 'write "A3: the behavior" or "A3, A4: the behavior"').toEqual([]);
  });
});
