/**
 * The history and the preferences in the workbench: what is recorded, saved, exported and deleted.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { MAX_RECORDS } from '@/utils/storage/limits';
import { t, tById, tPlural } from '@/utils/text/text';
import { times } from '../counts';
import { findingTitle } from '../finding-title';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { fillStores, samples } from '../utils/storage/sample-records';
import type { TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { refused } from './journeys';
import { clickContinue, continueButton, grantedScopes, openRecognition, preset, reason, recognition, signIn } from './walk';

async function openView({ context, extensionId }: TestBrowser, view: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/workbench.html#${view}`);
  return page;
}

const rowsOf = (page: Page) => page.locator('.sr-history > tbody > tr');
const savedRows = (page: Page) => page.locator('.sr-saved__item');

/** Connects Clay on HubSpot without the scopes that change data. */
async function connectReadOnly(browser: TestBrowser, tab: Page, simulator: Parameters<typeof signIn>[1]): Promise<void> {
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  await expect(continueButton(panel)).toHaveText('Continue with 11 scopes');
  await clickContinue(tab, panel);
  await browser.panel(tab);
  await tab.getByRole('button', { name: 'Grant access' }).click();
  await grantedScopes(tab);
}

/** Resolves to the text of the file that a click saves. */
async function savedBy(page: Page, name: string, role: 'button' | 'menuitem' = 'button'): Promise<string> {
  const download = page.waitForEvent('download');
  if (role === 'menuitem') await page.getByRole('button', { name: t('workbench_export') }).click();
  await page.getByRole(role, { name, exact: role === 'button' }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

const choose = (page: Page, content: string) =>
  page.locator('input[type=file]').setInputFiles({ name: 'saved.json', mimeType: 'application/json', buffer: Buffer.from(content) });

test('a connection and a refusal are in the history, and can be searched, exported and deleted', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await connectReadOnly(browser, tab, simulator);
  await tab.context().addCookies([refused.cookie(simulator)]);
  await tab.goto(refused.url());
  await expect(reason(await browser.panel(tab))).toHaveText(findingTitle(refused.finding));

  const page = await openView(browser, 'history');
  const navigation = page.getByRole('navigation', { name: t('workbench_navigation') });
  await expect(navigation).toContainText('History2ApprovalsPreferences1Policy');
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(rowsOf(page).nth(0)).toContainText(findingTitle(refused.finding));
  await expect(rowsOf(page).nth(1)).toContainText(tById('workbench_history_kind', 'connected'));
  await expect(rowsOf(page).nth(1)).toContainText('Kept 11 of 18');
  await rowsOf(page).nth(0).getByRole('button').click();
  await expect(page.getByText('Who can fix it: Salesforce admin')).toBeVisible();

  await page.getByRole('searchbox').fill('hubspot contacts.write');
  await expect(rowsOf(page)).toHaveCount(1);
  const csv = await savedBy(page, t('workbench_export_csv_excel'), 'menuitem');
  expect(csv.startsWith('\ufefftime,provider,')).toBe(true);
  expect(csv.split('\r\n')).toHaveLength(3);
  await page.getByRole('searchbox').fill('');
  await expect(rowsOf(page)).toHaveCount(2);
  const json = await savedBy(page, t('workbench_export_json'), 'menuitem');
  expect(JSON.parse(json).outcomes.map(({ kind }: { kind: string }) => kind)).toEqual(['refused', 'connected']);
  expect(csv + json).not.toMatch(/state=|code=|https?:|@/);

  await rowsOf(page).nth(1).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Clay on HubSpot');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByText(t('workbench_history_details')).click();
  await expect(page.getByText('crm.objects.deals.write')).toBeVisible();
  await page.getByRole('button', { name: t('workbench_history_delete') }).click();
  await page.getByRole('button', { name: t('workbench_history_delete_yes'), exact: true }).click();
  await expect(page.getByText(t('workbench_history_deleted', 'Clay on HubSpot'))).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText('Salesforce');

  await page.getByRole('button', { name: t('workbench_history_clear') }).click();
  await page.getByRole('button', { name: t('workbench_history_clear_yes') }).click();
  await expect(navigation).toContainText('HistoryApprovalsPreferences1Policy');
  await expect(page.getByText(t('workbench_history_empty'), { exact: true })).toBeVisible();
  await page.goto(page.url().replace(/#.*/, '#preferences'));
  await expect(savedRows(page)).toHaveCount(1);
});

test('what is saved can be changed, and is exported byte for byte again after it was deleted and imported', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await connectReadOnly(browser, tab, simulator);
  const page = await openView(browser, 'preferences');
  await page.getByRole('button', { name: t('workbench_preferences_edit_named', 'Clay on HubSpot') }).click();
  await page.getByRole('checkbox', { name: '(crm.objects.contacts.write)' }).check();
  await page.getByRole('button', { name: t('workbench_preferences_edit_save') }).click();
  await expect(savedRows(page)).toContainText('Kept 12 of 18');

  const first = await savedBy(page, t('workbench_preferences_export'));
  await page.getByRole('button', { name: t('workbench_preferences_forget_all'), exact: true }).click();
  await page.getByRole('button', { name: t('workbench_preferences_forget_all_yes') }).click();
  await expect(page.getByText(t('workbench_preferences_empty'), { exact: true })).toBeVisible();

  await choose(page, first.replace('"kept"', '"kept2"'));
  await expect(page.getByRole('alert')).toContainText('preferences[0].kept2');
  await expect(savedRows(page)).toHaveCount(0);
  await page.getByRole('button', { name: t('workbench_close') }).click();

  await choose(page, first);
  await expect(page.getByRole('heading', { name: t('workbench_preferences_import_preview', 'saved.json') })).toBeFocused();
  await expect(savedRows(page)).toHaveCount(0);
  await page.getByRole('button', { name: tPlural('workbench_preferences_import_do', 1) }).click();
  await expect(savedRows(page)).toContainText('Kept 12 of 18');
  expect(await savedBy(page, t('workbench_preferences_export'))).toBe(first);

  // The next connection starts with the selection that was changed, exported and imported.
  for (const portal of simulator.state.portals) portal.installed = {};
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Continue with 12 scopes');

  // A chosen app is changed in place, and the open panel follows.
  await openRecognition(panel);
  await panel.getByRole('button', { name: t('app_is') }).click();
  await panel.getByRole('combobox', { name: t('app_is_label') }).selectOption({ label: 'Workato' });
  await panel.getByRole('button', { name: t('app_is_save') }).click();
  await expect(panel.getByRole('heading', { level: 1 })).toContainText('Workato');
  await page.reload();
  const chosen = page.getByRole('region', { name: t('workbench_preferences_section_corrections') });
  await chosen.getByRole('button', { name: /^Edit/ }).click();
  await chosen.getByRole('combobox', { name: t('app_is_label') }).selectOption({ label: t('app_is_none') });
  await chosen.getByRole('button', { name: t('app_is_save') }).click();
  await expect(chosen.getByRole('button', { name: /^Edit/ })).toBeFocused();
  await expect(chosen.locator('.sr-saved__item')).toContainText(t('workbench_preferences_override_none'));
  await expect.poll(() => recognition(panel)).toContain(t('matched_none'));
});

test('an app that only asked for access leads to its history, which can be deleted', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await connectReadOnly(browser, tab, simulator);
  const page = await openView(browser, 'history');
  await expect(rowsOf(page)).toHaveCount(1);
  const day = { first: '2026-11-20', last: '2026-11-21', requested: [{ day: '2026-11-20', ids: ['tickets'] }] };
  await page.evaluate(fillStores, { samples: { seen: { ...samples.seen, ...day } }, from: 0, to: 1 });
  await page.reload();
  const seen = page.getByRole('region', { name: t('workbench_history_seen') });
  await expect(seen.getByRole('link')).toHaveText(['client-000000 on HubSpot']);
  await expect(seen).toContainText('2026-11-21');
  await seen.getByRole('link').click();
  await expect(page.getByText(tPlural('workbench_history_requested', 1))).toBeVisible();
  await page.getByRole('button', { name: t('workbench_history_delete') }).click();
  await page.getByRole('button', { name: t('workbench_history_delete_yes'), exact: true }).click();
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(seen).toHaveCount(0);
});

test('approved baselines are listed, deleted after a question, and come back with the exported file', async ({
  browserWithExtension: browser,
}) => {
  const page = await openView(browser, 'approvals');
  await expect(page.getByText(t('workbench_approvals_empty'), { exact: true })).toBeVisible();
  const approved = { ...samples.baselines, until: '2027-06-30' };
  await page.evaluate(fillStores, { samples: { baselines: approved }, from: 0, to: 2 });
  await page.reload();
  await expect(savedRows(page)).toHaveText([
    /^App 000001 on HubSpot.*Any account/,
    /^App 000000.*until 2027-06-30.*reviewed by IT security/,
  ]);
  const view = (name: 'approvals' | 'preferences') =>
    page
      .getByRole('navigation')
      .getByRole('link', { name: tById('workbench_title', name) })
      .click();
  await view('preferences');
  await expect(page.getByRole('link', { name: t('workbench_preferences_approvals') })).toBeVisible();
  const file = await savedBy(page, t('workbench_preferences_export'));
  await page.getByRole('link', { name: t('workbench_preferences_approvals') }).click();
  await expect(page.getByRole('navigation')).toContainText('Approvals2Preferences');

  const show = page.getByRole('button', { name: t('workbench_preferences_baseline_show', 'App 000000 on HubSpot') });
  await show.click();
  await expect(show).toHaveAttribute('aria-expanded', 'true');
  const open = savedRows(page).nth(1);
  for (const part of [/Asked by\s*Sales operations/, /Why\s*Enriches contacts/, /Required/, 'crm.']) await expect(open).toContainText(part);
  await page.getByRole('button', { name: t('workbench_preferences_baselines_export') }).click();
  const table = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^CSV ?\.csv/ }).click();
  const [labels = '', ...rows] = readFileSync(await (await table).path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(labels).toMatch(/^App,Client ID,Provider,Account,Approved on,Until,Reviewed by,Asked by,Why,Required,/);
  expect(rows.map((row) => row.split(',', 1)[0])).toEqual(['App 000001', 'App 000000']);

  const remove = page.getByRole('button', { name: t('workbench_preferences_baseline_delete', 'App 000001 on HubSpot') });
  await remove.click();
  await page.getByRole('button', { name: t('workbench_keep') }).click();
  await expect(remove).toBeFocused();
  await remove.click();
  await page.getByRole('button', { name: t('workbench_approved_delete_yes') }).click();
  await expect(page.locator('.sr-saved').getByText(t('workbench_preferences_forgotten', 'App 000001 on HubSpot'))).toBeVisible();
  await expect(savedRows(page)).toHaveText([/^App 000000/]);
  await expect(page.getByRole('heading', { name: t('workbench_preferences_section_baselines') })).toBeFocused();

  await view('preferences');
  await choose(page, file);
  await page.getByText(t('workbench_preferences_import_list')).click();
  await expect(page.locator('.sr-import')).toContainText('App 000001 on HubSpot');
  await page.getByRole('button', { name: tPlural('workbench_preferences_import_do', 1) }).click();
  await view('approvals');
  await expect(savedRows(page)).toHaveCount(2);
  await view('preferences');
  expect(await savedBy(page, t('workbench_preferences_export'))).toBe(file);
});

