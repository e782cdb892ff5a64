/**
 * `npm run screenshots` takes the README's pictures, from the production build on simulated
 * providers.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { openBrowser, type TestBrowser } from '@/tests/e2e/browser';
import { clayStart, signedIn } from '@/tests/e2e/outreach-walk';
import { boxFor, chooseAccount, clickContinue, connect, face, signIn, waitForFoldedTab } from '@/tests/e2e/walk';
import { salesforceAuthorizeUrl } from '@/tests/simulators/clients/salesforce';
import { startSimulator } from '@/tests/simulators/server';
import { readArguments } from './cli';

readArguments('Usage: npm run screenshots\n', {});
const folder = join(import.meta.dirname, '../docs/pictures');
mkdirSync(folder, { recursive: true });
const simulator = await startSimulator();

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1200, 380, 320]) {
    const browser = await openBrowser(simulator, { colorScheme, viewport: { width, height: 860 } });
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    if (width === 1200) await takeNarrowed(browser, page, join(folder, `outreach-${width}-${colorScheme}.png`));
    await signIn(page, simulator);
    await connect(page, 'https://app.clay.com/');
    await (width < 720 ? waitForFoldedTab(page) : (await browser.panel(page)).locator('.sr-row').first().waitFor());
    await chooseAccount(page);
    await page.locator('scope-review-mark').last().waitFor();
    await page.screenshot({ path: join(folder, `consent-${width}-${colorScheme}.png`) });
    const popup = await browser.popup(page);
    await popup.setViewportSize({ width: 360, height: 600 });
    await popup.locator('.sr-actions').waitFor();
    if (width === 1200) await popup.screenshot({ path: join(folder, `popup-${colorScheme}.png`) });
    await popup.close();
    if (width !== 320) await takeRefused(browser, page, join(folder, `refused-${width}-${colorScheme}.png`));
    await browser.close();
  }
}

/** Takes a picture of Outreach's consent page after a scope was dropped. */
async function takeNarrowed(browser: TestBrowser, page: Page, path: string): Promise<void> {
  await signedIn(page, simulator);
  await connect(page, clayStart, 'Outreach');
  const panel = await browser.panel(page);
  await boxFor(panel, 'tasks.all').uncheck();
  await clickContinue(page, panel);
  await face(await browser.panel(page)).waitFor();
  await page.locator('scope-review-mark').nth(14).waitFor();
  await page.screenshot({ path });
}

/** Takes a picture of Salesforce's error page for an app that is not installed. */
async function takeRefused(browser: TestBrowser, page: Page, path: string): Promise<void> {
  await page.context().addCookies([simulator.salesforceCookie('hank@globex.example')]);
  await page.goto(salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }));
  const isNarrow = (page.viewportSize()?.width ?? 0) < 720;
  await (isNarrow ? waitForFoldedTab(page) : (await browser.panel(page)).locator('.sr-why').waitFor());
  await page.screenshot({ path });
}

await simulator.close();
console.log(`pictures in ${folder}`);
