/** Consent pages in frames, in advance, out of the back/forward cache and in discarded tabs. */
import type { Page } from 'playwright';
import puppeteer from 'puppeteer-core';
import { browserPath } from '@/scripts/browsers.mjs';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { extensionFolder } from './browser';
import { argumentsFor } from './chromium';
import { expect, test } from './fixtures';
import { continueButton, email, foldedTab, preset, signIn, waitForFoldedTab } from './walk';

const clay = authorizeUrl('clay', { portalId: 4100001 });

interface ExtensionGlobal {
  chrome: {
    storage: { session: { get(keys: null): Promise<object> } };
    tabs: { discard(id: number): Promise<{ id: number }>; update(id: number, change: object): Promise<void> };
  };
}

/** Runs in the extension: the keys of what `storage.session` has. */
const storedFlows = async () => Object.keys(await (globalThis as unknown as ExtensionGlobal).chrome.storage.session.get(null));

/** Adds frames to the page, and resolves to how many panels and marks they contain a while later. */
async function drawnInFrames(page: Page): Promise<number[]> {
  await page.evaluate((url) => {
    const frames = [
      { src: url },
      { src: url, sandbox: 'allow-scripts allow-same-origin' },
      { src: url, sandbox: '' },
      { src: 'about:blank' },
      { srcdoc: '<main><h1>Connect Clay</h1><ul><li>View contacts</li></ul></main>' },
    ];
    for (const frame of frames) document.body.append(Object.assign(document.createElement('iframe'), frame));
  }, clay);
  await page.waitForTimeout(2500);
  const frames = page.mainFrame().childFrames();
  expect(frames.filter((frame) => frame.url().includes('client_id=')).length).toBe(3);
  const own = frames.filter((frame) => !frame.url().includes('/panel.html'));
  return Promise.all(own.map((frame) => frame.locator('scope-review-dock, scope-review-mark').count()));
}

test('A11: a consent page in a frame of any site has no panel and leaves nothing', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  // Any site may frame the page, and the page any site.
  simulator.state.extraHeaders = { 'content-security-policy': "script-src 'self'" };
  await signIn(tab, simulator);
  // The extension sees the address of a provider's tab only.
  await tab.goto('https://app.hubspot.com/contacts/1234');
  await browser.tabId(tab);
  await tab.goto('https://app.clay.com/');
  expect(await drawnInFrames(tab)).toEqual([0, 0, 0, 0, 0]);
  const popup = await browser.popup(tab);
  await expect(popup.getByText('Nothing to review on this tab')).toBeVisible();
  expect(await popup.evaluate(storedFlows)).toEqual([]);
  await popup.close();
  await tab.goto(clay);
  await browser.panel(tab);
  expect(await drawnInFrames(tab)).toEqual([0, 0, 0, 0, 0]);
  expect(tab.frames().filter((frame) => frame.url().includes('/panel.html'))).toHaveLength(1);
  await expect(tab.locator('scope-review-mark')).toHaveCount(18);
});

