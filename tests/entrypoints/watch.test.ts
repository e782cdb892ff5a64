// @vitest-environment happy-dom
/** How often a page that changes all the time is read. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPage } from '@/entrypoints/consent.content/watch';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Resolves to the number of reads in three seconds of a page that changes every 10 ms. */
async function readsOf(cost: number): Promise<number> {
  let spent = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => spent);
  let reads = 0;
  watchPage(
    async () => {
      reads += 1;
      spent += cost;
    },
    () => {},
  );
  for (let time = 0; time < 3000; time += 10) {
    document.body.append(String(time));
    await vi.advanceTimersByTimeAsync(10);
  }
  clock.mockRestore();
  return reads;
}

it('A7: a page that changes all the time is read every 30 ms, and less often the longer a read takes', async () => {
  expect(await readsOf(0)).toBeGreaterThan(60);
  // A thirtieth of the time at most: 3,000 ms / (30 × 20 ms), and the first read.
  expect(await readsOf(20)).toBeLessThanOrEqual(6);
});
