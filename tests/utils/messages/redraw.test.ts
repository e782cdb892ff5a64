import { beforeEach, expect, it, vi } from 'vitest';
import { continueWith, restoreRequest } from '@/utils/background/narrow-request';
import { tabsWithFlow } from '@/utils/flow/store';
import { pageMessages } from '@/utils/messages/background-messages';
import { send } from '@/utils/messages/channel';
import { syncAndLoadReview } from '@/utils/review/tab-review';
import { forgetPreference } from '@/utils/storage/preferences';

vi.mock('@/utils/background/badge', () => ({ showBadge: vi.fn() }));
vi.mock('@/utils/background/narrow-request', () => ({ continueWith: vi.fn(), restoreRequest: vi.fn() }));
vi.mock('@/utils/flow/store', async (original) => ({ ...(await original<object>()), tabsWithFlow: vi.fn() }));
vi.mock('@/utils/messages/channel', async (original) => ({ ...(await original<object>()), send: vi.fn() }));
vi.mock('@/utils/review/dock-tab', () => ({ dockTabOf: () => 'tab' }));
vi.mock('@/utils/review/tab-review', () => ({ loadTabReview: vi.fn(), syncAndLoadReview: vi.fn() }));
vi.mock('@/utils/storage/preferences', async (original) => ({ ...(await original<object>()), forgetPreference: vi.fn() }));

const shown = '7-1-abc';
const choice = { shown, keep: ['a'], unlocked: [] };
const drawnTabs = () =>
  vi
    .mocked(send)
    .mock.calls.filter(([name]) => name === 'draw')
    .map(([, , to]) => to?.tabId);

beforeEach(() => {
  vi.mocked(send).mockReset().mockResolvedValue(null);
  vi.mocked(tabsWithFlow).mockResolvedValue([7, 8, 9]);
  const tabReview = { flow: { snapshots: {}, undone: null }, review: {}, provider: {} };
  // The flow of the tab 9 has no review any more.
  vi.mocked(syncAndLoadReview).mockImplementation(async (tabId) => (tabId === 9 ? null : (tabReview as never)));
  vi.mocked(restoreRequest).mockResolvedValue({ ok: true, url: 'same', remembered: false });
  vi.mocked(forgetPreference).mockResolvedValue({ ok: true, value: undefined });
});

it('draws the other tabs again once a selection is saved, because it applies there too', async () => {
  vi.mocked(continueWith).mockResolvedValue({ ok: true, url: 'navigating', remembered: true });
  await pageMessages.continueWith.handle({ ...choice, remember: true }, 7);
  expect(drawnTabs()).toEqual([8]);
});

it('leaves the other tabs alone if nothing was saved', async () => {
  vi.mocked(continueWith).mockResolvedValue({ ok: true, url: 'navigating', remembered: false });
  await pageMessages.continueWith.handle({ ...choice, remember: false }, 7);
  expect(drawnTabs()).toEqual([]);
});

it('draws them again after Undo and after a saved selection is forgotten', async () => {
  await pageMessages.restoreOriginal.handle({ shown }, 7);
  expect(drawnTabs()).toEqual([7, 8]);
  await pageMessages.forget.handle({ key: { provider: 'hubspot', app: 'a', account: '' } }, 7);
  expect(drawnTabs()).toEqual([7, 8, 7, 8]);
});
