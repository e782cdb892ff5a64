/** What the background does with the text of a page, from the message to the stores. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PageSnapshot } from '@/providers/contract/page';
import { readFlow } from '@/utils/flow/store';
import { contentMessages } from '@/utils/messages/background-messages';
import { closeDatabase } from '@/utils/storage/database';
import { findLearnedScopes } from '@/utils/storage/learned-scopes';
import { storeNames } from '@/utils/storage/schema';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { storeReads } from '../storage/store-reads';

// Pruning reads the stores too, some time after a write.
vi.mock('@/utils/storage/pruning', async (original) => ({ ...(await original<object>()), prune: vi.fn() }));

const refusal = {
  headings: ['Couldn\u2019t complete the connection'],
  paragraphs: ['Authorization failed because the provided scopes are missing [crm.objects.deals.read], which are required.'],
};
const pageRead = (given: Partial<PageSnapshot>) =>
  contentMessages.pageRead.handle({ snapshot: pageSnapshot(given) as never, page: 'https://app.hubspot.com/oauth/authorize' }, 7);
const each = (count: number) => Object.fromEntries(storeNames.map((name) => [name, count]));

beforeEach(async () => {
  fakeBrowser.reset();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 7, url: clayUrl, status: 'complete', incognito: false } as never);
});

it('reads each store once', async () => {
  const reads = storeReads();
  expect(await pageRead({ lines: ['View contacts'] })).toMatchObject({ failed: false });
  expect(reads()).toEqual(each(1));
});

it('reads in a private window nothing of how the user left the panel', async () => {
  await browser.storage.local.set({ dock: 'collapsed', dockSide: 'left' });
  expect((await pageRead({}))?.dock.memory).toEqual({ state: 'collapsed', side: 'left' });
  vi.mocked(browser.tabs.get).mockResolvedValue({ id: 7, url: clayUrl, status: 'complete', incognito: true } as never);
  expect((await pageRead({}))?.dock.memory).toEqual({ state: null, side: 'right' });
});

it('reads each store a second time only if the page taught a required scope', async () => {
  const reads = storeReads();
  expect(await pageRead(refusal)).toMatchObject({ failed: true });
  expect(reads()).toEqual(each(2));
  expect(await findLearnedScopes('hubspot', '7f0d-CLIENT')).toEqual({ ok: true, value: ['crm.objects.deals.read'] });
  const again = storeReads();
  await pageRead(refusal);
  expect(again()).toEqual(each(1));
});

it('changes the flow after a required scope was stored, so that an open review is loaded again', async () => {
  await pageRead({ lines: ['View contacts'] });
  expect((await readFlow(7))?.learnedAt).toBeNull();
  const stored: unknown[] = [];
  browser.storage.session.onChanged.addListener(async () => {
    stored.push(await findLearnedScopes('hubspot', '7f0d-CLIENT'));
  });
  await pageRead(refusal);
  expect((await readFlow(7))?.learnedAt).toBeGreaterThan(0);
  await vi.waitFor(() => expect(stored.at(-1)).toEqual({ ok: true, value: ['crm.objects.deals.read'] }));
});
