/** The organization's policy, from managed storage to a review that is open while it changes. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { applyEvent } from '@/utils/flow/store';
import { watchFlows } from '@/utils/messages/watch-flows';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { isDeniedByPolicy, policyRefusal } from '@/utils/review/access';
import { loadTabReview } from '@/utils/review/tab-review';
import { closeDatabase } from '@/utils/storage/database';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const denied = 'crm.objects.custom.write';
const policyIn = (mode: PolicyFile['mode']) => ({ policy: samplePolicy([{ provider: 'hubspot', scopes: [denied] }], { mode }) });

/** Reads the review of the tab, with what counts for the denied scope. */
async function load() {
  const review = (await loadTabReview(7))?.review;
  const scope = review?.scopes.find(({ id }) => id === denied);
  if (!review || !scope) throw new Error('the scope was not requested');
  return {
    isDenied: isDeniedByPolicy(scope),
    isSelected: review.selection.includes(denied),
    // Whether the user may select it again.
    refusal: policyRefusal(review, new Set([...review.selection, denied]), new Set()),
    policy: review.policy && `${review.policy.owner}: ${review.policy.mode}`,
  };
}

beforeEach(async () => {
  fakeBrowser.reset();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  await applyEvent(7, { type: 'request', url: clayUrl, at: Date.now() });
  vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 7, url: clayUrl, status: 'complete', incognito: false } as never);
});

it('denies and locks a scope in an open review once the organization enforces it, and only until it stops', async () => {
  const reviews: Awaited<ReturnType<typeof load>>[] = [];
  const stop = watchFlows(() => void load().then((review) => reviews.push(review)));
  const next = async (change: Promise<void>) => {
    const count = reviews.length;
    await change;
    await vi.waitFor(() => expect(reviews).toHaveLength(count + 1));
    return reviews.at(-1);
  };
  const free = { isDenied: false, isSelected: true, refusal: null, policy: null };
  const { managed } = fakeBrowser.storage;
  expect(await load()).toEqual(free);
  expect(await next(managed.set(policyIn('audit')))).toEqual({ ...free, policy: 'organization: audit' });
  expect(await next(managed.set(policyIn('enforce')))).toEqual({
    isDenied: true,
    isSelected: false,
    refusal: 'policy-denied',
    policy: 'organization: enforce',
  });
  expect(await next(managed.remove('policy'))).toEqual(free);
  stop();
});
