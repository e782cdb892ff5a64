// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://app.hubspot.com/oauth/authorize?client_id=1" }
/** What the content script does on a consent page on which its reader finds nothing. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDock } from '@/entrypoints/consent.content/dock';
import content from '@/entrypoints/consent.content/index';
import { pageReader } from '@/providers/hubspot/page';
import { emptySnapshot } from '@/providers/oauth2/page';
import { onPageMessages, sendFromPage } from '@/utils/messages/page-channel';

vi.mock('@/utils/messages/page-channel', () => ({ onPageMessages: vi.fn(), sendFromPage: vi.fn() }));
vi.mock('@/entrypoints/consent.content/dock', () => ({ createDock: vi.fn() }));

function start(body: string): void {
  document.body.innerHTML = body;
  void content.main({} as never);
}
const snapshots = () => vi.mocked(sendFromPage).mock.calls.map(([, data]) => (data as { snapshot: unknown }).snapshot);

beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(createDock).mockReturnValue({ setTab: vi.fn(), unfold: vi.fn() });
  vi.mocked(sendFromPage).mockResolvedValue({ marks: [], dock: {}, failed: false } as never);
});
afterEach(() => {
  vi.useRealTimers();
});

it('shows the review of the request after five seconds, and reads the page once it has a list', async () => {
  start('<main><div class="new-layout">View contacts</div></main>');
  await vi.advanceTimersByTimeAsync(4900);
  expect(sendFromPage).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(snapshots()).toEqual([emptySnapshot]);
  expect(createDock).toHaveBeenCalledOnce();
  document.body.innerHTML = '<main><ul><li>View contacts</li></ul></main>';
  await vi.advanceTimersByTimeAsync(200);
  expect(snapshots()).toEqual([emptySnapshot, expect.objectContaining({ lines: ['View contacts'] })]);
});

it('sends no empty page where the reader has found something', async () => {
  start('<main><ul><li>View contacts</li></ul></main>');
  await vi.advanceTimersByTimeAsync(6000);
  // The script of the test before goes on in the same document.
  expect(snapshots().length).toBeGreaterThan(0);
  for (const snapshot of snapshots()) expect(snapshot).toMatchObject({ lines: ['View contacts'] });
});

it('A2: shows the review of the request when the reader throws, and reads the page once it no longer does', async () => {
  const reading = vi.spyOn(pageReader, 'read').mockImplementation(() => {
    throw new TypeError('closest is not a function');
  });
  start('<main><ul><li>View contacts</li></ul></main>');
  await vi.advanceTimersByTimeAsync(5100);
  expect(snapshots().at(-1)).toEqual(emptySnapshot);
  expect(createDock).toHaveBeenCalled();
  reading.mockRestore();
  document.body.innerHTML = '<main><ul><li>View deals</li></ul></main>';
  await vi.advanceTimersByTimeAsync(200);
  expect(snapshots().at(-1)).toMatchObject({ lines: ['View deals'] });
});

it('reads nothing of a page that took another address without loading, and reads it again once it is back', async () => {
  start('<main><ul><li>View contacts</li></ul></main>');
  await vi.advanceTimersByTimeAsync(200);
  const before = snapshots().length;
  const { href } = location;
  history.replaceState(null, '', '/contacts/1/objects');
  document.body.innerHTML = '<main><ul><li>Ada Lovelace</li></ul></main>';
  await vi.advanceTimersByTimeAsync(6000);
  expect(snapshots().slice(before)).toEqual([]);
  history.replaceState(null, '', href);
  document.body.innerHTML = '<main><ul><li>View deals</li></ul></main>';
  await vi.advanceTimersByTimeAsync(200);
  expect(snapshots().at(-1)).toMatchObject({ lines: ['View deals'] });
});

it('B4: costs the background nothing on a page whose address is too long for any server', async () => {
  const { href } = location;
  history.replaceState(null, '', `${href}${'&a'.repeat(30_000)}`);
  vi.mocked(onPageMessages).mockClear();
  start('<main><ul><li>View tickets</li></ul></main>');
  expect(onPageMessages).not.toHaveBeenCalled();
  history.replaceState(null, '', href);
  start('<main><ul><li>View tickets</li></ul></main>');
  expect(onPageMessages).toHaveBeenCalledOnce();
});

it('answers with the structure of the page', () => {
  start('<main id="app">CANARY</main>');
  expect(vi.mocked(onPageMessages).mock.lastCall?.[0].readOutline({})).toEqual(
    expect.arrayContaining([
      [2, 'main', '', 'app', ''],
      [3, 6],
    ]),
  );
});

it('A11: starts on a prerendered page once the browser shows it, and only once', () => {
  Object.assign(document, { prerendering: true });
  start('<main><ul><li>View contacts</li></ul></main>');
  const change = () => document.dispatchEvent(new Event('prerenderingchange'));
  expect(onPageMessages).not.toHaveBeenCalled();
  Object.assign(document, { prerendering: false });
  change();
  change();
  expect(onPageMessages).toHaveBeenCalledOnce();
});
