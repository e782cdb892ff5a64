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

  it('does no harm if the browser opens no tab', async () => {
    create.mockRejectedValue(new Error('No window'));
    expect(() => installed({ reason: 'install' })).not.toThrow();
    await Promise.resolve();
  });
});
