/** A private window in a real browser, in which a worker of its own runs (`incognito: split`). */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Worker } from 'playwright';
import { authorizeUrl, clientApps } from '../simulators/clients/authorize-url';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { findSecrets, secretsOf } from '../simulators/secrets';
import { isFirstRun } from './browser';
import { expect, test } from './fixtures';
import { forgetApprovals } from './journeys';
import { readStoredData } from './stored-data';
import { clickContinue, continueButton, email, fold, grantedScopes, password, preset, reason, waitForFoldedTab } from './walk';

/** The extension APIs that `evaluate` uses. */
interface ExtensionGlobal {
  chrome: {
    extension: { inIncognitoContext: boolean };
    runtime: { getURL(path: string): string };
    tabs: { create(tab: { url: string }): Promise<unknown>; query(filter: { url: string }): Promise<{ id?: number }[]> };
    windows: { create(window: { incognito: boolean; url: string }): Promise<unknown> };
  };
}

test('D9: a private window reviews requests and leaves nothing in the profile, in the storage or for other windows', async ({
  open,
  simulator,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'scope-review-private-'));
  const browser = await open({ profile, incognito: true });
  const { context } = browser;
  const normal = await context.newPage();
  await normal.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=-1`);
  // It creates the database, which has no records; on a busy machine after it is drawn.
  await normal.locator('.sr-idle').waitFor();
  await expect.poll(async () => Object.keys((await readStoredData(normal)).indexedDB)).not.toEqual([]);
  const before = await readStoredData(normal);
  const opened = (url: string | RegExp, act: () => Promise<unknown>): Promise<Page> =>
    Promise.all([context.waitForEvent('page', (page) => !isFirstRun(page)), act()]).then(async ([page]) => {
      await page.waitForURL(url);
      return page;
    });
  const start = 'https://app.clay.com/';
  const tab = await opened(start, () =>
    normal.evaluate(
      async (url) => void (await (globalThis as unknown as ExtensionGlobal).chrome.windows.create({ incognito: true, url })),
      start,
    ),
  );

  await tab.goto(authorizeUrl('clay', { portalId: 4100001, loginHint: true }));
  await tab.getByRole('link', { name: /Sign in/ }).click();
  await tab.locator('#username').fill(email);
  await tab.locator('#password').fill(password);
  await tab.getByRole('button', { name: /log in|sign in/i }).click();
  await tab.waitForURL(/oauth\/.*authorize/);
  const panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  await expect(continueButton(panel)).toHaveText('Continue with 11 scopes');
  await clickContinue(tab, panel);
  await fold(await browser.panel(tab));
  await waitForFoldedTab(tab);
  await tab.getByRole('button', { name: 'Grant access' }).click();
  expect((await grantedScopes(tab)).length).toBe(11);
  forgetApprovals(simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  await expect(preset(await browser.panel(tab), 'App default')).toBeChecked();

  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }));
  await tab.getByLabel('Username').fill('hank@globex.example');
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Log In', exact: true }).click();
  await expect(reason(await browser.panel(tab))).toBeVisible();

  const worker = await privateWorker(context.serviceWorkers());
  const popup = await opened(/popup\.html/, () =>
    worker.evaluate(async () => {
      const { tabs, runtime } = (globalThis as unknown as ExtensionGlobal).chrome;
      const [tab] = await tabs.query({ url: 'https://*.salesforce.com/*' });
      await tabs.create({ url: runtime.getURL(`/popup.html?tab=${tab?.id}`) });
    }),
  );
  await expect(reason(popup)).toBeVisible();
  expect(await popup.evaluate(() => (globalThis as unknown as ExtensionGlobal).chrome.extension.inIncognitoContext)).toBe(true);
  // An open popup follows the flow of its tab.
  await tab.goto(authorizeUrl('clay', { portalId: 4100001, loginHint: true }));
  await expect(reason(popup)).toHaveCount(0);
  await expect(continueButton(popup)).toBeVisible();

  const stored = async () => ({ ...(await readStoredData(normal)), session: null });
  expect(await stored()).toEqual({ ...before, session: null });
  // The two workers share the memory of the browser, in which a private tab's flow ends with the tab, also if
  // no worker runs when it is closed.
  const session = await context.newCDPSession(normal);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await popup.close();
  await tab.close();
  await expect.poll(async () => (await readStoredData(normal)).session).toEqual(before.session);
  expect(await stored()).toEqual({ ...before, session: null });
  await browser.close();
  const client = clientApps.clay.registration.clientId;
  const secrets = [...secretsOf(simulator), { kind: 'canary', text: client } as const];
  const left = readdirSync(profile, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => findSecrets(readFileSync(path, 'latin1'), secrets).length > 0);
  expect(left).toEqual([]);
  expect([...browser.watch.planted]).toEqual(expect.arrayContaining(['state', 'code', 'hint', 'password']));
  rmSync(profile, { recursive: true });
});

/** The worker that runs for private windows. */
async function privateWorker(workers: readonly Worker[]): Promise<Worker> {
  for (const worker of workers)
    if (await worker.evaluate(() => (globalThis as unknown as ExtensionGlobal).chrome.extension.inIncognitoContext)) return worker;
  throw new Error('no worker runs for private windows');
}
