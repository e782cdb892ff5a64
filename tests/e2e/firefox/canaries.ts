/** Each kind of leak in Firefox would be found, after any test. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secret } from '../../simulators/canary';
import { startSimulator } from '../../simulators/server';
import { openFirefox } from '../firefox-browser';

test('F1: every way to leak a secret in Firefox is noticed', { timeout: 60_000 }, async () => {
  const simulator = await startSimulator();
  const firefox = await openFirefox(simulator);
  const page = await firefox.extensionPage('/popup.html?tab=-1');
  await page.evaluate(async (text) => {
    const { storage } = (globalThis as unknown as { browser: { storage: Record<string, { set(values: object): Promise<void> }> } }).browser;
    await storage.local?.set({ leak: btoa(`in base64: ${text}`) });
    await storage.session?.set({ leak: { snapshot: text } });
    localStorage.setItem('leak', text);
    console.log(`a leak: ${encodeURIComponent(text)}`);
    document.body.dataset.leak = btoa(text);
    await navigator.clipboard.writeText(text).catch(() => {});
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob([text])), download: 'leak.txt' });
    link.click();
    // Longer than until the next look at the page.
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }, secret('code'));
  const found = await firefox.close();
  await simulator.close();
  const places = ['console', 'page', 'clipboard', 'download', 'storage', 'memory', 'file'];
  assert.deepEqual(
    places.filter((place) => !found.some((one) => one.startsWith(`canary in ${place}: `))),
    [],
  );
});
