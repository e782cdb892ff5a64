import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { copyText } from '@/entrypoints/app/copy';
import { sure } from './diagnosis-samples';
import { button, clear, drawReview } from './draw';

afterEach(() => {
  vi.restoreAllMocks();
  clear();
});

it('keeps the cause in view and the focus on the button, where only a selected field can be copied', async () => {
  await page.viewport(380, 600);
  // The frame of the panel has no permission for the clipboard.
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('NotAllowedError'));
  drawReview(sure);
  expect(document.documentElement.scrollHeight).toBeGreaterThan(800);
  const copy = button('Copy message to Salesforce admin').element() as HTMLElement;
  copy.focus({ preventScroll: true });
  await copyText('the message');
  expect(document.activeElement).toBe(copy);
  expect(window.scrollY).toBe(0);
});
