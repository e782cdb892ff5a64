/** The background hands the outline of a page on only if it looks like one. */
import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { syncFlowWithTab } from '@/utils/flow/tab';
import { pageMessages } from '@/utils/messages/background-messages';
import { send } from '@/utils/messages/channel';
import { clayUrl } from '../../providers/hubspot/sample-urls';

vi.mock('@/utils/messages/channel', () => ({ listen: vi.fn(), send: vi.fn() }));

const getOutline = (answer: unknown) => {
  vi.mocked(send).mockImplementation(async () => {
    if (answer instanceof Error) throw answer;
    return answer as never;
  });
  return pageMessages.getOutline.handle({}, 7);
};
const showsTab = (url: string) =>
  vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 7, url, status: 'complete', incognito: false } as never);

beforeEach(() => {
  fakeBrowser.reset();
  showsTab(clayUrl);
});

it('returns the outline of the top frame after a line with the provider', async () => {
  await syncFlowWithTab(7);
  expect(
    await getOutline([
      [0, 'html', '', '', ''],
      [1, 'body', '', 'ada@acme.example', ''],
      [2, 12],
    ]),
  ).toBe('scope-review-outline 1 hubspot\nhtml\n body##\n  12\n');
  expect(send).toHaveBeenLastCalledWith('readOutline', {}, { tabId: 7, frameId: 0 });
});

it.each([
  ['is no outline', 'Ada Lovelace <ada@acme.example>\n'],
  ['has no nodes', []],
  ['is too long', Array(5000).fill([0, 12])],
  ['is missing, as in a tab that is older than the extension', new Error('Could not establish connection.')],
])('returns nothing if the answer of the page %s', async (_, answer) => {
  await syncFlowWithTab(7);
  expect(await getOutline(answer)).toBeNull();
});
