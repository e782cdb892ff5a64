/** The page that opens after the installation, in the production build. */
import type { Page } from 'playwright';
import { hubspot } from '@/providers/hubspot';
import { t, tPlural } from '@/utils/text/text';
import { isFirstRun } from './browser';
import { expect, test } from './fixtures';
import { boxFor, continueButton, preset } from './walk';

/** The extension APIs that `evaluate` uses. */
interface ExtensionGlobal {
  chrome: {
    permissions: { contains(of: { origins: string[] }): Promise<boolean>; request(of: { origins: string[] }): Promise<boolean> };
  };
  requested: string[][];
}

/**
 * Opens the page and makes the hosts of HubSpot withheld, as a user can do in the browser's
 * settings.
 */
async function openWithheld(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => {
    const global = globalThis as unknown as ExtensionGlobal;
    const { permissions } = global.chrome;
    const contains = permissions.contains.bind(permissions);
    global.requested = [];
    // No tool can reach the browser's own page of settings, nor the prompt.
    permissions.contains = async (of) =>
      global.requested.length > 1 || !of.origins.some((origin) => origin.includes('hubspot')) ? contains(of) : false;
    permissions.request = async ({ origins }) => {
      if (!navigator.userActivation.isActive) throw new Error('This function must be called during a user gesture');
      return global.requested.push(origins) > 1;
    };
  });
  await page.goto(url);
}

test('after the installation one page opens, explains the extension, and shows a sample without the network', async ({
  open,
  simulator,
}) => {
  const browser = await open({ keepsFirstRun: true });
  const opened = () => browser.context.pages().filter(isFirstRun);
  await expect.poll(() => opened().length).toBe(1);
  const page = opened()[0] as Page;
  await expect(page.getByRole('heading', { name: t('workbench_about_heading') })).toBeVisible();
  await browser.context.setOffline(true);
  await page.getByRole('button', { name: t('workbench_about_try') }).click();
  await expect(page.locator('.sr-sheet--page h1')).toBeFocused();
  await preset(page, 'Least access').check();
  await boxFor(page, 'crm.objects.deals.read').check();
  await continueButton(page).click();
  await expect(page.getByText(tPlural('workbench_about_sample_continue', 8).split('**')[2]?.trim() ?? '')).toBeVisible();
  await page.getByRole('button', { name: t('workbench_about_close') }).click();
  await expect(page.getByRole('heading', { name: t('workbench_about_heading') })).toBeFocused();

  // Nothing is stored, sent or opened, and a worker that starts again opens no second page.
  await browser.killWorker();
  const popup = await browser.context.newPage();
  await popup.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=-1`);
  await expect(popup.getByText(t('idle_empty'))).toBeVisible();
  expect(opened().length).toBe(1);
  expect(simulator.requests).toEqual([]);
});

test('a withheld permission is shown, and asked for in the click', async ({ browserWithExtension: browser }) => {
  const page = await browser.context.newPage();
  await openWithheld(page, `chrome-extension://${browser.extensionId}/workbench.html#about`);
  const row = page.locator('.sr-about__item', { has: page.getByRole('heading', { name: 'HubSpot' }) });
  await expect(row).toContainText(t('workbench_about_withheld'));
  await expect(page.getByText(tPlural('workbench_about_allowed', 4))).toBeVisible();

  const allow = row.getByRole('button', { name: t('idle_revoked_button', 'HubSpot') });
  await allow.click();
  await expect(row.getByRole('alert')).toHaveText(t('workbench_about_refused'));
  await allow.click();
  await expect(row).toContainText(tPlural('workbench_about_allowed', hubspot.urls.hosts.length));
  await expect(row.getByRole('heading')).toBeFocused();
  await expect(allow).toHaveCount(0);
  const origins = hubspot.urls.hosts.map((host) => `https://${host}/*`);
  expect(await page.evaluate(() => (globalThis as unknown as ExtensionGlobal).requested)).toEqual([origins, origins]);
});

test.describe('with a site on a custom domain allowed', () => {
  test.use({ grants: { origins: ['https://partners.acme.example/*'] } });

  test('the site is listed and can be removed', async ({ browserWithExtension: browser }) => {
    const page = await browser.context.newPage();
    await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#about`);
    // The browser grants it again without a prompt, because it was granted before.
    await page.getByRole('button', { name: t('workbench_about_try') }).click();
    await page.evaluate(() =>
      (globalThis as unknown as ExtensionGlobal).chrome.permissions.request({ origins: ['https://partners.acme.example/*'] }),
    );
    const site = t('workbench_about_domain', 'partners.acme.example');
    await page.getByRole('button', { name: t('workbench_about_remove_named', site) }).click();
    await expect(page.getByText(site)).toHaveCount(0);
    expect(await browser.granted()).toEqual([]);
  });
});
