/**
 * What is stored, in a real browser: a long list, damaged database files, a full disk, an upgrade
 * and a click that are cut off, and a private window.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { times } from '../counts';
import { randomNumbers } from '../random';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import type { Simulator } from '../simulators/server';
import { fillStores, samples } from '../utils/storage/sample-records';
import { copyBuild, type TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { ask, openOwnPage, readStored } from './own-page';
import { checkboxes, clickContinue, continueButton, face, preset, signIn } from './walk';

const clay = authorizeUrl('clay', { portalId: 4100001 });
const random = randomNumbers(Number(process.env.FUZZ_SEED ?? 1));

/** Opens the popup for a tab without a request. */
async function openPopup(browser: TestBrowser, tab: Page): Promise<Page> {
  await tab.goto('https://app.hubspot.com/contacts/1234');
  const popup = await browser.popup(tab);
  await expect(popup.getByRole('heading', { name: 'Saved selections' })).toBeVisible();
  return popup;
}

test('the list of saved selections shows 100 at a time, newest first', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signIn(tab, simulator);
  let popup = await openPopup(browser, tab);
  await popup.evaluate(fillStores, { samples: { preferences: samples.preferences }, from: 0, to: 250 });
  popup = await openPopup(browser, tab);
  const items = popup.locator('.sr-recent');
  await expect(items).toHaveCount(100);
  await expect(items.first()).toContainText('App 000249');
  const more = popup.getByRole('button', { name: 'Show more' });
  await more.click();
  await expect(items).toHaveCount(200);
  await more.click();
  await expect(items).toHaveCount(250);
  await expect(items.last()).toContainText('App 000000');
  await expect(more).toHaveCount(0);
  // The rows of a later page can be forgotten too.
  await popup.getByRole('button', { name: /^Forget App 000000 on HubSpot/ }).click();
  await popup.getByRole('group', { name: 'Forget this selection?' }).getByRole('button', { name: 'Forget' }).click();
  await expect(items).toHaveCount(100);
});

test('E2: after the database files were overwritten, emptied or deleted, every part says so until that is dismissed', async ({
  open,
  simulator,
}) => {
  test.setTimeout(400_000);
  const profile = mkdtempSync(join(tmpdir(), 'scope-review-'));
  const start = async () => {
    const browser = await open({ profile });
    const tab = await browser.context.newPage();
    await signIn(tab, simulator);
    return { browser, tab };
  };
  let { browser, tab } = await start();
  await tab.goto(clay);
  await clickContinue(tab, await browser.panel(tab));
  await expect((await openPopup(browser, tab)).locator('.sr-recent')).toHaveCount(1);
  const database = join(profile, 'Default/IndexedDB', `chrome-extension_${browser.extensionId}_0.indexeddb.leveldb`);
  const lost = (page: Page) => page.getByText('Your saved data was lost.');
  for (const damage of [
    (path: string) => writeFileSync(path, Buffer.alloc(statSync(path).size, 'x')),
    (path: string) => truncateSync(path),
    (path: string) => rmSync(path),
  ]) {
    await browser.close();
    for (const file of readdirSync(database)) damage(join(database, file));

    ({ browser, tab } = await start());
    await expect(lost(await openPopup(browser, tab))).toBeVisible();
    await browser.killWorker();
    await expect(lost(await openPopup(browser, tab))).toBeVisible();
    await tab.bringToFront();
    await tab.goto(clay);
    const panel = await browser.panel(tab);
    await expect(panel.getByText('A policy can’t be read')).toBeVisible();
    await preset(panel, 'Read-only').check();
    await clickContinue(tab, panel);
    const popup = await openPopup(browser, tab);
    await expect(popup.locator('.sr-recent')).toHaveCount(1);
    await expect(lost(popup)).toBeVisible();
    const workbench = await browser.context.newPage();
    await workbench.goto(`chrome-extension://${browser.extensionId}/workbench.html#policy`);
    await expect(workbench.getByText('Your policy was lost, if you had one.')).toBeVisible();
    await expect(lost(workbench)).toBeVisible();
    await workbench.getByRole('button', { name: 'Dismiss' }).click();
    await expect(workbench.getByText('No policy yet.')).toBeVisible();
    await expect(lost(workbench)).toHaveCount(0);
    await expect(lost(await openPopup(browser, tab))).toHaveCount(0);
  }
  await browser.close();
  rmSync(profile, { recursive: true });
});

test('E3: on a full disk, the old selection stays, the panel says so, and the next one is saved again', async ({ open, simulator }) => {
  // Chromium applies no quota to an extension with this permission, and a test can't fill the disk.
  const extension = copyBuild();
  const manifest = join(extension, 'manifest.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"unlimitedStorage",', ''));
  const browser = await open({ extension });
  const tab = await browser.context.newPage();
  const own = await openOwnPage(browser);
  const session = await browser.context.newCDPSession(own);
  const origin = `chrome-extension://${browser.extensionId}`;
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  // The browser looks at the free space again only once a write needs more than it saw last.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 100_000 });
  await signIn(tab, simulator);
  const continueWith = async (name: string) => {
    await tab.goto(clay);
    const panel = await browser.panel(tab);
    await preset(panel, name).check();
    await clickContinue(tab, panel);
    return browser.panel(tab);
  };
  const kept = async () => (await readStored(own)).preferences?.map(({ kept }) => (kept as string[]).length);
  await continueWith('Read-only');
  expect(await kept()).toEqual([11]);
  await own.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('filling');
      request.onupgradeneeded = () => request.result.createObjectStore('filling', { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
    });
    for (let size = 50_000; size >= 1; ) {
      const transaction = database.transaction('filling', 'readwrite');
      transaction.objectStore('filling').put(crypto.getRandomValues(new Uint8Array(size)));
      const isStored = await new Promise((resolve) => {
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
      if (!isStored) size = Math.floor(size / 2);
    }
    database.close();
  });
  const before = await readStored(own);
  await expect((await continueWith('App default')).getByText('the disk is full')).toBeVisible();
  expect(await readStored(own)).toEqual(before);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  const after = await continueWith('App default');
  await expect(face(after)).toHaveText('Down to 16 of 18. Now decide on the page.');
  await expect(after.getByText('the disk is full')).toHaveCount(0);
  expect(await kept()).toEqual([16]);
  await browser.close();
  rmSync(extension, { recursive: true });
});

