/**
 * The last step of `npm start`: lets Clay request access to simulated providers. With a display, it
 * opens the browser for the user. Without one, it walks through the three providers headless and
 * prints the reviews and the paths of the screenshots.
 */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Frame, Page } from 'playwright';
import { openBrowser, type TestBrowser } from '@/tests/e2e/browser';
import { authorize, clayStart, signedIn } from '@/tests/e2e/outreach-walk';
import {
  boxFor,
  chooseAccount,
  clickContinue,
  connect,
  continueButton,
  email,
  grantedScopes,
  openPart,
  preset,
  reason,
  signIn,
} from '@/tests/e2e/walk';
import { startSimulator } from '@/tests/simulators/server';
import { hasDisplay, root } from './browsers.mjs';
import { readArguments } from './cli';

const folder = join(root, '.output/journey');
const refusedUser = 'hank@globex.example';

readArguments('Usage: tsx scripts/journey.ts (the last step of npm start)\n', {});
const simulator = await startSimulator();
await (hasDisplay ? openForUser() : walkHeadless());
await simulator.close();

async function openForUser(): Promise<void> {
  const browser = await openBrowser(simulator, { headless: false, keepsFirstRun: true });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.goto(clayStart);
  await page.bringToFront();
  console.log(`
A browser with the extension and simulated providers is open at ${clayStart}
Any password works. Close the window when you're done.

  Connect HubSpot      ${email}   review the request and grant less
  Connect Outreach     ${email}   drop scopes that the page doesn't let you drop
  Connect Salesforce   ben@acme.example        an approval
                       ${refusedUser}     a refusal: the app isn't installed in the org
`);
  await new Promise((resolve) => browser.context.once('close', resolve));
}

async function walkHeadless(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  console.log('\nNo display found: the browser runs headless, and the steps are done for you.');
  const browser = await openBrowser(simulator, { viewport: { width: 1280, height: 860 } });
  for (const walk of [walkHubspot, walkSalesforce, walkOutreach]) await walk(browser, await browser.context.newPage());
  await browser.close();
  console.log('\n\nDone. The extension is built; README.md says how to install it in your browser.');
}

async function walkHubspot(browser: TestBrowser, page: Page): Promise<void> {
  printTitle('HubSpot: grant less than an app requests');
  await signIn(page, simulator);
  await connect(page, clayStart);
  const panel = await browser.panel(page);
  await continueButton(panel).waitFor();
  await chooseAccount(page);
  await page.locator('scope-review-mark').last().waitFor();
  await printStep(page, 1, 'Clay requests access', 'hubspot-1-request', await reviewAsText(panel));

  await preset(panel, 'Read-only').check();
  await printStep(page, 2, 'Choose the preset "Read-only"', 'hubspot-2-read-only', [await buttonAsText(panel)]);
  await clickContinue(page, panel);

  await chooseAccount(page);
  await page.locator('scope-review-mark').last().waitFor();
  await page.getByRole('button', { name: 'Grant access' }).click();
  await printStep(page, 3, 'Grant the smaller request on the page', 'hubspot-3-granted', await tokenAsText(page));
}

async function walkSalesforce(browser: TestBrowser, page: Page): Promise<void> {
  printTitle('Salesforce: find out why an approval failed');
  await page.context().addCookies([simulator.salesforceCookie(refusedUser)]);
  await connect(page, `${clayStart}?salesforce=globex.my.salesforce.com`, 'Salesforce');
  const panel = await browser.panel(page);
  await panel.locator('.sr-steps').waitFor();
  await openPart(panel, 'The URL says');
  const textOf = async (selector: string) => oneLine(await panel.locator(selector).first().textContent());
  const error = await panel.locator('.sr-decoded dd').allTextContents();
  await closePart(panel, 'The URL says');
  await printStep(page, 1, `Clay requests access as ${refusedUser}, and Salesforce refuses`, 'salesforce-1-refused', [
    await textOf('.sr-why__line .sr-severity'),
    `! ${oneLine(await reason(panel).textContent())}`,
    ...wrap(await textOf('.sr-why__text')),
    ...wrap(`The error on the page: ${oneLine(await page.getByText('OAUTH_APPROVAL_ERROR_GENERIC').textContent())}`),
    `The error in the URL: ${error.join(': ')}`,
  ]);
  const steps = await panel.locator('.sr-steps li').evaluateAll((items) =>
    items.map((item) => ({
      text: item.querySelector('p')?.textContent ?? '',
      links: [...item.querySelectorAll<HTMLAnchorElement>('p:first-child a')].map(({ href }) => href),
    })),
  );
  await panel.locator('.sr-steps').scrollIntoViewIfNeeded();
  await printStep(page, 2, await textOf('.sr-actor'), 'salesforce-2-steps', [
    ...steps.flatMap(({ text, links }, index) =>
      [...wrap(oneLine(text)), ...links].map((line, row) => `${row ? '   ' : `${index + 1}) `}${line}`),
    ),
  ]);
}

