/**
 * `npm run journey` lets Clay request access to a simulated HubSpot. With a display, it opens the
 * browser for the user. Without one, it runs the steps headless and prints the review and the paths
 * of the screenshots.
 */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Frame, Page } from 'playwright';
import { openBrowser } from '@/tests/e2e/browser';
import { chooseAccount, clickContinue, connect, continueButton, email, grantedScopes, preset, signIn } from '@/tests/e2e/walk';
import { startSimulator } from '@/tests/simulators/server';

const folder = join(import.meta.dirname, '../.output/journey');
const start = 'https://app.clay.com/';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const simulator = await startSimulator();
await (hasDisplay ? openForUser() : walkHeadless());
await simulator.close();

async function openForUser(): Promise<void> {
  const browser = await openBrowser(simulator, { headless: false });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.goto(start);
  console.log(`A browser with the extension and simulated providers is open at ${start}
Click "Connect HubSpot" and sign in as ${email} with any password. Close the window when you're done.`);
  await new Promise((resolve) => browser.context.once('close', resolve));
}

async function walkHeadless(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser(simulator, { viewport: { width: 1280, height: 860 } });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await signIn(page, simulator);

  console.log('\nNo display found: running headless.\n\n1. Clay requests access to HubSpot');
  await connect(page, start);
  const panel = await browser.panel(page);
  await continueButton(panel).waitFor();
  await chooseAccount(page);
  await page.locator('scope-review-mark').last().waitFor();
  console.log(indent(await reviewAsText(panel)));
  await takeScreenshot(page, '1-review');

  console.log('\n2. Preset "Read-only", then continue with the smaller request');
  await preset(panel, 'Read-only').check();
  console.log(indent(`[ ${await continueButton(panel).textContent()} ]`));
  await takeScreenshot(page, '2-read-only');
  await clickContinue(page, panel);

  console.log('\n3. Approve on the page');
  await chooseAccount(page);
  await page.locator('scope-review-mark').last().waitFor();
  await takeScreenshot(page, '3-smaller-request');
  await page.getByRole('button', { name: 'Grant access' }).click();
  const granted = await grantedScopes(page);
  await takeScreenshot(page, '4-granted');
  console.log(indent(`Clay's token has ${granted.length} scopes:\n${granted.map((id) => `  ${id}`).join('\n')}`));
  await browser.close();
}

/** The panel's review as plain text, with the scopes grouped as on the screen. */
async function reviewAsText(panel: Frame): Promise<string> {
  const title = await panel.getByRole('heading', { level: 1 }).textContent();
  const summary = await panel.locator('.sr-verdict').textContent();
  const findings = await panel.locator('.sr-finding__title').allInnerTexts();
  const groups = await panel.locator('section.sr-group').evaluateAll((sections) =>
    sections.map((section) => {
      const rows = [...section.querySelectorAll('li.sr-row')].map((row) => {
        const box = row.querySelector<HTMLInputElement>('input[type=checkbox]');
        const checkbox = box ? (box.checked ? '[x]' : '[ ]') : ' * ';
        const id = row.querySelector('.sr-id')?.getAttribute('title') ?? '';
        return `  ${checkbox} ${row.querySelector('.sr-row__name')?.textContent?.replace(' (required)', '')} \u2013 ${id}`;
      });
      return `${section.getAttribute('aria-label')}\n${rows.join('\n')}`;
    }),
  );
  return [title, summary, ...findings.map((finding) => `! ${finding}`), ...groups].join('\n');
}

async function takeScreenshot(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  console.log(`   screenshot: ${relative(process.cwd(), path)}`);
}

function indent(text: string): string {
  return text.replace(/^/gm, '   ');
}
