/** The extension is updated, reloaded, disabled, removed and downgraded below an open page. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright';
import { t } from '@/utils/text/text';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { copyBuild, setVersion, type TestBrowser } from './browser';
import { test as base, expect } from './fixtures';
import { openOwnPage, readStored } from './own-page';
import { accessibleTexts, clickContinue, continueButton, face, grantedScopes, lastPreset, preset, signIn } from './walk';

const clay = authorizeUrl('clay', { portalId: 4100001 });

/** The extension is a copy of the build, in a folder that the test may change. */
const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter names
  folder: async ({}, use) => {
    const folder = copyBuild();
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  browserWithExtension: async ({ open, folder }, use) => {
    await use(await open({ extension: folder }));
  },
});

/** What the browser's own page about extensions can do, as a user does there. */
interface Manager {
  chrome: {
    developerPrivate: { updateProfileConfiguration(change: object): Promise<void>; reload(id: string): Promise<void> };
    management: { setEnabled(id: string, enabled: boolean): Promise<void> };
  };
}

/** Opens the browser's own page about extensions, in developer mode. */
async function openManager({ context, extensionId }: TestBrowser) {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(() =>
    (globalThis as unknown as Manager).chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }),
  );
  return {
    /** Loads the files of the extension again, another version included. */
    load: () => page.evaluate((id) => (globalThis as unknown as Manager).chrome.developerPrivate.reload(id), extensionId),
    setEnabled: (enabled: boolean) =>
      page.evaluate(({ id, enabled }) => (globalThis as unknown as Manager).chrome.management.setEnabled(id, enabled), {
        id: extensionId,
        enabled,
      }),
  };
}

const versionOf = (own: Page) =>
  own.evaluate(
    () => (globalThis as unknown as { chrome: { runtime: { getManifest(): { version: string } } } }).chrome.runtime.getManifest().version,
  );

/** The page has a notice instead of the panel, and a change of the page does not alter that. */
async function expectNotice(tab: Page): Promise<void> {
  const frames = () => tab.frames().filter((frame) => frame.url().includes('/panel.html')).length;
  await expect.poll(frames).toBe(0);
  await tab.evaluate(() => document.querySelector('main')?.append('More'));
  await tab.bringToFront();
  await tab.waitForTimeout(300);
  expect(await accessibleTexts(tab)).toContain(t('panel_orphaned'));
  await expect(tab.locator('scope-review-dock')).toHaveCount(1);
}

/** Opens the request in a tab, and resolves to its panel once it takes decisions. */
async function openRequest(browser: TestBrowser, tab: Page) {
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toBeVisible();
  return panel;
}

/** Continues with the read-only scopes, which are saved. */
async function reduceRequest(browser: TestBrowser, tab: Page): Promise<void> {
  const panel = await openRequest(browser, tab);
  await preset(panel, 'Read-only').check();
  await clickContinue(tab, panel);
}

test('D3: after an update, a reload, or a time without it, an open page has a notice, and one panel once it is reloaded', async ({
  browserWithExtension: browser,
  folder,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  const manager = await openManager(browser);
  await reduceRequest(browser, tab);
  const disturbances = {
    '0.2.0': async () => {
      setVersion(folder, '0.2.0');
      await manager.load();
    },
    '0.2.0 again': () => manager.load(),
    'enabled again': async () => {
      await manager.setEnabled(false);
      await manager.setEnabled(true);
    },
  };
  for (const [name, disturb] of Object.entries(disturbances)) {
    await openRequest(browser, tab);
    await disturb();
    await expectNotice(tab);
    await tab.reload();
    const after = await browser.panel(tab);
    await expect(lastPreset(after), name).toBeChecked();
    await expect(continueButton(after)).toHaveText('Continue with 11 scopes');
    await expect(tab.locator('scope-review-dock')).toHaveCount(1);
    expect(await tab.locator('scope-review-mark').count()).toBe(18);
  }
  const own = await openOwnPage(browser);
  expect(await versionOf(own)).toBe('0.2.0');
  await tab.bringToFront();
  await tab.getByRole('button', { name: 'Grant access' }).click();
  await grantedScopes(tab);
});

test('D4: after the extension was disabled or removed, the buttons of an open page work', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  const manager = await openManager(browser);
  await openRequest(browser, tab);
  await manager.setEnabled(false);
  await expectNotice(tab);
  await tab.getByRole('button', { name: 'Cancel' }).click();
  await tab.locator('#error').waitFor();

  await manager.setEnabled(true);
  const own = await openOwnPage(browser);
  await openRequest(browser, tab);
  await own
    .evaluate(() =>
      (globalThis as unknown as { chrome: { management: { uninstallSelf(options: object): void } } }).chrome.management.uninstallSelf({}),
    )
    .catch(() => {});
  await expectNotice(tab);
  await tab.getByRole('button', { name: 'Grant access' }).click();
  expect((await grantedScopes(tab)).length).toBe(18);
});

test('D5: after a downgrade, the data of the newer version stays, and the panel says that nothing is saved', async ({
  browserWithExtension: browser,
  folder,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  const manager = await openManager(browser);
  await reduceRequest(browser, tab);
  const own = await openOwnPage(browser);
  const { preferences } = await readStored(own);
  // What a newer version would do when it is first started.
  await own.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('scope-review', 99);
        request.onsuccess = () => resolve(request.result.close());
        request.onerror = () => reject(request.error);
      }),
  );
  setVersion(folder, '0.0.9');
  await openRequest(browser, tab);
  await manager.load();
  await expectNotice(tab);
  const older = await openRequest(browser, tab);
  await expect(older.getByText('the data belongs to a newer version')).toBeVisible();
  await preset(older, 'Read-only').check();
  await clickContinue(tab, older);
  await expect(face(await browser.panel(tab))).toHaveText('Down to 11 of 18. Now decide on the page.');
  const ownAfter = await openOwnPage(browser);
  expect(await versionOf(ownAfter)).toBe('0.0.9');
  expect((await readStored(ownAfter)).preferences).toEqual(preferences);
  expect(await ownAfter.evaluate(async () => (await indexedDB.databases()).map(({ version }) => version))).toEqual([99]);
});
