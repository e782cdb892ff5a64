import { describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { hideStorage } from '@/utils/storage/panel-state';

describe('storage.local', () => {
  it('C2: is hidden from content scripts, in a browser that can', () => {
    const setAccessLevel = vi.fn(async () => {});
    Object.assign(browser.storage.local, { setAccessLevel });
    hideStorage();
    expect(setAccessLevel).toHaveBeenCalledExactlyOnceWith({ accessLevel: 'TRUSTED_CONTEXTS' });
    Object.assign(browser.storage.local, { setAccessLevel: undefined });
    expect(hideStorage).not.toThrow();
  });
});