async function walkOutreach(browser: TestBrowser, page: Page): Promise<void> {
  printTitle('Outreach: drop a scope although the page offers no choice');
  await signedIn(page, simulator);
  await connect(page, clayStart, 'Outreach');
  const panel = await browser.panel(page);
  await continueButton(panel).waitFor();
  await page.locator('scope-review-mark').last().waitFor();
  await printStep(page, 1, 'Clay requests access', 'outreach-1-request', await reviewAsText(panel));

  await boxFor(panel, 'tasks.all').uncheck();
  await printStep(page, 2, 'Drop tasks.all', 'outreach-2-dropped', [await buttonAsText(panel)]);
  await clickContinue(page, panel);

  await page.locator('scope-review-mark').last().waitFor();
  await authorize(page);
  await printStep(page, 3, 'Authorize the smaller request on the page', 'outreach-3-granted', await tokenAsText(page));
}

function printTitle(title: string): void {
  console.log(`\n\n${title}\n${'\u2500'.repeat(title.length)}`);
}

/** Prints a numbered step with its lines, and takes a screenshot. */
async function printStep(page: Page, number: number, title: string, screenshot: string, lines: readonly string[]): Promise<void> {
  const path = join(folder, `${screenshot}.png`);
  await page.screenshot({ path });
  console.log([`\n${number}. ${title}`, ...lines, `Screenshot: ${relative(process.cwd(), path)}`].join('\n   '));
}

/**
 * The panel's review as lines, with the scopes under the headings of the screen: `[x]` and `[ ]` are
 * checkboxes, and a required scope has none.
 */
async function reviewAsText(panel: Frame): Promise<string[]> {
  const title = await panel.locator('.sr-head__title > span').textContent();
  const summary = await panel.locator('.sr-verdict').textContent();
  const findings = await panel
    .locator('.sr-alerts > article')
    .evaluateAll((all) => all.map((one) => one.querySelector('.sr-finding__title, .sr-alert__title')?.lastChild?.textContent ?? ''));
  await openPart(panel, 'Required');
  const lines = await panel.locator('.sr-list__title, .sr-list__part, .sr-fold__title, li.sr-row').evaluateAll((all) =>
    all.map((line) => {
      const name = line.querySelector('.sr-row__open')?.getAttribute('aria-label') ?? '';
      const box = line.querySelector<HTMLInputElement>('input[type=checkbox]');
      return {
        heading: line.matches('li') ? null : (line.firstChild?.textContent ?? ''),
        mark: box ? (box.checked ? '[x]' : '[ ]') : ' \u2022 ',
        id: /\(([^()]*)\)$/.exec(name)?.[1] ?? '',
        label: line.querySelector('.sr-row__name')?.firstChild?.textContent ?? '',
      };
    }),
  );
  await closePart(panel, 'Required');
  const width = Math.max(...lines.map(({ id }) => id.length));
  return [
    oneLine(title),
    ...wrap(oneLine(summary)),
    ...findings.map((finding) => `! ${finding}`),
    ...lines.map(({ heading, mark, id, label }) => (heading === null ? `  ${mark} ${id.padEnd(width)}  ${label}` : oneLine(heading))),
  ];
}

/** Folds a part again, and shows the panel from its beginning. */
async function closePart(panel: Frame, name: string): Promise<void> {
  await panel.locator(`section[aria-label="${name}"] > button`).click();
  await panel.evaluate(() => scrollTo(0, 0));
}

async function buttonAsText(panel: Frame): Promise<string> {
  return `The button says: ${await continueButton(panel).textContent()}`;
}

async function tokenAsText(page: Page): Promise<string[]> {
  const granted = await grantedScopes(page);
  return [`Clay's token has ${granted.length} scopes:`, ...wrap(granted.join('  ')).map((line) => `  ${line}`)];
}

function oneLine(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** Breaks a text into lines of at most 90 characters, at its spaces. */
function wrap(text: string): string[] {
  return text.match(/\S.{0,88}\S(?=\s|$)|\S+/g) ?? [];
}
