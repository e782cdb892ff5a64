/**
 * The browser and the simulator that the tests of one file share. A test begins with a fresh tab
 * without cookies.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import axe from 'axe-core';
import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { type Simulator, startSimulator } from '../simulators/server';
import { button, openFirefox, type TestFirefox } from './firefox-browser';
import { forgetApprovals } from './journeys';
import { email } from './walk';

export let simulator: Simulator;
export let firefox: TestFirefox;

/** The options of each test; a busy machine may take five times as long as an idle one. */
export const limit = { timeout: 180_000 };

before(async () => {
  simulator = await startSimulator();
  firefox = await openFirefox(simulator);
});
after(async () => {
  const found = await firefox?.close();
  await simulator?.close();
  assert.deepEqual(found, [], 'secrets that were left somewhere');
});
afterEach(async (context) => {
  if (!(context as { passed?: boolean }).passed) await describeTabs();
  assert.deepEqual(firefox.leaks(), []);
  assert.deepEqual(await firefox.uncaught(), []);
});

/** Prints what each tab shows, which says where a test stopped. */
async function describeTabs(): Promise<void> {
  for (const page of await firefox.browser.pages())
    for (const frame of page.frames()) {
      const text = await frame.evaluate(() => document.body.textContent.slice(0, 400)).catch(() => null);
      if (text !== null) console.error(`${frame.url()}: ${text.replaceAll(/\s+/g, ' ')}`);
    }
}

/**
 * Scrolls the element to the center before clicking, because the action bar would cover it at the
 * edge.
 */
export async function press(page: Page, selector: string): Promise<void> {
  const element = await page.waitForSelector(selector);
  await element?.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await element?.click();
}

/** Presses something that leads the page to another one, and resolves once it is there. */
export async function leave(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), press(page, selector)]);
}

/** Replaces what is in a field. */
export async function fill(page: Page, selector: string, text: string): Promise<void> {
  const field = await page.waitForSelector(selector);
  await field?.evaluate((field, value) => {
    const input = field as HTMLInputElement;
    input.focus();
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
}

/** The field with this label. */
export const field = (label: string) =>
  `::-p-xpath(//label[span[normalize-space() = "${label}"]]//*[self::input or self::textarea] | //*[@id = //label[normalize-space() = "${label}"]/@for])`;

/** The element with this accessible name. */
export const named = (name: string) => `[aria-label="${name}"]`;

/** Chooses files for the field with this accessible name, or for the only one. */
export async function choose(page: Page, paths: string | readonly string[], name?: string): Promise<void> {
  const input = await page.waitForSelector(`input[type=file]${name ? `[aria-label="${name}"]` : ''}`);
  await (input as ElementHandle<HTMLInputElement>).uploadFile(...[paths].flat());
}

export const textOf = (review: Frame | Page, selector: string) =>
  review.$$eval(selector, (all) => all.map((one) => one.textContent?.trim()));

/** Resolves once the number of elements is this one. */
export const waitForCount = (page: Frame | Page, selector: string, count: number) =>
  page.waitForFunction((css, length) => document.querySelectorAll(css).length === length, {}, selector, count);

/** Resolves once an element contains the words. */
export const waitForText = (page: Frame | Page, selector: string, words: string) =>
  page.waitForFunction(
    (css, text) => [...document.querySelectorAll(css)].some((one) => one.textContent?.includes(text)),
    {},
    selector,
    words,
  );

/** Resolves to the next tab or window that opens. */
export const nextPage = () =>
  new Promise<Page>((resolve) => {
    firefox.browser.once('targetcreated', (target) => void target.page().then((page) => page && resolve(page)));
  });

/** Resolves to the text of the file that `act` saves in a page of the extension. */
export async function savedBy(page: Page, act: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    const create = URL.createObjectURL;
    const saved = new Promise<string>((resolve) => {
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = create;
        if (blob instanceof Blob) void blob.text().then(resolve);
        return create(blob);
      };
    });
    Object.assign(globalThis, { saved });
  });
  await act();
  return page.evaluate(() => (globalThis as unknown as { saved: Promise<string> }).saved);
}

/** Fails if axe finds anything on the page, whatever the viewport. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  assert.deepEqual(found, []);
}

/** Resolves to the user's tab after the app redirected it to Salesforce. */
export async function connectSalesforce(
  cookie: ReturnType<Simulator['salesforceCookie']>,
  app: 'clay' | 'northwind',
  given: Parameters<typeof salesforceAuthorizeUrl>[1],
): Promise<Page> {
  const page = await firefox.freshTab();
  await firefox.browser.setCookie(cookie);
  await page.goto(salesforceAuthorizeUrl(app, given));
  return page;
}

/** A new request of Clay for a HubSpot account, with 18 scopes. */
export const clayUrl = () => authorizeUrl('clay', { portalId: 4100001 });

/** Resolves to a fresh tab whose user is signed in to HubSpot. */
export async function tabOnHubspot(): Promise<Page> {
  const page = await firefox.freshTab();
  await firefox.browser.setCookie({ ...simulator.sessionCookie(email), path: '/', secure: true });
  return page;
}

/** Goes to HubSpot's page for a request, through its sign-in page. */
export async function signInOnTheWay(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await leave(page, 'a[href*="login"]');
  await page.type('input:not([type=password]):not([type=hidden])', email);
  await page.type('input[type=password]', 'anything');
  await leave(page, 'button');
  await page.waitForSelector('scope-review-mark');
}

/**
 * Connects Clay to HubSpot without the scopes that change data, through the popup. Resolves to the
 * tab with the app.
 */
export async function connectReadOnly(): Promise<Page> {
  forgetApprovals(simulator);
  const page = await tabOnHubspot();
  await page.goto(clayUrl());
  await page.waitForSelector('scope-review-mark');
  const popup = await firefox.popup(page);
  await press(popup, '::-p-xpath(//label[contains(., "Read-only") or contains(., "My last") or contains(., "My last selection")]/input)');
  const go = await popup.waitForSelector(button('Continue with 11 scopes'));
  await Promise.all([page.waitForNavigation(), go?.click()]);
  await popup.close();
  await page.waitForSelector('scope-review-mark');
  await leave(page, button('Grant access'));
  await page.waitForSelector('#granted li');
  return page;
}
