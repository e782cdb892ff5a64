/**
 * Each test has simulated providers that nobody has used, and a new installation of the extension.
 * After each test, no request may have left the machine, and no secret may be anywhere that the
 * extension or the browser left something.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { BrowserContext, Page } from 'playwright';
import { secretsOf } from '../simulators/secrets';
import { type Simulator, startSimulator } from '../simulators/server';
import { type BrowserOptions, openBrowser, type TestBrowser } from './browser';
import { openSharedBrowser, type SharedBrowser } from './shared-browser';
import { type Watch, watch } from './watch';

/** A browser that is watched from its start. */
export interface WatchedBrowser extends TestBrowser {
  watch: Watch;
}

interface Fixtures {
  simulator: Simulator;
  browsers: {
    open(options?: BrowserOptions): Promise<WatchedBrowser>;
    install(): Promise<WatchedBrowser>;
  };
  /** Opens a browser, for a test that needs another one than `browserWithExtension` or several. */
  open(options?: BrowserOptions): Promise<WatchedBrowser>;
  browserWithExtension: WatchedBrowser;
  /** A tab of that browser. */
  tab: Page;
}

interface WorkerFixtures {
  servers: Simulator;
  /** Starts the browser of all tests that need none of their own, once. */
  share(): Promise<SharedBrowser>;
}

interface Settings {
  grants: BrowserOptions['grants'];
  otherExtension: BrowserOptions['otherExtension'];
  /** Whether the test clicks a button that asks the user's org, so that there may be requests to it. */
  asksOrg: boolean;
}

export const test = base.extend<Fixtures & Settings, WorkerFixtures>({
  grants: [undefined, { option: true }],
  otherExtension: [undefined, { option: true }],
  asksOrg: [false, { option: true }],
  servers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter names
    async ({}, use) => {
      const servers = await startSimulator();
      await use(servers);
      await servers.close();
    },
    { scope: 'worker' },
  ],
  share: [
    async ({ servers }, use) => {
      let shared: Promise<SharedBrowser> | undefined;
      await use(() => {
        shared ??= openSharedBrowser(servers);
        return shared;
      });
      await (await shared)?.close();
    },
    { scope: 'worker' },
  ],
  simulator: async ({ servers }, use) => {
    servers.reset();
    await use(servers);
    expect(servers.leaks, 'hosts outside the simulator that were requested').toEqual([]);
  },
  browsers: async ({ simulator, asksOrg, share }, use) => {
    const closing: (() => Promise<void>)[] = [];
    const findings: string[] = [];
    const start = (context: BrowserContext) => watch(context, secretsOf(simulator), { asksOrg });
    const keep = (browser: TestBrowser, watching: Watch, end: () => Promise<void>): WatchedBrowser => {
      let isOpen = true;
      const close = async () => {
        if (!isOpen) return;
        isOpen = false;
        await watching.beforeClose();
        await end();
        await watching.stop();
      };
      closing.push(close);
      return { ...browser, watch: watching, close };
    };
    await use({
      async open(options = {}) {
        const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'scope-review-'));
        let watching: Watch | undefined;
        const browser = await openBrowser(simulator, {
          ...options,
          profile,
          async onLaunch(context) {
            watching = await start(context);
          },
        });
        if (!watching) throw new Error('the browser is not watched');
        const { findings: find } = watching;
        return keep(browser, watching, async () => {
          await browser.close();
          findings.push(...find(profile, browser.extensionId));
          if (!options.profile) rmSync(profile, { recursive: true, force: true });
        });
      },
      async install() {
        const shared = await share();
        const watching = await start(shared.context);
        const browser = await shared.install();
        return keep(browser, watching, async () => {
          await shared.closePages();
          findings.push(...watching.findings(shared.profile, browser.extensionId));
          await browser.close();
        });
      },
    });
    for (const close of closing) await close();
    expect(findings, 'secrets that were left somewhere, uncaught errors, and requests that nobody asked for').toEqual([]);
  },
  open: ({ browsers }, use) => use(browsers.open),
  browserWithExtension: async ({ browsers, grants, otherExtension }, use) => {
    const needsItsOwn = grants || otherExtension;
    await use(
      await (needsItsOwn ? browsers.open({ ...(grants && { grants }), ...(otherExtension && { otherExtension }) }) : browsers.install()),
    );
  },
  tab: async ({ browserWithExtension }, use) => {
    await use(browserWithExtension.context.pages()[0] ?? (await browserWithExtension.context.newPage()));
  },
});

export { expect };
