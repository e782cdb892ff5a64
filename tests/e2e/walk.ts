/** Steps on the simulated providers that several e2e tests share. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Frame, Locator, Page } from 'playwright';
import { findingTitle } from '../finding-title';
import { secret } from '../simulators/canary';
import type { Simulator } from '../simulators/server';

export const email = 'ada@ridgeline.example';
/** Any password works, so it is one that must be found nowhere. */
export const password = secret('password');
const account = 'Ridgeline Outfitters';

/** Signs the user in by cookie, because other tests cover the sign-in pages. */
export async function signIn(page: Page, simulator: Simulator, who = email): Promise<void> {
  await page.context().addCookies([{ ...simulator.sessionCookie(who), path: '/', secure: true }]);
}

/** Starts a connection on the app's start page, and resolves when the provider shows a page. */
export async function connect(page: Page, app: string, provider: 'HubSpot' | 'Outreach' | 'Salesforce' = 'HubSpot'): Promise<void> {
  await page.goto(app);
  await page.getByRole('link', { name: `Connect ${provider}` }).click();
  await page.waitForURL(new RegExp(`^https://[^/]*${provider}`, 'i'));
}

export async function chooseAccount(page: Page, name = account): Promise<void> {
  await page.getByText(name, { exact: true }).first().click();
  await page.getByRole('button', { name: 'Choose Account' }).click();
}

/** Resolves to the sorted scopes of the token that the app received. */
export async function grantedScopes(page: Page): Promise<string[]> {
  const list = page.locator('#granted li');
  await list.first().waitFor();
  return (await list.allTextContents()).sort();
}

/** Returns the files of the browser profile's extension and page storage that contain the text. */
export function storedFilesWith(profile: string, text: string): string[] {
  const stores = /IndexedDB|Local Extension Settings|Session Storage|Local Storage|Sync Extension/;
  return readdirSync(profile, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && stores.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));
}

export const continueButton = (review: Frame | Page) =>
  review.getByRole('button', { name: /^(?:Continue with \d+ scopes?|Keep (?:all \d+|the only scope))$/ });
export const checkboxes = (review: Frame | Page) => review.locator('.sr-row input[type=checkbox]');
export const preset = (review: Frame | Page, name: string) => review.getByRole('radio', { name: new RegExp(`^${name}`) });
/** The preset that keeps what the saved selection keeps. */
export const lastPreset = (review: Frame | Page) => review.getByRole('radio', { name: /^My last|My last selection$/ });
export const boxFor = (review: Frame | Page, id: string) => review.getByRole('checkbox', { name: `(${id})` });
/** The row of a scope, which shows the ID only on a click. */
export const rowOf = (review: Frame | Page, id: string) =>
  review.locator('li.sr-row', { has: review.getByRole('button', { name: `(${id})` }) });
/** A finding beside the choice, folded to one line or opened. */
export const findingOf = (review: Frame | Page, id: string) => review.locator('.sr-alerts > article', { hasText: findingTitle(id) });
/** Shows the notices that are folded to one line. */
export async function openNotes(review: Frame | Page): Promise<void> {
  await open(review.getByRole('button', { name: /^\d+ more notes$/ }));
}

/** The title of the cause or error that a refusal shows. */
export const reason = (review: Frame | Page) => review.locator('.sr-why__title');
/** The title of the face after Continue, after the approval or after a denial. */
export const face = (review: Frame | Page) => review.locator('.sr-state__title');
/** The titles of the causes of an error without a reason. */
export const causes = (review: Frame | Page) => review.locator('.sr-cause__title');
/** The rows of the scopes that must stay. */
export const required = (review: Frame | Page) => review.locator('section[aria-label="Required"] li.sr-row');

/** Opens a part that is folded to one line, unless it is open. */
export async function openPart(review: Frame | Page, name: string): Promise<void> {
  await open(review.locator(`section[aria-label="${name}"] > button`));
}

/** Opens the line that says how the app was recognized, unless it is open. */
export async function openRecognition(review: Frame | Page): Promise<void> {
  await open(review.locator('.sr-known'));
}

async function open(button: Locator): Promise<void> {
  await button.waitFor();
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
}

/** Resolves to the title of the button that stands for how the app was recognized. */
export const recognition = (review: Frame | Page) => review.locator('.sr-known').getAttribute('title');

/** Which optional rows can be read in full without scrolling. */
export interface FirstScreen {
  /** How many of them there are. */
  rows: number;
  /** How far the first of them is below the top of the panel, in CSS pixels. */
  firstRow: number;
}

/** Measures the first screen of a review as soon as its list is drawn. */
export async function measureFirstScreen(review: Frame | Page): Promise<FirstScreen> {
  await review.locator('li.sr-row').first().waitFor();
  return review.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const top = box('.sr-list__head')?.bottom ?? 0;
    const bottom = Math.min(box('.sr-actions')?.top ?? 0, innerHeight);
    const rows = [...document.querySelectorAll('.sr-scopes > ul > li.sr-row')].map((row) => row.getBoundingClientRect());
    // The head of the list is sticky, and its border touches the first row.
    const isVisible = (row: DOMRect) => row.top >= top - 1 && row.bottom <= bottom;
    return { rows: rows.filter(isVisible).length, firstRow: rows[0]?.top ?? Number.POSITIVE_INFINITY };
  });
}

/** Continues with the selection, and resolves once the page has left. */
export async function clickContinue(page: Page, review: Frame | Page): Promise<void> {
  await clickUntilLeft(page, review, continueButton(review));
}

/** Requests everything again after Continue, and resolves once the page has left. */
export async function undo(page: Page, review: Frame | Page): Promise<void> {
  await clickUntilLeft(page, review, review.getByRole('button', { name: /^Undo: request all/ }));
}