test('A11: a prerendered page leaves nothing until it is shown, and then has one panel', async ({ simulator }) => {
  simulator.state.extraHeaders = { 'content-security-policy': "script-src 'self' 'inline-speculation-rules'" };
  // Chromium prerenders nothing in a tab that Playwright controls.
  const browser = await puppeteer.launch({
    executablePath: await browserPath('chromium'),
    acceptInsecureCerts: true,
    enableExtensions: [extensionFolder],
    args: argumentsFor(simulator),
  });
  try {
    const target = await browser.waitForTarget((one) => one.type() === 'service_worker');
    const worker = await target.worker();
    if (!worker) throw new Error('no worker');
    await browser.waitForTarget((one) => one.url().endsWith('/workbench.html#about'));
    const tab = await browser.newPage();
    await browser.setCookie({ ...simulator.sessionCookie(email), path: '/', secure: true });
    await tab.goto('https://app.hubspot.com/contacts/1234');
    await tab.evaluate((url) => {
      const rules = { prerender: [{ urls: [url], eagerness: 'immediate' }] };
      const script = Object.assign(document.createElement('script'), { type: 'speculationrules', textContent: JSON.stringify(rules) });
      document.head.append(script, Object.assign(document.createElement('a'), { href: url }));
    }, clay);
    // The script of the prerendered page loads what it shows.
    await expect.poll(() => simulator.requests.map(({ path }) => path)).toContain('/api/oauth-sim/view');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await worker.evaluate(storedFlows)).toEqual([]);

    await tab.evaluate(() => document.querySelector<HTMLElement>('head a')?.click());
    const drawn = () =>
      tab
        .evaluate(() => [
          (performance.getEntriesByType('navigation')[0] as unknown as { activationStart: number }).activationStart > 0,
          document.querySelectorAll('scope-review-dock').length,
          document.querySelectorAll('scope-review-mark').length,
        ])
        // The prerendered page takes the place of the one before.
        .catch(() => null);
    await expect.poll(drawn).toEqual([true, 1, 18]);
    expect(await worker.evaluate(storedFlows)).toHaveLength(1);
    const panel = await tab.waitForFrame((frame) => frame.url().includes('/panel.html'));
    await panel.waitForSelector('::-p-text(Continue with 16 scopes)');
  } finally {
    await browser.close();
  }
});

test('A11: a page out of the back/forward cache has one panel, which shows the request of the page', async ({ open, simulator }) => {
  simulator.state.extraHeaders = { 'cache-control': 'no-cache' };
  const browser = await open({ backForwardCache: true, viewport: { width: 600, height: 700 } });
  const tab = await browser.context.newPage();
  await signIn(tab, simulator);
  await tab.goto(clay);
  // Chromium keeps no page with a frame of an extension, so the panel is folded.
  const before = await waitForFoldedTab(tab);
  await tab.evaluate(() => addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })));
  const popup = await browser.popup(tab);
  await preset(popup, 'Read-only').check();
  await continueButton(popup).click();
  await tab.waitForURL((url) => url.href !== clay);
  await tab.bringToFront();
  await expect.poll(async () => (await foldedTab(tab))?.name).not.toBe(before.name);
  // A page that comes back loads nothing that Playwright could wait for.
  await tab.evaluate(() => history.back());
  const isRestored = () => tab.evaluate(() => (window as unknown as { persisted?: boolean }).persisted).catch(() => null);
  await expect.poll(isRestored).toBe(true);
  // The selection that was saved for the other request is not requested here.
  await expect
    .poll(async () => (await foldedTab(tab))?.name)
    .toBe(
      before.name
        .replace('18 scopes, 11 you can drop', 'Approving may grant all 18, your choice: 11')
        .replace(/Review$/, 'Open to continue'),
    );
  await expect(tab.locator('scope-review-dock')).toHaveCount(1);
  await expect(tab.locator('scope-review-mark')).toHaveCount(18);
  await expect(continueButton(popup)).toHaveText('Continue with 11 scopes');
  await browser.close();
});

test('A11: a tab that the browser discarded has one panel again once it is shown', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await tab.goto(clay);
  await expect(continueButton(await browser.panel(tab))).toHaveText('Continue with 16 scopes');
  const popup = await browser.popup(tab);
  const shown = browser.context.waitForEvent('page');
  await popup.evaluate(
    async (id) => {
      const { tabs } = (globalThis as unknown as ExtensionGlobal).chrome;
      const discarded = await tabs.discard(id);
      await tabs.update(discarded.id, { active: true });
    },
    await browser.tabId(tab),
  );
  const restored = await shown;
  await expect(continueButton(await browser.panel(restored))).toHaveText('Continue with 16 scopes');
  await expect(restored.locator('scope-review-dock')).toHaveCount(1);
  expect(await popup.evaluate(storedFlows)).toHaveLength(1);
});
