/** The page readers on changed pages of a real browser; `npm run fuzz` does the same with more. */
import { describe, expect, it } from 'vitest';
import { pageTargets } from '../fuzz/pages';
import { fuzz } from '../fuzz/target';

describe.each(pageTargets)('$name', (target) => {
  it('whatever the page contains', { timeout: 600_000 }, () => {
    expect(fuzz(target, 1, target.share, () => performance.now()).failures).toEqual([]);
  });
});
