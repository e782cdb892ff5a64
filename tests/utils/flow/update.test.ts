import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { applyEvent, closedFlows, readFlow } from '@/utils/flow/store';

beforeEach(() => fakeBrowser.reset());

it('ignores a flow that the version before an update left in the session', async () => {
  const url = 'https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=https%3A%2F%2Fsync.example%2F&scope=oauth';
  const old = {
    provider: 'hubspot',
    startedAt: 1,
    askedAt: 1,
    requestUrl: url,
    trail: [],
    asks: 'request',
    movingSince: null,
    closedAt: 2,
  };
  await fakeBrowser.storage.session.set({ 'flow:7': old });
  expect(await readFlow(7)).toBeNull();
  expect(await closedFlows()).toEqual([]);
  expect(await applyEvent(7, { type: 'closed', at: 3 })).toBeNull();
  expect(await applyEvent(7, { type: 'request', url, at: 4 })).toMatchObject({ startedAt: 4, activeRequest: 'original' });
});
