import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { flowKeyPrefix } from '@/utils/flow/key';
import { watchFlows } from '@/utils/messages/watch-flows';
import { saveOwnPolicy } from '@/utils/storage/policy';
import { samplePolicy } from '../../sample-policy';

beforeEach(() => fakeBrowser.reset());

it('every active listener is called when a stored flow changes, and no removed listener is', async () => {
  const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const stopFirst = watchFlows(first);
  const stopSecond = watchFlows(second);
  await fakeBrowser.storage.session.set({ [`${flowKeyPrefix}7`]: { at: 1 } });
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(1);
  stopFirst();
  await fakeBrowser.storage.session.set({ [`${flowKeyPrefix}7`]: { at: 2 } });
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(2);
  stopSecond();
  const stopThird = watchFlows(first);
  await fakeBrowser.storage.session.set({ other: 1, [`${flowKeyPrefix}8`]: { at: 3 } });
  await fakeBrowser.storage.session.set({ other: 2 });
  await fakeBrowser.storage.local.set({ [`${flowKeyPrefix}7`]: 1 });
  expect(first).toHaveBeenCalledTimes(2);
  expect(second).toHaveBeenCalledTimes(2);
  stopThird();
});

it('a listener is called when the organization or the user changes the policy', async () => {
  const listener = vi.fn<() => void>();
  const stop = watchFlows(listener);
  await fakeBrowser.storage.managed.set({ policy: samplePolicy([]) });
  expect(listener).toHaveBeenCalledTimes(1);
  await saveOwnPolicy(samplePolicy([]), 1);
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
});

it('C1: the background alone can say so by a message, because a page could send any number', async () => {
  const listener = vi.fn<() => void>();
  const stop = watchFlows(listener);
  const deliver = (sender: object) => fakeBrowser.runtime.onMessage.trigger({ type: 'flowChanged', data: {} }, sender as never, () => {});
  await deliver({ tab: { id: 7 }, frameId: 0 });
  expect(listener).not.toHaveBeenCalled();
  await deliver({});
  expect(listener).toHaveBeenCalledOnce();
  stop();
});
