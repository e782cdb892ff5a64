import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { sendWithRetry } from '@/utils/messages/client';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A background that answers only after it was stopped for this long, in milliseconds. */
function answersAfter(time: number) {
  const start = Date.now();
  return vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((async () => {
    if (Date.now() - start < time) throw new Error('Could not establish connection. Receiving end does not exist.');
    return { res: { state: 'idle' } };
  }) as never);
}

it.each([0, 100, 250, 1_000, 1_250])('a message reaches a background that is stopped for %s ms', async (time) => {
  answersAfter(time);
  const answer = sendWithRetry('getReview', { tabId: 7 } as never);
  await vi.runAllTimersAsync();
  expect(await answer).toEqual({ state: 'idle' });
});

it('a background that stays away is asked three times in a bit more than a second', async () => {
  const sent = answersAfter(Number.POSITIVE_INFINITY);
  const start = Date.now();
  const failure = sendWithRetry('getReview', { tabId: 7 } as never).catch((error) => error);
  await vi.runAllTimersAsync();
  expect(String(await failure)).toContain('Could not establish connection');
  expect([sent.mock.calls.length, Date.now() - start]).toEqual([3, 1_250]);
});
