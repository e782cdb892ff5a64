/**
 * The Review view of the workbench: from the requests of a mail to an approved baseline, and back.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { readPolicyFile } from '@/utils/policy/policy-file';
import { t } from '@/utils/text/text';
import { canary } from '../simulators/canary';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import type { TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { addedLater, mailOf } from './mail';
import { signIn } from './walk';

async function openMail(browser: TestBrowser, text: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#review`);
  await page.getByRole('textbox', { name: /^Paste/ }).fill(text);
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  return page;
}

test('ten requests of a mail become ten rows; one is approved, and the next request of its app shows what changed', async ({
  browserWithExtension: browser,
  simulator,
  tab,
}) => {
  const page = await openMail(browser, mailOf());
  const rows = page.locator('.sr-requests tbody tr');
  await expect(rows).toHaveCount(10);
  await page.getByRole('link', { name: 'Clay' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('app.clay.com on HubSpot');

  await page.getByRole('button', { name: 'Save as approved baseline' }).click();
  await expect(page.getByLabel('Asked by')).toBeFocused();
  await page.getByLabel('Asked by').fill('Sales operations');
  await page.getByLabel('Reviewed by').fill('IT security');
  await page.getByLabel('Why').fill('Enriches contacts');
  await page.getByRole('button', { name: 'Save baseline' }).click();
  await expect(page.getByRole('heading', { name: /^Approved on/ })).toBeFocused();
  await expect(page.getByLabel('Compared with')).toHaveValue('baseline');
  await expect(page.locator('.sr-diff')).toHaveText('17 same');
  await page.getByRole('link', { name: 'All requests' }).click();
  await expect(page.getByRole('link', { name: 'Clay' })).toBeFocused();
  await expect(rows.filter({ hasText: 'Clay' })).toContainText('unchanged');

  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay'));
  const panel = await browser.panel(tab);
  await expect(panel.locator('.sr-alert', { hasText: 'Since the approval of' })).toContainText('1 new with more access');
  const line = panel.getByRole('button', { name: /^Approval/ });
  await line.click();
  await expect(panel.locator('.sr-disclosure', { has: line })).toContainText(addedLater);
  await expect(panel.locator('.sr-disclosure', { has: line })).toContainText('IT security');

  // The same is said of the request in the workbench, also after it was opened again.
  await page.close();
  const again = await openMail(browser, `${authorizeUrl('clay')}\n\n${authorizeUrl('northwind')}`);
  await expect(again.locator('#found-rows')).toBeFocused();
  await again.getByRole('button', { name: 'Changed since approval' }).click();
  await expect(again.locator('.sr-requests tbody tr')).toHaveText([/app\.clay\.com.*1 new with more access/]);
  // A printed list has the names of its apps, although nothing can be clicked.
  await again.emulateMedia({ media: 'print' });
  await expect(again.getByRole('link', { name: 'Clay' })).toBeVisible();
  await expect(again.getByRole('button', { name: 'Export' })).toBeHidden();
  await again.emulateMedia({ media: 'screen' });
  await again.getByRole('link', { name: 'Clay' }).click();
  await expect(again.locator('.sr-diff')).toHaveText('1 new with more access17 same');
  await again.getByRole('radio', { name: /^Changed/ }).check();
  await expect(again.locator('.sr-scope-table tbody tr:not(.sr-table__group)')).toHaveCount(1);
  await expect(again.locator('.sr-scope-table')).toContainText(addedLater);
  const download = again.waitForEvent('download');
  await again.getByRole('button', { name: 'Export' }).click();
  await again.getByRole('menuitem', { name: /^Markdown/ }).click();
  const ticket = readFileSync(await (await download).path(), 'utf8');
  expect(ticket).toMatch(
    /### Approval of .+\n\n- Reviewed by: `IT security`\n- Asked by: `Sales operations`\n- Why: `Enriches contacts`\n/,
  );
  expect(ticket).toContain('- **New with more access**: `crm.objects.deals.write`');

  // What was approved goes to the users in the file of a policy.
  const request = again.url();
  await again.getByRole('navigation').getByRole('link', { name: 'Policy' }).click();
  const exported = again.waitForEvent('download');
  await again.getByRole('button', { name: 'Export with 1 baseline' }).click();
  const policy = readPolicyFile(readFileSync(await (await exported).path(), 'utf8'));
  expect(policy).toMatchObject({ ok: true, file: { rules: [], baselines: [{ reviewedBy: 'IT security', until: null }] } });
  expect(policy.ok && policy.file.baselines?.[0]?.scopes).toHaveLength(17);
  await again.goto(request);

  await again.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(again.getByRole('button', { name: 'Keep' })).toBeFocused();
  await again.getByRole('button', { name: 'Delete it' }).click();
  await expect(again.getByRole('heading', { name: /^Approved on/ })).toHaveCount(0);
  await expect(again.getByRole('button', { name: 'Save as approved baseline' })).toBeFocused();
  // Nothing that was opened is stored, and the page says so.
  await again.reload();
  await expect(again.getByText(t('workbench_gone'))).toBeVisible();
  await tab.reload();
  await expect((await browser.panel(tab)).getByRole('heading', { level: 1 })).toHaveText('Clay on HubSpot');
  await expect((await browser.panel(tab)).getByText('Since the approval of')).toHaveCount(0);
});

test('a request that may have other scopes is compared with no other, and no other with it', async ({ browserWithExtension: browser }) => {
  const clay = authorizeUrl('clay');
  const page = await openMail(browser, [clay, `${clay}&request=eyJhbGciOiJub25lIn0.e30.`, authorizeUrl('northwind')].join('\n\n'));
  const names = page.locator('.sr-requests tbody a');
  await names.nth(0).click();
  await expect(page.getByLabel('Compared with').getByRole('option')).toHaveText(['Nothing', /northwind/]);
  await page.getByRole('link', { name: 'All requests' }).click();
  await names.nth(1).click();
  await expect(page.locator('.sr-verdict')).toContainText('At least 18 scopes');
  await expect(page.getByLabel('Compared with')).toHaveCount(0);
});

test('a review and the table are saved as Markdown, JSON and CSV, without anything secret', async ({ browserWithExtension: browser }) => {
  const page = await openMail(browser, mailOf());
  const save = async (format: string | RegExp) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: format }).click();
    const file = await download;
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };
  await expect(page.locator('.sr-requests tbody tr')).toHaveCount(10);
  const tables = [await save(/^Markdown/), await save('JSON'), await save(/^CSV ?\.csv/), await save('CSV for Excel')];
  expect(tables.map(({ name }) => name)).toEqual(['scope-review.md', 'scope-review.jsonl', 'scope-review.csv', 'scope-review.csv']);
  expect(tables.map(({ text }) => text.trimEnd().split('\n').length)).toEqual([12, 10, 11, 11]);
  expect(tables.map(({ text }) => text.startsWith('\ufeff'))).toEqual([false, false, false, true]);

  // What the filter hides is in no file.
  await page.getByRole('searchbox').fill('clay');
  await expect(page.locator('.sr-requests tbody tr')).toHaveCount(1);
  const filtered = [await save(/^Markdown/), await save('JSON'), await save(/^CSV ?\.csv/)];
  expect(filtered.map(({ text }) => text.trimEnd().split('\n').length)).toEqual([3, 1, 2]);
  for (const { text } of filtered) expect(text).toContain('app.clay.com');

  await page.getByRole('link', { name: 'Clay' }).click();
  const reviews = [await save(/^Markdown/), await save('JSON'), await save(/^CSV ?\.csv/), await save('CSV for Excel')];
  expect(reviews.map(({ name }) => name)).toEqual([
    'scope-review-app-clay-com-on-hubspot.md',
    'scope-review-app-clay-com-on-hubspot.json',
    'scope-review-app-clay-com-on-hubspot.csv',
    'scope-review-app-clay-com-on-hubspot.csv',
  ]);
  expect(JSON.parse(reviews[1]?.text ?? '')).toMatchObject({ provider: 'hubspot', kind: 'request', app: 'Clay' });
  expect(reviews[2]?.text.split('\r\n')).toHaveLength(19);
  for (const { text } of [...tables, ...reviews]) expect(text).not.toContain(canary);
});

test('a user asks an admin, who opens the request in the workbench and approves it with the same words', async ({
  browserWithExtension: browser,
  simulator,
  tab,
}) => {
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay'));
  const panel = await browser.panel(tab);
  await panel.getByRole('button', { name: 'More' }).click();
  await panel.getByRole('menuitem', { name: 'Ask my admin' }).click();
  await panel.getByLabel(/^Your name/).fill('Bo');
  await panel.getByLabel(/^What you need/).fill('Trade fair');
  await panel.getByRole('button', { name: 'Copy for my admin' }).click();
  await expect(panel.getByText('Copied. Send it to your admin.')).toBeVisible();

  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#review`);
  const field = page.getByRole('textbox', { name: /^Paste/ });
  await field.focus();
  await page.keyboard.press('Control+V');
  await expect(field).toHaveValue(/scope-review-request/);
  expect(await field.inputValue()).not.toContain(canary);
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  // The only request of a message opens at once.
  await expect(page.getByRole('region', { name: 'Who asks for this app' })).toContainText('Trade fair');
  await expect(page.locator('.sr-strip-key span')).toHaveText(['7 required', '9 kept', '2 dropped']);
  await page.getByRole('button', { name: 'Save as approved baseline' }).click();
  await expect(page.getByLabel('Asked by')).toHaveValue('Bo');
  await page.getByRole('checkbox').first().uncheck();
  await expect(page.locator('.sr-strip-key span')).toHaveText(['7 required', '8 kept', '3 dropped']);
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Save baseline' }).click();
  await expect(page.locator('.sr-diff')).toContainText('leaves out 2');
  await page.getByRole('region', { name: 'Approved baseline' }).getByRole('button', { name: 'Copy reply' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const search = page.getByRole('searchbox');
  await search.focus();
  await page.keyboard.press('Control+V');
  await expect(search).toHaveValue(
    /^app\.clay\.com on HubSpot has been approved since .*16 scopes are approved:.*2 scopes are not approved: - automation\.sequences/,
  );
  await search.fill('');
  // The open panel follows.
  const approved = await browser.panel(tab);
  await expect(approved.getByRole('button', { name: /^Approval/ })).toContainText('leaves out 2 of these scopes');
  await approved.getByRole('radio', { name: /^All/ }).click();
  await expect(approved.locator('.sr-alert', { hasText: 'The approval leaves out' })).toContainText('2 selected');
  await approved.getByRole('button', { name: 'Drop them' }).click();
  await expect(approved.getByRole('radio', { name: /^App default/ })).toBeChecked();
});
