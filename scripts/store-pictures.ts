/**
 * `npm run store-pictures` makes the pictures that the stores ask for: screenshots of the
 * production build on simulated providers, the tile, the logo and the store icon. The same build
 * and fonts give the same bytes.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { openBrowser } from '@/tests/e2e/browser';
import { clayStart, signedIn } from '@/tests/e2e/outreach-walk';
import { boxFor, chooseAccount, clickContinue, connect, face, signIn } from '@/tests/e2e/walk';
import { salesforceAuthorizeUrl } from '@/tests/simulators/clients/salesforce';
import { startSimulator } from '@/tests/simulators/server';
import { t } from '@/utils/text/text';
import { brand, brandMark } from './brand-mark';
import { readArguments } from './cli';

readArguments('Usage: npm run store-pictures\n', {});
const folder = join(import.meta.dirname, '../docs/store/pictures');
mkdirSync(folder, { recursive: true });
const simulator = await startSimulator();
const browser = await openBrowser(simulator, { viewport: { width: 1280, height: 800 } });

await take('1-choose', async (page) => {
  await signIn(page, simulator);
  await connect(page, clayStart);
  await (await browser.panel(page)).locator('.sr-row').first().waitFor();
  await chooseAccount(page);
  await page.locator('scope-review-mark').last().waitFor();
});
await take('2-reduced', async (page) => {
  await signedIn(page, simulator);
  await connect(page, clayStart, 'Outreach');
  const panel = await browser.panel(page);
  await boxFor(panel, 'tasks.all').uncheck();
  await clickContinue(page, panel);
  await face(await browser.panel(page)).waitFor();
  await page.locator('scope-review-mark').nth(14).waitFor();
});
await take('3-refused', async (page) => {
  await page.context().addCookies([simulator.salesforceCookie('hank@globex.example')]);
  await page.goto(salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }));
  const heading = (await browser.panel(page)).locator('.sr-why__line .sr-severity');
  // The time is the only text that is another one each time.
  await heading.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.nodeValue = (walker.currentNode.nodeValue ?? '').replace(/\d\d:\d\d:\d\d/, '09:41:00');
  });
});
await take('4-about', async (page) => {
  await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#about`);
  await page.getByRole('button', { name: t('workbench_about_try') }).click();
  await page.locator('.sr-sheet--page .sr-row').first().waitFor();
  await page.getByRole('heading', { name: t('workbench_about_browser') }).waitFor();
});

const center = 'display:grid;place-content:center;justify-items:center';
await draw('tile', 440, 280, `background:${brand.accent};color:${brand.onAccent};${center};gap:12px`, [
  brandMark(88, brand.onAccent, brand.accent),
  '<strong style="font-size:32px">Scope Review</strong>',
  '<span style="font-size:17px">See what an app requests. Grant less.</span>',
]);
await draw('logo', 300, 300, '', [brandMark(300)]);
// Chrome asks for 16 px of clear space on each side.
await draw('icon', 128, 128, center, [brandMark(96)]);

await browser.close();
await simulator.close();
console.log(`pictures in ${folder}`);

/** Takes a screenshot of a new tab after these steps. */
async function take(name: string, steps: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.context.newPage();
  await steps(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
  await page.close();
}

/** Draws a picture of this size in pixels, on a transparent page. */
async function draw(name: string, width: number, height: number, style: string, parts: readonly string[]): Promise<void> {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width, height });
  await page.setContent(
    `<style>html,body{margin:0;height:100%}body{font-family:Arial,sans-serif;${style}}svg{display:block}</style>${parts.join('')}`,
  );
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true });
  await page.close();
}