/**
 * Clicks until one click is accepted, because the panel ignores clicks until it was visible for a
 * moment.
 */
async function clickUntilLeft(page: Page, review: Frame | Page, button: Locator): Promise<void> {
  await page.bringToFront();
  const before = page.url();
  const left = page.waitForURL((url) => url.href !== before).then(() => true);
  const tooEarly = () => review.getByText('Something covers this panel').waitFor({ timeout: 2000 });
  const isLate = () => page.waitForTimeout(15_000).then(() => false);
  do await button.click();
  while (!(await Promise.race([left, tooEarly().then(() => false)]).catch(() => Promise.race([left, isLate()]))));
}

/** Clicks a button of a panel until one click is accepted, and resolves once its outcome is visible, up to 20 seconds later. */
export async function clickUntil(button: Locator, outcome: Locator): Promise<void> {
  await expect(async () => {
    if (await outcome.isVisible()) return;
    await button.click({ timeout: 1000 });
    await expect(outcome).toBeVisible({ timeout: 20_000 });
  }).toPass();
}

/**
 * Clicks *Continue* in a panel that the page covers, and resolves once the click is refused: the panel
 * says so, or asks again in a window of the extension, if by the time of the click, which depends on the
 * machine, the cover has been there for a second.
 */
export async function clickWhileCovered(page: Page, panel: Frame): Promise<void> {
  const opened = page.context().waitForEvent('page');
  await continueButton(panel).click();
  const asksAgain = opened.then((review) => expect(continueButton(review)).toBeVisible());
  await Promise.race([asksAgain, expect(panel.getByText('Something covers this panel')).toBeVisible()]);
}

/** What a user sees of the folded panel: its accessible name, and its box in CSS px. */
export interface FoldedTab {
  name: string;
  box: { x: number; y: number; width: number; height: number };
}

/**
 * Resolves to the tab of the folded panel, or to null if there is none. It is in a closed shadow
 * root, so only the accessibility tree shows it.
 */
export async function foldedTab(page: Page): Promise<FoldedTab | null> {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const node = nodes.find(({ role, name, ignored }) => !ignored && role?.value === 'button' && /^Scope Review: /.test(name?.value ?? ''));
    if (!node?.backendDOMNodeId) return null;
    // The tab may have been opened since.
    const box = await session.send('DOM.getBoxModel', { backendNodeId: node.backendDOMNodeId }).catch(() => null);
    if (!box) return null;
    const { model } = box;
    const [x = 0, y = 0] = model.border;
    return { name: String(node.name?.value), box: { x, y, width: model.width, height: model.height } };
  } finally {
    await session.detach();
  }
}

/** Resolves to every text of the page as assistive technology reads it, closed shadow roots included. */
export async function accessibleTexts(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.map(({ name }) => String(name?.value ?? ''));
}

/** Waits for the tab of the folded panel. */
export async function waitForFoldedTab(page: Page): Promise<FoldedTab> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const tab = await foldedTab(page).catch(() => null);
    if (tab) return tab;
    await page.waitForTimeout(100);
  }
  throw new Error('the panel did not fold');
}

/**
 * Opens the folded panel with a click on its tab. It clicks until the page gets one, because a page that
 * was not drawn yet loses the click. One that got it may be slow to open the panel, in which another click
 * would press something.
 */
export async function unfold(page: Page): Promise<void> {
  const { x, y, width, height } = (await waitForFoldedTab(page)).box;
  await page.evaluate(() => {
    Object.assign(globalThis, { isClicked: false });
    addEventListener('click', () => Object.assign(globalThis, { isClicked: true }), true);
  });
  const isClicked = () => page.waitForFunction('globalThis.isClicked', null, { timeout: 1000 }).catch(() => null);
  do await page.mouse.click(x + width / 2, y + height / 2);
  while (!(await isClicked()));
  while (await foldedTab(page)) await page.waitForTimeout(100);
}

/** Folds the open panel with its button, whichever its window's width shows. */
export async function fold(panel: Frame): Promise<void> {
  await panel.locator('.sr-head__fold:visible, .sr-head__back:visible').first().click();
}

/**
 * Unlocks the scope of an opened row. It clicks until one click is accepted, because the panel
 * ignores clicks until it was visible for a moment.
 */
export async function unlock(row: Locator): Promise<void> {
  const isUnlocked = () =>
    row
      .getByRole('checkbox')
      .waitFor({ timeout: 1000 })
      .then(() => true)
      .catch(() => false);
  do await row.getByRole('button', { name: 'Unlock anyway' }).click();
  while (!(await isUnlocked()));
}

/**
 * Makes every later page of the tab override the built-ins that a content script could depend on.
 */
export async function makeHostile(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Element.prototype.attachShadow = () => {
      throw new Error('no');
    };
    JSON.stringify = () => '"hacked"';
  });
}

/** Resolves to everything that a script of the page can find of the extension. */
export function extensionTracesIn(page: Page) {
  return page.evaluate(() => {
    const { chrome } = globalThis as unknown as { chrome?: { runtime?: { sendMessage?: unknown } } };
    return {
      frames: frames.length,
      root: document.querySelector('scope-review-dock')?.shadowRoot ?? null,
      marks: [...document.querySelectorAll('scope-review-mark')].filter((mark) => mark.shadowRoot).length,
      messages: typeof chrome?.runtime?.sendMessage,
      resources: performance.getEntriesByType('resource').filter((entry) => entry.name.includes('extension')).length,
    };
  });
}
export const noTraces = { frames: 0, root: null, marks: 0, messages: 'undefined', resources: 0 };
