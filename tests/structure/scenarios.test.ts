/**
 * Test titles name scenarios of docs/test-scenarios.md by their id. Each failure message says what
 * to do.
 */
import { describe, expect, it } from 'vitest';
import { idsOf, readScenarios, readTitles } from '../faults/scenarios';

const rows = readScenarios();
const titles = readTitles();

describe('docs/test-scenarios.md', () => {
  it('lists every scenario once, in order', () => {
    const counts = { A: 14, B: 9, C: 5, D: 9, E: 11, F: 4, G: 5, H: 5 };
    const ids = Object.entries(counts).flatMap(([area, count]) => Array.from({ length: count }, (_, index) => `${area}${index + 1}`));
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });

  it.each(rows)('names for $id the files that test it, or says that none does', ({ id, where, files, doesNotApply }) => {
    const titled = titles.filter(({ title }) => idsOf(title).includes(id));
    if (where === 'not yet covered' || doesNotApply !== null) {
      expect(titled, `name the file of these tests for ${id}`).toEqual([]);
      return;
    }
    expect(files, `name a file for ${id}, or write "not yet covered" or "does not apply: …"`).not.toEqual([]);
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
