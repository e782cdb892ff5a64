/** App settings and the inventory in the production build, with the files that admins have. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Page } from 'playwright';
import { t, tById, tPlural } from '@/utils/text/text';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { leaked } from '../utils/files/sample';
import type { TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { hubspot, mistakes, problemText } from './planted-mistakes';

const folder = join(import.meta.dirname, '../corpus/files');
const files = (...names: string[]) => names.map((name) => join(folder, name));

async function openView({ context, extensionId }: TestBrowser, view: string): Promise<Page> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/workbench.html#${view}`);
  return page;
}

const openFiles = (page: Page, ...names: string[]) => page.locator('input[type=file]').setInputFiles(files(...names));
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: t('workbench_settings_intake') }).fill(text);
  await page.keyboard.press('Control+Enter');
}
const card = (page: Page, kind: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: problemText(kind, 'title') }) });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

for (const [name, { names, url, mismatches }] of Object.entries(mistakes)) {
  test(`each planted mistake is named, and the corrected URL has none: ${name}`, async ({ browserWithExtension: browser }) => {
    const page = await openView(browser, 'settings');
    await paste(page, url);
    // Without the settings nothing can be said about the scopes.
    await expect(page.getByText(t('workbench_settings_choose'))).toBeVisible();
    await expect(page.getByRole('heading', { name: /could be safer$/ })).toBeVisible();
    await openFiles(page, ...names);
    await expect(page.getByRole('heading', { name: tPlural('workbench_settings_mismatches', mismatches.length) })).toBeVisible();
    for (const [kind, about, error] of mismatches) {
      await expect(card(page, kind)).toContainText(about);
      await expect(card(page, kind)).toContainText(error);
      await expect(card(page, kind)).toContainText(problemText(kind, 'fix'));
    }
    await page
      .getByRole('region', { name: t('workbench_settings_url') })
      .getByRole('button')
      .click();
    await expect(page.getByText(t('workbench_copied'))).toBeAttached();
    const corrected = await clipboard(page);
    await page.getByRole('button', { name: t('workbench_settings_copy') }).click();
    await expect.poll(() => clipboard(page)).toContain(`## `);
    expect([corrected, await clipboard(page), await page.content()].join('\n')).not.toMatch(leaked);

    // The user looks at the first request, and then opens another one.
    await page.getByRole('combobox', { name: t('workbench_settings_request') }).selectOption({ index: 0 });
    await expect(page.getByRole('heading', { name: t('workbench_settings_url') })).toHaveCount(0);
    await paste(page, corrected);
    await expect(page.getByRole('heading', { name: t('workbench_settings_agree'), exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { name: t('workbench_settings_url') })).toHaveCount(0);
  });
}

test('the file that was opened last replaces the comparison before, and is compared with no unrelated request', async ({
  browserWithExtension: browser,
}) => {
  const page = await openView(browser, 'settings');
  await paste(page, hubspot('redirect_uri=https%3A%2F%2Fcrm.vendor.example%2Fhs&scope=oauth%20content'));
  await openFiles(page, 'app-hsmeta.json');
  await expect(page.getByText(t('workbench_settings_paired_redirect_url')).filter({ visible: true }).last()).toBeVisible();
  await expect(card(page, 'scope-unregistered')).toContainText('content');
  await openFiles(page, 'app.json');
  await expect(page.getByRole('combobox', { name: t('workbench_settings_of') })).toHaveValue(/^3/);
  await expect(card(page, 'scope-unregistered')).toHaveCount(0);
  // The request is certain to be of the other app, so there is nothing to choose.
  await expect(page.getByText(t('workbench_settings_which_request'))).toHaveCount(0);
  await page.getByRole('combobox', { name: t('workbench_settings_request') }).selectOption({ index: 1 });
  await expect(page.getByText(t('workbench_settings_unpaired')).last()).toBeVisible();
});

test('a known connector is compared with its own request, and not with one of another provider', async ({
  browserWithExtension: browser,
}) => {
  const page = await openView(browser, 'settings');
  await paste(page, `${salesforceAuthorizeUrl('clay')}\n\n${hubspot('redirect_uri=https%3A%2F%2Fcrm.vendor.example%2Fhs&scope=oauth')}`);
  const request = page.getByRole('combobox', { name: t('workbench_settings_request') });
  const chosen = () => request.evaluate((list) => (list as HTMLSelectElement).selectedOptions[0]?.label);
  await expect.poll(chosen).toContain('on HubSpot');
  await page.getByRole('combobox', { name: t('workbench_settings_of') }).selectOption({ label: 'Clay on Salesforce' });
  await expect.poll(chosen).toContain('app.clay.com on Salesforce');
});

test('the template of Workato finds nothing wrong with its own list, and stays at its address', async ({
  browserWithExtension: browser,
}) => {
  const page = await openView(browser, 'settings');
  await page.getByRole('combobox', { name: t('workbench_settings_of') }).selectOption('hubspot-workato');
  await expect(page).toHaveURL(/#settings\/hubspot-workato$/);
  await page
    .getByRole('region', { name: t('workbench_settings_lists_copy') })
    .getByRole('button')
    .click();
  await expect.poll(() => clipboard(page)).toContain('requiredScopes');
  const lists = JSON.parse(await clipboard(page)) as { requiredScopes: string[]; optionalScopes: string[] };
  expect(lists.requiredScopes).toEqual(['crm.objects.contacts.read']);
  expect(lists.optionalScopes).toHaveLength(48);
  const scopes = `scope=${lists.requiredScopes.join('%20')}&optional_scope=${lists.optionalScopes.join('%20')}`;
  await paste(page, hubspot(`redirect_uri=https%3A%2F%2Fwww.workato.com%2Foauth%2Fcallback&${scopes}`));
  await expect(page.getByRole('heading', { name: t('workbench_settings_agree'), exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('combobox')).toHaveValue('hubspot-workato');
});

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

test('the inventory names the apps of a query, and saves them without their users and keys', async ({ browserWithExtension: browser }) => {
  const page = await openView(browser, 'inventory');
  await openFiles(page, 'oauth-tokens-query.csv', 'audit-trail-query.csv', 'login-history-query.csv');
  const sync = page.locator('.sr-inventory__app').filter({ has: page.getByRole('heading', { name: 'Sync' }) });
  await expect(sync).toContainText(tById('workbench_inventory_issue', 'broad'));
  // The trail shows that the app was installed, and the table that it is not, so nobody knows its policy.
  await expect(sync).not.toContainText(tById('workbench_inventory_issue', 'self-authorized'));
  const contested = t('workbench_inventory_contested', tById('workbench_inventory_unknown', 'not-installed'));
  await sync.getByText(contested).click();
  await expect(page.locator('.sr-inventory__evidence').filter({ visible: true })).toContainText(/audit-trail-query\.csv \(2026-11-2\d\)/);
  // The login history names the org.
  await expect(page.getByRole('link', { name: tById('workbench_inventory_page', 'ConnectedApplication') }).first()).toHaveAttribute(
    'href',
    /^https:\/\/[\w-]+\.my\.salesforce\.com\/lightning\/setup\/ConnectedApplication\/home$/,
  );
  await page.getByRole('button', { name: new RegExp(`^${tById('workbench_inventory_issue', 'broad')}`) }).click();
  await expect(page.locator('.sr-inventory__app')).toHaveCount(1);
  const saved: Record<string, string> = {};
  for (const name of ['CSV for Excel', 'Markdown', 'JSON']) {
    await page.getByRole('button', { name: t('workbench_export') }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
    saved[download.suggestedFilename()] = await textOf(download);
  }
  expect(Object.keys(saved)).toEqual(['scope-review-inventory.csv', 'scope-review-inventory.md', 'scope-review-inventory.json']);
  expect(saved['scope-review-inventory.csv']).toMatch(/^\ufeffApp,Provider,.*\r\nSync,salesforce,,2,/);
  expect(JSON.parse(saved['scope-review-inventory.json'] ?? '')).toMatchObject([{ app: 'Sync', tokens: 2, isInstalled: null }]);
  expect(`${Object.values(saved).join('\n')}${await page.content()}`).not.toMatch(leaked);
});
