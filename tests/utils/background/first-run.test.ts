import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listenToInstallation } from '@/utils/background/first-run';

type Installed = { reason: string; temporary?: boolean; previousVersion?: string };
let installed: (details: Installed) => void;
const create = vi.fn<(tab: object) => Promise<unknown>>();

beforeEach(() => {
  fakeBrowser.reset();
  create.mockResolvedValue({ id: 1 });
  vi.spyOn(browser.tabs, 'create').mockImplementation(create as never);
  vi.spyOn(browser.runtime.onInstalled, 'addListener').mockImplementation((listener) => {
    installed = listener as typeof installed;
  });
  listenToInstallation();
});

describe('the page of the first run', () => {
  it('opens once after the installation', async () => {
    installed({ reason: 'install' });
    await vi.waitFor(() => expect(create).toHaveBeenCalled());
    expect(create).toHaveBeenCalledExactlyOnceWith({ url: expect.stringMatching(/\/workbench\.html#about$/) });
  });

  it('does not open if the organization turned it off', async () => {
    const read = vi.spyOn(browser.storage.managed, 'get').mockResolvedValue({ firstRun: false } as never);
    installed({ reason: 'install' });
    await vi.waitFor(() => expect(read).toHaveBeenCalled());
    await Promise.resolve();
    expect(create).not.toHaveBeenCalled();
  });

  it.each(['update', 'browser_update', 'chrome_update', 'shared_module_update'])('does not open after the event "%s"', (reason) => {
    installed({ reason, previousVersion: '0.0.9' });
    expect(create).not.toHaveBeenCalled();
  });

  it('opens once the browser has a window, and does no harm if it never has one', async () => {
    vi.useFakeTimers();
    create.mockRejectedValueOnce(new Error('No current window')).mockRejectedValueOnce(new Error('No current window'));
    installed({ reason: 'install' });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(create).toHaveBeenCalledTimes(3);
    create.mockClear();
    create.mockRejectedValue(new Error('No current window'));
    installed({ reason: 'install' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(create).toHaveBeenCalledTimes(20);
    vi.useRealTimers();
  });
});
