/** Chromium with the production build, in a world that is only the simulated hosts. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Frame, type Page } from 'playwright';
import type { Simulator } from '../simulators/server';

export const extensionFolder = join(import.meta.dirname, '../../.output/chrome-mv3');

export interface BrowserOptions {
  /** A profile to come back to; without one a fresh profile that is removed at the end. */
  profile?: string;
  headless?: boolean;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** Optional permissions that the person would say yes to: no tool can press the browser's own button. Needs a fresh profile. */
  grants?: { permissions?: string[]; origins?: string[] };
  /** The folder of another one, or none (for comparisons). */
  extension?: string | null;
}

export interface TestBrowser {
  context: BrowserContext;
  extensionId: string;
  /** The panel's frame on a page, once it is there. */
  panel(page: Page): Promise<Frame>;
  /** The popup for a page's tab, in a page of its own: no tool has a handle on the real bubble. */
  popup(page: Page): Promise<Page>;
  tabId(page: Page): Promise<number>;
  badge(page: Page): Promise<string>;
  /** What the extension may do at the moment, beyond what it must be able to. */
  granted(): Promise<string[]>;
  /** Stops the service worker, as the browser does after half a minute of silence. */
  killWorker(): Promise<void>;
  close(): Promise<void>;
}

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser(simulator: Simulator, options: BrowserOptions = {}): Promise<TestBrowser> {
  const { headless = true, colorScheme = 'light', viewport = { width: 1280, height: 900 }, extension = extensionFolder } = options;
  if (extension && !existsSync(extension)) throw new Error(`There is no build in ${extension}: run "npm run build" first.`);
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'scope-review-'));
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      headless,
      colorScheme,
      viewport: headless ? viewport : null,
      ignoreHTTPSErrors: true,
      args: [
        ...quiet,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--host-resolver-rules=${simulator.hostResolverRules}`,
        `--ignore-certificate-errors-spki-list=${simulator.spki}`,
        ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      ],
    });
  if (options.grants) {
    await (await launch()).close();
    grantInProfile(profile, options.grants);
  }
  const context = await launch();
  const firstWorker = () => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
  const ours = extension === extensionFolder;
  const extensionId = ours ? new URL((await firstWorker()).url()).host : '';

  // Questions to the browser go through a page of the extension: the worker may be stopped at any time.
  let ownPage: Page | null = null;
  const inExtension = async () => {
    if (!ownPage || ownPage.isClosed()) {
      ownPage = await context.newPage();
      await ownPage.goto(`chrome-extension://${extensionId}/popup.html?tab=-1`);
    }
    return ownPage;
  };

  if (ours) {
    // The worker is there; wait until it answers, so that no first request goes by unseen.
    const first = await inExtension();
    await first.locator('.sr-idle').waitFor();
    await first.close();
  }

  const tabIds = new WeakMap<Page, number>();
  const tabId = async (page: Page) => {
    const known = tabIds.get(page);
    if (known !== undefined) return known;
    const found = await (await inExtension()).evaluate(async (url) => {
      const { tabs } = (globalThis as unknown as ExtensionGlobal).chrome;
      return (await tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
    }, page.url());
    if (found < 0) throw new Error(`the extension sees no tab at ${new URL(page.url()).host}`);
    tabIds.set(page, found);
    return found;
  };

  return {
    context,
    extensionId,
    tabId,
    async panel(page) {
      const isPanel = (frame: Frame) => frame.url().includes('/panel.html');
      const already = page.frames().find(isPanel);
      return already ?? page.waitForEvent('framenavigated', isPanel);
    },
    async popup(page) {
      const id = await tabId(page);
      const popup = await context.newPage();
      await popup.setViewportSize({ width: 360, height: 600 });
      await popup.goto(`chrome-extension://${extensionId}/popup.html?tab=${id}`);
      return popup;
    },
    async badge(page) {
      const id = await tabId(page);
      return (await inExtension()).evaluate(
        (tab) => (globalThis as unknown as ExtensionGlobal).chrome.action.getBadgeText({ tabId: tab }),
        id,
      );
    },
    async granted() {
      const all = await (await inExtension()).evaluate(() => (globalThis as unknown as ExtensionGlobal).chrome.permissions.getAll());
      const manifest = JSON.parse(readFileSync(join(extensionFolder, 'manifest.json'), 'utf8'));
      const required = new Set([
        ...manifest.permissions,
        ...manifest.host_permissions,
        ...manifest.content_scripts.flatMap((one: { matches: string[] }) => one.matches),
      ]);
      return [...(all.permissions ?? []), ...(all.origins ?? [])].filter((one) => !required.has(one));
    },
    async killWorker() {
      const session = await context.newCDPSession(await inExtension());
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await session.detach();
    },
    async close() {
      await context.close();
      if (!options.profile) rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A permission that was granted once is granted again without a question: the profile says that it was. */
function grantInProfile(profile: string, { permissions = [], origins = [] }: NonNullable<BrowserOptions['grants']>): void {
  const path = join(profile, 'Default/Preferences');
  const preferences = JSON.parse(readFileSync(path, 'utf8'));
  for (const settings of Object.values<Record<string, unknown>>(preferences.extensions.settings)) {
    if (settings.path === extensionFolder)
      settings.runtime_granted_permissions = { api: permissions, explicit_host: origins, manifest_permissions: [], scriptable_host: [] };
  }
  writeFileSync(path, JSON.stringify(preferences));
}

/** What a page of the extension offers to `evaluate`. */
interface ExtensionGlobal {
  chrome: {
    tabs: { query(filter: object): Promise<{ id?: number; url?: string }[]> };
    permissions: { getAll(): Promise<{ permissions?: string[]; origins?: string[] }> };
    action: { getBadgeText(of: { tabId: number }): Promise<string> };
  };
}
