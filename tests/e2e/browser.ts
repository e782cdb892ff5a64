/** Chromium with the production build, and what a test does with it. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, Frame, Page } from 'playwright';
import type { Simulator } from '../simulators/server';
import { type LaunchOptions, launchChromium } from './chromium';

export const extensionFolder = join(import.meta.dirname, '../../.output/chrome-mv3');

/** Copies the build to a folder of its own, which a test may change and must delete. */
export function copyBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'scope-review-build-'));
  cpSync(extensionFolder, folder, { recursive: true });
  return folder;
}

/** Changes the version of an unpacked extension, which the browser notices when it loads it again. */
export function setVersion(folder: string, version: string): void {
  const path = join(folder, 'manifest.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), version }));
}

export interface BrowserOptions extends LaunchOptions {
  /** A profile folder to reuse; without it, a new profile is created and removed at the end. */
  profile?: string;
  /**
   * Optional permissions that the browser grants without a prompt, because no tool can click the
   * prompt. Needs a new profile.
   */
  grants?: { permissions?: string[]; origins?: string[] };
  /** Allows the extension in incognito windows, as a user does in the settings. Needs a new profile. */
  incognito?: boolean;
  /**
   * The folder of a copy of the build or of another extension, or null for none; the benchmark
   * compares them.
   */
  extension?: string | null;
  /** The folder of another extension that runs beside this one. */
  otherExtension?: string;
  /**
   * Leaves the page open that the extension opens after its installation, which is each start here.
   */
  keepsFirstRun?: boolean;
  /** Runs as soon as the browser is there, before anything else is done in it. */
  onLaunch?(context: BrowserContext): Promise<void>;
}

/** Whether this is the page that the extension opens after its installation. */
export const isFirstRun = (page: Page) => page.url().endsWith('/workbench.html#about');

/** What a test does with the extension in a browser. */
interface Controls {
  context: BrowserContext;
  extensionId: string;
  /** Brings the page's tab to the front, and resolves to the panel's frame once it takes clicks. */
  panel(page: Page): Promise<Frame>;
  /**
   * Opens the popup for a page's tab in a page of its own, because no tool can reach the real
   * popup.
   */
  popup(page: Page): Promise<Page>;
  tabId(page: Page): Promise<number>;
  badge(page: Page): Promise<string>;
  /** Resolves to the optional permissions that are granted at the moment. */
  granted(): Promise<string[]>;
  /** Stops the service worker, as the browser does after 30 seconds without events. */
  killWorker(): Promise<void>;
}

export interface TestBrowser extends Controls {
  close(): Promise<void>;
}

/**
 * Chromium drops input into a frame that observes its visibility and has moved within the last half
 * second (`FrameVisualProperties`, read 2026-11-26). The panel moves when it opens.
 */
const MOVED_MS = 700;

export async function openBrowser(simulator: Simulator, options: BrowserOptions = {}): Promise<TestBrowser> {
  const { extension = extensionFolder } = options;
  if (extension && !existsSync(extension)) throw new Error(`There is no build in ${extension}: run "npm run build" first.`);
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'scope-review-'));
  const extensions = [extension, options.otherExtension].filter(Boolean).join();
  const loading = extensions ? [`--disable-extensions-except=${extensions}`, `--load-extension=${extensions}`] : [];
  const launch = () => launchChromium(simulator, profile, loading, options);
  if (options.grants || options.incognito) {
    await (await launch()).close();
    grantInProfile(profile, options);
  }
  const context = await launch();
  await options.onLaunch?.(context);
  const firstWorker = () => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
  const ours = extension !== null && existsSync(join(extension, 'workbench.html'));
  const extensionId = extension && hasWorker(extension) ? new URL((await firstWorker()).url()).host : '';
  const controls = controlsOf(context, extensionId);
  if (ours) await controls.ready(options.keepsFirstRun);
  return {
    ...controls,
    async close() {
      await context.close();
      if (!options.profile) rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** `ready` waits until the extension answers, and closes the page that it opens after its installation. */
export function controlsOf(context: BrowserContext, extensionId: string): Controls & { ready(keepsFirstRun?: boolean): Promise<void> } {
  // Extension APIs are called from a page of the extension, because the worker may be stopped at any
  // time. This one runs nothing.
  let extensionTab: Page | null = null;
  const inExtension = async () => {
    if (!extensionTab || extensionTab.isClosed()) {
      extensionTab = await context.newPage();
      await extensionTab.goto(`chrome-extension://${extensionId}/manifest.json`);
    }
    return extensionTab;
  };

  /** Resolves once the popup shows something, which takes a worker that listens. */
  const waitForWorker = async () => {
    const popup = await context.newPage();
    await popup.goto(`chrome-extension://${extensionId}/popup.html?tab=-1`);
    await popup.locator('.sr-idle').waitFor();
    await popup.close();
  };

  const tabIds = new WeakMap<Page, number>();
  const tabId = async (page: Page) => {
    const known = tabIds.get(page);
    if (known !== undefined) return known;
    const id = await (await inExtension()).evaluate(async (url) => {
      const { tabs } = (globalThis as unknown as ExtensionGlobal).chrome;
      return (await tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
    }, page.url());
    if (id < 0) throw new Error(`the extension sees no tab at ${new URL(page.url()).host}`);
    tabIds.set(page, id);
    return id;
  };

  return {
    context,
    extensionId,
    async ready(keepsFirstRun = false) {
      // The worker opens it as soon as it listens, and it would take the focus from the tab of a test.
      // On a very busy machine it sometimes never opens.
      let firstRun = context.pages().find(isFirstRun);
      for (let waits = 0; !firstRun && waits < 160; waits += 1) {
        await setTimeout(50);
        firstRun = context.pages().find(isFirstRun);
      }
      if (!firstRun) await waitForWorker();
      else if (!keepsFirstRun) await firstRun.close();
    },
    tabId,
    async panel(page) {
      const isPanel = (frame: Frame) => frame.url().includes('/panel.html');
      // Behind another tab, a page paints nothing, and input does not always reach its frames.
      await page.bringToFront();
      const frame = page.frames().find(isPanel) ?? (await page.waitForEvent('framenavigated', isPanel));
      const rest = (time: number) => new Promise<void>((resolve) => globalThis.setTimeout(resolve, Math.max(0, time - performance.now())));
      // A frame of a page that the test leaves meanwhile is gone.
      await frame.evaluate(rest, MOVED_MS).catch(() => {});
      return frame;
    },
    async popup(page) {
      const id = await tabId(page);
      const popup = await context.newPage();
      await popup.setViewportSize({ width: 360, height: 600 });
      await popup.goto(`chrome-extension://${extensionId}/popup.html?tab=${id}`);
      // A click right after the popup appeared does not count.
      await popup.waitForFunction(() => performance.now() > 1_000);
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
  };
}

/** Whether an unpacked extension has a service worker, whose address tells the extension's ID. */
function hasWorker(folder: string): boolean {
  return Boolean(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).background?.service_worker);
}

/**
 * Records the permissions as granted before, because the browser then grants them again without a
 * prompt, and what the user allows on the browser's page about extensions.
 */
function grantInProfile(profile: string, { grants, incognito = false }: BrowserOptions): void {
  const path = join(profile, 'Default/Preferences');
  const preferences = JSON.parse(readFileSync(path, 'utf8'));
  const { permissions = [], origins = [] } = grants ?? {};
  for (const settings of Object.values<Record<string, unknown>>(preferences.extensions.settings)) {
    if (settings.path !== extensionFolder) continue;
    settings.incognito = incognito;
    settings.runtime_granted_permissions = { api: permissions, explicit_host: origins, manifest_permissions: [], scriptable_host: [] };
  }
  writeFileSync(path, JSON.stringify(preferences));
}

/** The extension APIs that `evaluate` uses in an extension page. */
interface ExtensionGlobal {
  chrome: {
    tabs: { query(filter: object): Promise<{ id?: number; url?: string }[]> };
    permissions: { getAll(): Promise<{ permissions?: string[]; origins?: string[] }> };
    action: { getBadgeText(of: { tabId: number }): Promise<string> };
  };
}