test('E9: a search in very many connections and their export answer while they run, and can be stopped', async ({
  browserWithExtension: browser,
}) => {
  const total = times(30_000, 100_000);
  test.setTimeout(150_000 + total);
  const page = await openView(browser, 'history');
  await expect(page.getByText(t('workbench_history_empty'), { exact: true })).toBeVisible();
  await page.evaluate(fillStores, { samples: { outcomes: { ...samples.outcomes, appName: 'App #' } }, from: 0, to: total });
  await page.reload();
  await expect(rowsOf(page)).toHaveCount(100);
  await page.getByRole('searchbox').fill('nothing is called so');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: t('cancel') }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  const last = `App ${String(total - 10).padStart(6, '0')}`;
  await page.getByRole('searchbox').fill(last);
  await expect(rowsOf(page).first()).toContainText(last);
  await page.getByRole('searchbox').fill('');
  await expect(rowsOf(page)).toHaveCount(100);
  await page.getByRole('button', { name: t('idle_more') }).click();
  await expect(rowsOf(page)).toHaveCount(200);

  let saved = 0;
  page.on('download', () => {
    saved += 1;
  });
  await page.getByRole('button', { name: t('workbench_export') }).click();
  await page.getByRole('menuitem', { name: t('workbench_export_csv_excel') }).click();
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', /^[1-9]/);
  await page.getByRole('button', { name: t('cancel') }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByText(t('workbench_history_not_saved'))).toBeVisible();
  expect(saved).toBe(0);
});

test('E9: an export of very many connections has each of them once', async ({ browserWithExtension: browser }) => {
  // As many as the history keeps, or very many more.
  const total = times(MAX_RECORDS.outcomes, 100_000);
  test.setTimeout(150_000 + total * 3);
  const page = await openView(browser, 'history');
  await expect(page.getByText(t('workbench_history_empty'), { exact: true })).toBeVisible();
  await page.evaluate(fillStores, { samples: { outcomes: { ...samples.outcomes, appName: 'App #' } }, from: 0, to: total });
  await page.reload();
  await page.getByRole('button', { name: t('workbench_export') }).click();
  const download = page.waitForEvent('download', { timeout: total * 3 });
  await page.getByRole('menuitem', { name: t('workbench_export_csv_excel') }).click();
  const lines = readFileSync(await (await download).path(), 'utf8').match(/App \d{6}/g) ?? [];
  expect(lines).toHaveLength(total);
  expect(new Set(lines).size).toBe(total);
});
