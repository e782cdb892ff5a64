/** A person on the simulated HubSpot: the steps that every journey shares. */
import type { Frame, Page } from 'playwright';
import type { Simulator } from '../simulators/server';

export const email = 'ada@ridgeline.example';
const account = 'Ridgeline Outfitters';

/** Everybody is signed in from the start: the sign-in pages have a journey of their own. */
export async function signIn(page: Page, simulator: Simulator, who = email): Promise<void> {
  await page.context().addCookies([{ ...simulator.sessionCookie(who), path: '/', secure: true }]);
}

/** From the app's start page to the authorize URL; resolves when HubSpot shows something. */
export async function connect(page: Page, app: string): Promise<void> {
  await page.goto(app);
  await page.getByRole('link', { name: 'Connect HubSpot' }).click();
  await page.waitForURL(/hubspot\.com\//);
}

export async function chooseAccount(page: Page, name = account): Promise<void> {
  await page.getByText(name, { exact: true }).first().click();
  await page.getByRole('button', { name: 'Choose Account' }).click();
}

/** The scopes of the token that the app got, sorted. */
export async function grantedScopes(page: Page): Promise<string[]> {
  const list = page.locator('#granted li');
  await list.first().waitFor();
  return (await list.allTextContents()).sort();
}

export const continueButton = (review: Frame | Page) => review.getByRole('button', { name: /^Continue with \d+ scopes?$/ });
export const checkboxes = (review: Frame | Page) => review.locator('.sr-row input[type=checkbox]');
export const preset = (review: Frame | Page, name: string) => review.getByRole('radio', { name: new RegExp(`^${name}`) });

/** In the panel a click counts once the frame was seen for a moment: a person who is told so clicks again. */
export async function clickContinue(page: Page, review: Frame | Page): Promise<void> {
  await page.bringToFront();
  const before = page.url();
  const left = page.waitForURL((url) => url.href !== before).then(() => true);
  const tooEarly = () => review.getByText('Something covers this panel').waitFor({ timeout: 2000 });
  do await continueButton(review).click();
  while (!(await Promise.race([left, tooEarly().then(() => false)]).catch(() => left)));
}
