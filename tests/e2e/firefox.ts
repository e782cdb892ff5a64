/**
 * The journey in Firefox, with the production build as a temporary add-on. Playwright cannot load add-ons there, so this is
 * puppeteer-core over WebDriver BiDi. Firefox reaches the simulator through its CONNECT proxy: nothing else is let through.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { sameExcept } from '@/providers/oauth2/query';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { type Simulator, startSimulator } from '../simulators/server';
import { email } from './walk';

const addOn = join(import.meta.dirname, '../../.output/firefox-mv3');
const addOnId = 'scope-review@scope-review.example';
const uuid = '6f1d2c6e-9b57-4c9a-8f0e-5b1f6e2d7a31';
/** Firefox asks for its own settings at each start, whatever the preferences say. */
const ownTraffic = 'firefox.settings.services.mozilla.com';

let simulator: Simulator;
let browser: Browser;

before(async () => {
  simulator = await startSimulator();
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
    headless: true,
    acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [addOnId]: uuid }),
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': simulator.proxyPort,
      'network.proxy.no_proxies_on': '',
    },
  });
  await browser.installExtension(addOn);
});

after(async () => {
  await browser?.close();
  await simulator?.close();
});

/** The load event of an extension page is never reported, but the page is there. */
async function openExtensionPage(path: string): Promise<Page> {
  const page = await browser.newPage();
  void page.goto(`moz-extension://${uuid}${path}`).catch(() => {});
  await page.waitForSelector('.sr-sheet', { timeout: 20_000 });
  return page;
}

async function tabIdOf(extensionPage: Page, host: string): Promise<number> {
  return extensionPage.evaluate(async (name) => {
    type Tabs = { query(filter: object): Promise<{ id?: number; url?: string }[]> };
    const { tabs } = (globalThis as unknown as { browser: { tabs: Tabs } }).browser;
    return (await tabs.query({})).find((tab) => tab.url?.includes(name))?.id ?? -1;
  }, host);
}

test('Firefox: review, narrow, approve, remember', { timeout: 120_000 }, async () => {
  const page = await browser.newPage();
  await page.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const signInLink = await page.waitForSelector('a[href*="login"]');
  await Promise.all([page.waitForNavigation(), signInLink?.click()]);
  await page.type('input:not([type=password]):not([type=hidden])', email);
  await page.type('input[type=password]', 'anything');
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  await page.waitForSelector('scope-review-mark');
  assert.equal((await page.$$('scope-review-mark')).length, 18);
  const original = page.url();

  const idle = await openExtensionPage('/popup.html?tab=-1');
  const tabId = await tabIdOf(idle, 'app.hubspot.com/oauth');
  assert.ok(tabId > 0);
  const popup = await openExtensionPage(`/popup.html?tab=${tabId}`);
  const readOnly = await popup.waitForSelector('::-p-xpath(//label[contains(., "Read-only")]/input)');
  await readOnly?.click();
  const button = await popup.waitForSelector('::-p-xpath(//button[normalize-space() = "Continue with 11 scopes"])');
  await Promise.all([page.waitForNavigation(), button?.click()]);
  assert.ok(sameExcept(original, page.url(), new Set(['scope', 'optional_scope'])));

  await page.waitForSelector('scope-review-mark');
  const grant = await page.waitForSelector('::-p-xpath(//button[normalize-space() = "Grant access"])');
  await Promise.all([page.waitForNavigation(), grant?.click()]);
  const granted = await page.$$eval('#granted li', (items) => items.map((item) => item.textContent));
  assert.equal(granted.length, 11);

  const list = await openExtensionPage('/popup.html?tab=-1');
  await list.waitForSelector('::-p-xpath(//*[contains(text(), "Clay on HubSpot")])');
  assert.deepEqual(
    simulator.leaks.filter((host) => !host.startsWith(ownTraffic)),
    [],
  );
});
