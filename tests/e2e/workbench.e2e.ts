/** The workbench in the production build: what users open, and what becomes of its secrets. */
import { join } from 'node:path';
import type { Page } from 'playwright';
import { salesforce } from '@/providers/salesforce';
import { t } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { leaked } from '../utils/files/sample';
import { samples } from '../utils/files/sample-facts';
import type { TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { type WorkbenchTab, walkSample } from './sample-walk';
import { signIn } from './walk';

const folder = join(import.meta.dirname, '../corpus/files');

/** Opens the workbench in a tab of its own. */
async function openWorkbench({ context, extensionId }: TestBrowser): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/workbench.html`);
  return page;
}

const rowsOf = (page: Page) => page.locator('.sr-requests tbody tr');

test('each sample file is recognized, and shows its facts without its secrets', async ({ browserWithExtension: browser }) => {
  const page = await openWorkbench(browser);
  const output: string[] = [];
  page.on('console', (message) => output.push(message.text()));
  const workbench: WorkbenchTab = {
    run: (run, given) => page.evaluate(run as never, given),
    choose: (path) => page.locator('input[type=file]').setInputFiles(path),
  };
  for (const name of Object.keys(samples)) await test.step(name, async () => void output.push(await walkSample(workbench, name)));
  expect(output.join('\n')).not.toMatch(leaked);
});

test('panel, popup and idle popup lead to it', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  for (const review of [await browser.panel(tab), await browser.popup(tab)]) {
    const opened = browser.context.waitForEvent('page');
    await review.getByRole('button', { name: t('head_more') }).click();
    await review.getByRole('menuitem', { name: t('idle_workbench') }).click();
    const workbench = await opened;
    await expect(workbench.locator('.sr-bench')).toBeVisible();
    await workbench.close();
  }
  await tab.goto('https://app.hubspot.com/contacts/1234');
  const opened = browser.context.waitForEvent('page');
  await (await browser.popup(tab)).getByRole('link', { name: t('idle_workbench') }).click();
  await expect((await opened).getByRole('heading', { level: 1, name: t('workbench_title_review') })).toBeVisible();
});

test('ten URLs of a mail are ten rows, and each opens as a review with an address of its own', async ({
  browserWithExtension: browser,
}) => {
  const page = await openWorkbench(browser);
  const urls = Array.from({ length: 10 }, (_, index) => authorizeUrl(index % 2 ? 'clay' : 'workato', { portalId: 4100001 + index }));
  await page.getByRole('textbox').fill(`Hi,\n\nplease approve these:\n\n${urls.join('\n\nand\n\n')}\n\nThanks`);
  await page.keyboard.press('Control+Enter');
  await expect(rowsOf(page)).toHaveCount(10);
  await rowsOf(page).nth(1).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('app.clay.com on HubSpot');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page).toHaveURL(/#review\/1\/1$/);
  await expect(page.getByText('crm.objects.deals.write', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(rowsOf(page)).toHaveCount(10);
  await expect(page.getByRole('textbox')).toHaveValue('');
});

test('the cause of a refusal in a trace is the one that the tab shows', async ({ browserWithExtension: browser }) => {
  const page = await openWorkbench(browser);
  await page.locator('input[type=file]').setInputFiles(join(folder, 'chrome.har'));
  const rule = salesforce.knowledge.errors.find(({ id }) => id === 'salesforce-app-not-installed');
  await expect(rowsOf(page)).toContainText(findingTitle(rule?.id ?? ''));
});

test('a large file is read while the page answers, and the reading can be stopped', async ({ browserWithExtension: browser }) => {
  const page = await openWorkbench(browser);
  await page.evaluate(() => {
    const entry = JSON.stringify({
      request: { method: 'GET', url: 'https://cdn.example.com/a.js', headers: [] },
      response: { status: 200, headers: [] },
    });
    const text = `{"log":{"version":"1.2","entries":[${Array.from({ length: 300_000 }, () => entry).join(',')}]}}`;
    const data = new DataTransfer();
    data.items.add(new File([text], 'large.har'));
    document.querySelector('.sr-intake')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText('Reading large.har')).toBeVisible();
  await page.getByRole('button', { name: t('cancel') }).click();
  await expect(page.getByText('Reading large.har')).toHaveCount(0);
  await expect(page.locator('.sr-opened')).toHaveCount(0);
  // What is opened afterwards is read by a new worker.
  await page.locator('input[type=file]').setInputFiles(join(folder, 'app-hsmeta.json'));
  await expect(rowsOf(page)).toHaveCount(1);
});
