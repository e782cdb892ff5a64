/**
 * One Chromium with one installation of the extension for many tests. What a test stored is deleted after it,
 * and the worker is stopped, so that the next test finds nothing of it; the start of a browser costs more
 * processor time than most tests, and an installation half of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import type { Simulator } from '../simulators/server';
import { controlsOf, extensionFolder, type TestBrowser } from './browser';
import { launchChromium } from './chromium';

export interface SharedBrowser {
  context: BrowserContext;
  profile: string;
  /** Installs the extension, unless it is there. Its `close` deletes all that it stored. */
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

  let installed = '';
  const load = async () => {
    const worker = context.waitForEvent('serviceworker');
    const { id } = await session.send('Extensions.loadUnpacked', { path: extensionFolder });
    await worker;
    await controlsOf(context, id).ready();
    return id;
  };

  return {
    context,
    profile,
    async install() {
      installed ||= await load();
      const { ready: _, ...controls } = controlsOf(context, installed);
      return {
        ...controls,
        async close() {
          const [page] = context.pages();
          if (page && (await clearStored(page, installed))) return;
          await session.send('Extensions.uninstall', { id: installed });
          installed = '';
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

/**
 * Deletes what the extension stored, and starts its worker again, which would remember some of it. Leaves the
 * page empty. Resolves to false if the extension does not run, as after a test that has reloaded it.
 */
async function clearStored(page: Page, id: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  const isLoaded = await page.goto(`chrome-extension://${id}/manifest.json`).catch(() => null);
  if (!isLoaded) return false;
  await page.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) {
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      });
    }
    const { runtime, storage } = (globalThis as unknown as { chrome: Apis }).chrome;
    await Promise.all([storage.local.clear(), storage.session.clear(), storage.sync.clear()]);
    // It is no message of the extension, so nothing answers, but the worker starts.
    await runtime.sendMessage('start').catch(() => {});
  });
  await page.goto('about:blank');
  return true;
}

interface Apis {
  runtime: { sendMessage(message: string): Promise<unknown> };
  storage: Record<'local' | 'session' | 'sync', { clear(): Promise<void> }>;
}
