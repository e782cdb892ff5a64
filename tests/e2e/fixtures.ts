/**
 * Each test has its own simulator and a new browser. After each test, no request may have left the
 * machine, and no secret may be anywhere that the extension or the browser left something.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { Page } from 'playwright';
import { secretsOf } from '../simulators/secrets';
import { type Simulator, startSimulator } from '../simulators/server';
import { type BrowserOptions, openBrowser, type TestBrowser } from './browser';
import { type Watch, watch } from './watch';

/** A browser that is watched from its start. */
export interface WatchedBrowser extends TestBrowser {
  watch: Watch;
}

interface Fixtures {
  simulator: Simulator;
  /** Opens a browser, for a test that needs another one than `browserWithExtension` or several. */
  open(options?: BrowserOptions): Promise<WatchedBrowser>;
  browserWithExtension: WatchedBrowser;
  /** A tab of that browser. */
  tab: Page;
}

interface Settings {
  grants: BrowserOptions['grants'];
  otherExtension: BrowserOptions['otherExtension'];
  /** Whether the test clicks a button that asks the user's org, so that there may be requests to it. */
  asksOrg: boolean;
}

export const test = base.extend<Fixtures & Settings>({
  grants: [undefined, { option: true }],
  otherExtension: [undefined, { option: true }],
  asksOrg: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter names
  simulator: async ({}, use) => {
    const simulator = await startSimulator();
    await use(simulator);
    await simulator.close();
    expect(simulator.leaks, 'hosts outside the simulator that were requested').toEqual([]);
  },
  open: async ({ simulator, asksOrg }, use) => {
    const closing: (() => Promise<void>)[] = [];
    const errors: string[] = [];
    const findings: string[] = [];
    await use(async (options = {}) => {
      const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'scope-review-'));
      let watching: Watch | undefined;
      const browser = await openBrowser(simulator, {
        ...options,
        profile,
        async onLaunch(context) {
          context.on('weberror', (error) => errors.push(String(error.error())));
          watching = await watch(context, secretsOf(simulator), { asksOrg });
        },
      });
      if (!watching) throw new Error('the browser is not watched');
      const watched = { ...browser, watch: watching };
      let isOpen = true;
      watched.close = async () => {
        if (!isOpen) return;
        isOpen = false;
        await watched.watch.beforeClose();
        await browser.close();
        findings.push(...watched.watch.findings(profile, browser.extensionId));
        if (!options.profile) rmSync(profile, { recursive: true, force: true });
      };
      closing.push(watched.close);
      return watched;
    });
    for (const close of closing) await close();
    expect(errors, 'uncaught errors in pages').toEqual([]);
    expect(findings, 'secrets that were left somewhere, and requests that nobody asked for').toEqual([]);
  },
  browserWithExtension: async ({ open, grants, otherExtension }, use) => {
    await use(await open({ ...(grants && { grants }), ...(otherExtension && { otherExtension }) }));
  },
  tab: async ({ browserWithExtension }, use) => {
    await use(browserWithExtension.context.pages()[0] ?? (await browserWithExtension.context.newPage()));
  },
});

export { expect };