test('E5: a worker that is stopped while it upgrades the data of an old version loses none', async ({ browserWithExtension: browser }) => {
  const rounds = times(2, 20);
  test.setTimeout(150_000 + rounds * 10_000);
  const own = await openOwnPage(browser);
  const count = 3_000;
  /** Puts the data of version 2 in place of what is stored. */
  const restoreOld = () =>
    own.evaluate(async (count) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      await done(indexedDB.deleteDatabase('scope-review'));
      const opening = indexedDB.open('scope-review', 2);
      opening.onupgradeneeded = () => {
        const keys = {
          preferences: ['app', 'account'],
          learnt: ['app'],
          plans: ['account'],
          corrections: ['app'],
          profiles: ['id'],
          seen: ['app'],
        };
        for (const [name, path] of Object.entries(keys)) opening.result.createObjectStore(name, { keyPath: ['provider', ...path] });
      };
      const database = await done(opening);
      const transaction = database.transaction(['preferences', 'seen'], 'readwrite', { durability: 'relaxed' });
      const ids = ['crm.lists.read', 'tickets'];
      for (let number = 0; number < count; number += 1) {
        const key = { provider: 'hubspot', app: `client-${number}` };
        const requested = [{ day: '2026-11-22', ids }];
        transaction.objectStore('seen').put({ ...key, first: '2026-11-22', last: '2026-11-22', requested, reduced: [ids], outcomes: [] });
        if (number >= 100) continue;
        const selection = { requested: ids, required: ids.slice(0, 1), kept: ids.slice(0, 1), dropped: ids.slice(1) };
        transaction.objectStore('preferences').put({ ...key, account: '', appName: 'App', at: number, ...selection });
      }
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      database.close();
    }, count);
  const version = () => own.evaluate(async () => (await indexedDB.databases())[0]?.version);
  let interrupted = 0;
  for (let round = 0; round < rounds || (interrupted === 0 && round < 5 * rounds); round += 1) {
    // The worker may open the database while it is replaced.
    await expect(restoreOld).toPass();
    const answered = ask(own, 'listPreferences', {}).catch(() => 0);
    await own.waitForTimeout(50 + 400 * random());
    await browser.killWorker();
    if ((await version()) === 2) interrupted += 1;
    await answered;
    await ask(own, 'listPreferences', {});
    await expect.poll(version).toBeGreaterThan(2);
    const { preferences, seen } = await readStored(own);
    expect([preferences?.length, seen?.length, seen?.filter(({ decided }) => decided === 1).length]).toEqual([100, count, count]);
  }
  expect(interrupted, 'upgrades that the worker was stopped in').toBeGreaterThan(0);
});

test('D8: a browser that is killed in the click has the old selection or the new one, whole', async ({ open, simulator }) => {
  const kills = times(3, 8);
  test.setTimeout(150_000 + kills * 20_000);
  const profile = mkdtempSync(join(tmpdir(), 'scope-review-'));
  let before: string[] | null = null;
  for (let kill = 0; kill <= kills; kill += 1) {
    const browser = await open({ profile });
    const [saved, ...more] = (await readStored(await openOwnPage(browser))).preferences as unknown as Selection[];
    expect(more).toEqual([]);
    if (saved) {
      const { requested, kept, dropped } = saved;
      expect([...kept, ...dropped].toSorted()).toEqual(requested.toSorted());
      const last = before ?? kept;
      expect([...kept, ...last].filter((id) => !kept.includes(id) || !last.includes(id)).length).toBeLessThan(2);
    } else expect(before).toBeNull();
    before = saved?.kept ?? null;
    if (kill < kills) await clickAndKill(browser, simulator);
    await browser.close();
  }
  rmSync(profile, { recursive: true });
});

interface Selection {
  requested: string[];
  kept: string[];
  dropped: string[];
}

/** Changes the selection by one scope, and kills the browser a moment after *Continue* was pressed. */
async function clickAndKill(browser: TestBrowser, simulator: Simulator): Promise<void> {
  const tab = await browser.context.newPage();
  await signIn(tab, simulator);
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toBeVisible();
  await checkboxes(panel).first().click();
  await panel.waitForTimeout(1_000);
  const session = await browser.context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  const closed = browser.context.waitForEvent('close');
  await continueButton(panel).click();
  await new Promise((resolve) => setTimeout(resolve, 200 * random()));
  for (const { id } of processInfo) process.kill(id, 'SIGKILL');
  await closed;
}
