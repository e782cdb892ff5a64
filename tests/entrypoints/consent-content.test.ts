// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://app.hubspot.com/oauth/authorize?client_id=1" }
/** What the content script does on a consent page on which its reader finds nothing. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDock } from '@/entrypoints/consent.content/dock';
import content from '@/entrypoints/consent.content/index';
import { emptySnapshot } from '@/providers/oauth2/page';
import { onMessage } from '@/utils/messages/channel';
import { sendWithRetry } from '@/utils/messages/client';

vi.mock('@/utils/messages/channel', () => ({ onMessage: vi.fn(), sendToTab: vi.fn() }));
vi.mock('@/utils/messages/client', () => ({ sendMessage: vi.fn(), sendWithRetry: vi.fn() }));
vi.mock('@/entrypoints/consent.content/dock', () => ({ createDock: vi.fn() }));

const show = vi.fn();
let running: AbortController;

function start(body: string): void {
  document.body.innerHTML = body;
  running = new AbortController();
  void content.main({ signal: running.signal } as never);
}
const snapshots = () => vi.mocked(sendWithRetry).mock.calls.map(([, data]) => (data as { snapshot: unknown }).snapshot);

beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(createDock).mockReturnValue({ show, set: vi.fn(), showOrphaned: vi.fn() } as never);
  vi.mocked(sendWithRetry).mockResolvedValue({ marks: [], panelState: null, failed: false } as never);
});
afterEach(() => {
  running.abort();
  vi.useRealTimers();
});

it('shows the review of the request after five seconds, and reads the page once it has a list', async () => {
  start('<main><div class="new-layout">View contacts</div></main>');
  await vi.advanceTimersByTimeAsync(4900);
  expect(sendWithRetry).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(snapshots()).toEqual([emptySnapshot]);
  expect(show).toHaveBeenCalledOnce();
  document.body.innerHTML = '<main><ul><li>View contacts</li></ul></main>';
  await vi.advanceTimersByTimeAsync(200);
  expect(snapshots()).toEqual([emptySnapshot, expect.objectContaining({ lines: ['View contacts'] })]);
});

it('sends no empty page where the reader has found something', async () => {
  start('<main><ul><li>View contacts</li></ul></main>');
  await vi.advanceTimersByTimeAsync(6000);
  expect(snapshots()).toEqual([expect.objectContaining({ lines: ['View contacts'] })]);
});

it('does nothing more once it is replaced', async () => {
  start('<main></main>');
  running.abort();
  await vi.advanceTimersByTimeAsync(6000);
  expect(sendWithRetry).not.toHaveBeenCalled();
});

it('answers with the outline of the page', () => {
  start('<main id="app">CANARY</main>');
  const [, answer] = vi.mocked(onMessage).mock.calls.find(([name]) => name === 'readOutline') ?? [];
  expect((answer as unknown as () => string)()).toContain('  main#app\n   6\n');
});
