/** What the browser reports of a tab reaches the flow complete. */
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { recordFlows } from '@/utils/flow/record';
import { readFlow } from '@/utils/flow/store';
import { clayUrl } from '../../providers/hubspot/sample-urls';

type Listener = (details: object) => void;
const listeners: Listener[] = [];
const onChange = vi.fn();

beforeEach(() => {
  fakeBrowser.reset();
  vi.clearAllMocks();
  listeners.length = 0;
  const ignored = { addListener: () => {} };
  Object.assign(fakeBrowser, {
    webRequest: {
      onBeforeRequest: { addListener: (listener: Listener) => listeners.push(listener) },
      onBeforeRedirect: ignored,
      onHeadersReceived: ignored,
    },
  });
  recordFlows(onChange);
});

async function request(details: object) {
  for (const listener of listeners) listener({ tabId: 7, url: clayUrl, timeStamp: 1000, ...details });
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledWith(7));
  return readFlow(7);
}

it.each([
  ['Chromium', { initiator: 'https://app.clay.com' }],
  ['Firefox', { originUrl: 'https://app.clay.com/settings?private=1' }],
])('stores the origin of the page that made the request in %s', async (_, details) => {
  Object.assign(fakeBrowser.extension, { inIncognitoContext: false });
  expect(await request(details)).toMatchObject({ requestUrl: clayUrl, startedAt: 1000, initiatorOrigin: 'https://app.clay.com' });
});

it.each([
  ['Chromium', {}, true],
  ['Firefox', { incognito: true }, false],
])('marks the flow of an incognito window in %s', async (_, details, inIncognitoContext) => {
  Object.assign(fakeBrowser.extension, { inIncognitoContext });
  expect(await request(details)).toMatchObject({ incognito: true });
});
