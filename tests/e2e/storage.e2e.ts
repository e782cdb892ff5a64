/** What is stored, in a real browser: a long list, and database files that were damaged. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { fillStores, samples } from '../utils/storage/sample-records';
import type { TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { clickContinue, preset, signIn } from './walk';

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
  await popup.getByRole('button', { name: 'Forget App 000000 on HubSpot', exact: true }).click();
  await expect(items).toHaveCount(100);
});

test('E2: after the database files were damaged, the popup says so until something is saved again', async ({ open, simulator }) => {
  const profile = mkdtempSync(join(tmpdir(), 'scope-review-'));
  let browser = await open({ profile });
  let tab = await browser.context.newPage();
  await openPopup(browser, tab);
  await browser.close();
  const database = join(profile, 'Default/IndexedDB', `chrome-extension_${browser.extensionId}_0.indexeddb.leveldb`);
  for (const file of readdirSync(database)) writeFileSync(join(database, file), Buffer.alloc(statSync(join(database, file)).size, 'x'));

  browser = await open({ profile });
  tab = await browser.context.newPage();
  await signIn(tab, simulator);
  const lost = (popup: Page) => popup.getByText('Your saved selections were lost.');
  await expect(lost(await openPopup(browser, tab))).toBeVisible();
  await browser.killWorker();
  await expect(lost(await openPopup(browser, tab))).toBeVisible();
  await tab.bringToFront();
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  await clickContinue(tab, panel);
  const popup = await openPopup(browser, tab);
  await expect(popup.locator('.sr-recent')).toHaveCount(1);
  await expect(lost(popup)).toHaveCount(0);
  await browser.close();
  rmSync(profile, { recursive: true });
});
