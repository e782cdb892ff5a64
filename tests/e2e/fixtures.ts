/**
 * Each test has its own simulator and a new browser. After each test, no request may have left the
 * machine.
 */
import { test as base, expect } from '@playwright/test';
import type { Page } from 'playwright';
import { type Simulator, startSimulator } from '../simulators/server';
import { type BrowserOptions, openBrowser, type TestBrowser } from './browser';

interface Fixtures {
  simulator: Simulator;
  browserWithExtension: TestBrowser;
  /** A tab of that browser. */
  tab: Page;
}

interface Settings {
  grants: BrowserOptions['grants'];
  otherExtension: BrowserOptions['otherExtension'];
}

export const test = base.extend<Fixtures & Settings>({
  grants: [undefined, { option: true }],
  otherExtension: [undefined, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter names
  simulator: async ({}, use) => {
    const simulator = await startSimulator();
    await use(simulator);
    await simulator.close();
    expect(simulator.leaks, 'hosts outside the simulator that were requested').toEqual([]);
  },
  browserWithExtension: async ({ simulator, grants, otherExtension }, use) => {
    const browser = await openBrowser(simulator, { ...(grants && { grants }), ...(otherExtension && { otherExtension }) });
    const errors: string[] = [];
    browser.context.on('weberror', (error) => errors.push(String(error.error())));
    await use(browser);
    await browser.close();
    expect(errors, 'uncaught errors in pages').toEqual([]);
  },
  tab: async ({ browserWithExtension }, use) => {
    await use(browserWithExtension.context.pages()[0] ?? (await browserWithExtension.context.newPage()));
  },
});

export { expect };
