/** The targets of `npm run fuzz` with fewer inputs. */
import { describe, expect, it } from 'vitest';
import { times } from '../counts';
import { processorTime } from '../processor-time';
import { vocabulary } from './prose';
import { fuzz, growth, type Target, textPieces } from './target';
import { targets } from './targets';

const seed = Number(process.env.FUZZ_SEED ?? 1);

describe.each(targets)('$name', ({ share, ...target }) => {
  it('whatever the input', { timeout: times(120_000, 3_600_000) }, () => {
    const { failures } = fuzz({ share, ...target }, seed, times(share, 25 * share), () => performance.now());
    expect(failures).toEqual([]);
  });
});

const growing = targets.flatMap(({ grows = {}, pieces = textPieces }) =>
  Object.entries(grows).map(([name, work]) => ({ name, work, pieces })),
);

describe('B4: the time for a hostile text', () => {
  it.each(growing)('grows with its length and not faster: $name', async ({ work, pieces }) => {
    for (const piece of pieces) {
      const { isLinear } = await growth(piece, (text) => processorTime(() => work(text)));
      expect(isLinear, piece).toBe(true);
    }
  });

  it.each(growing.filter(({ pieces }) => pieces === textPieces))('is short for 2 MB: $name', ({ work }) => {
    for (const piece of textPieces) expect(processorTime(() => work(piece.repeat(2_000_000 / piece.length)))).toBeLessThan(15_000);
  });
});

it('the ordinary words are no codes', () => {
  expect(vocabulary.length).toBeGreaterThan(500);
  expect(vocabulary.filter((word) => /[_\d]/.test(word) && !word.includes(' '))).toEqual([]);
});

it('all targets together have 20,000 inputs in the tests', () => {
  // The page readers have the others, in tests/browser/fuzz.test.ts.
  expect(targets.reduce((sum, { share }: Target) => sum + share, 0)).toBe(19_000);
});
