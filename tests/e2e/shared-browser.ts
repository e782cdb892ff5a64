/**
 * One Chromium for many tests. Each test starts with a fresh install of the extension, so that it finds
 * nothing of the test before; the start of a browser costs more processor time than most tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright';
import type { Simulator } from '../simulators/server';
import { controlsOf, extensionFolder, type TestBrowser } from './browser';
import { launchChromium } from './chromium';

export interface SharedBrowser {
  context: BrowserContext;
  profile: string;
  /** Installs the extension. Its `close` uninstalls it, with all that it stored. */
  install(): Promise<TestBrowser>;
  /** Leaves one empty page, no cookies and no permissions. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

export async function openSharedBrowser(simulator: Simulator): Promise<SharedBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'scope-review-'));
  const context = await launchChromium(simulator, profile, ['--enable-unsafe-extension-debugging']);
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('This browser offers no session of the DevTools protocol.');

  return {
    context,
    profile,
    async install() {
      const worker = context.waitForEvent('serviceworker');
      const { id } = await session.send('Extensions.loadUnpacked', { path: extensionFolder });
      await worker;
      const { ready, ...controls } = controlsOf(context, id);
      await ready();
      return {
        ...controls,
        async close() {
          await session.send('Extensions.uninstall', { id });
        },
      };
    },
    async closePages() {
      const pages = context.pages();
      await context.newPage();
      await Promise.all(pages.map((page) => page.close()));
      await context.clearCookies();
      await context.clearPermissions();
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
