/** Chromium with the production build, which can reach only the simulated hosts. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type BrowserContext, chromium, type Frame, type Page } from 'playwright';
import { browserPath } from '@/scripts/browsers.mjs';
import type { Simulator } from '../simulators/server';

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

export interface BrowserOptions {
  /** A profile folder to reuse; without it, a new profile is created and removed at the end. */
  profile?: string;
  headless?: boolean;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
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
  /** Lets the browser keep pages for *Back*, which Playwright turns off. */
  backForwardCache?: boolean;
}

/** Whether this is the page that the extension opens after its installation. */
export const isFirstRun = (page: Page) => page.url().endsWith('/workbench.html#about');

export interface TestBrowser {
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
  close(): Promise<void>;
}

/**
 * Chromium drops input into a frame that observes its visibility and has moved within the last half
 * second (`FrameVisualProperties`, read 2026-11-26). The panel moves when it opens.
 */
const MOVED_MS = 700;

/** What Playwright turns off and these tests need to be off; only the last switch of its kind counts. */
const disabledByPlaywright = [
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Parts of the browser's own window, which cost a third of the processor time of its start. */
const costlyAtStart = ['PreloadTopChromeWebUI', 'WebUIOmniboxAimPopup', 'WebUIOmniboxPopup'];

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...disabledByPlaywright, ...costlyAtStart].join()}`,
];

/** Returns the arguments with which Chromium starts quietly and reaches the simulated hosts only. */
export const argumentsFor = (simulator: Simulator): string[] => [
  ...quiet,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  `--host-resolver-rules=${simulator.hostResolverRules}`,
  `--ignore-certificate-errors-spki-list=${simulator.spki}`,
];

export async function openBrowser(simulator: Simulator, options: BrowserOptions = {}): Promise<TestBrowser> {
  const { headless = true, colorScheme = 'light', viewport = { width: 1280, height: 900 }, extension = extensionFolder } = options;
  if (extension && !existsSync(extension)) throw new Error(`There is no build in ${extension}: run "npm run build" first.`);
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'scope-review-'));
  const executablePath = await browserPath('chromium');
  const extensions = [extension, options.otherExtension].filter(Boolean).join();
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      executablePath,
      headless,
      colorScheme,
      viewport: headless ? viewport : null,
      ignoreHTTPSErrors: true,
      ignoreDefaultArgs: options.backForwardCache ? ['--disable-back-forward-cache'] : [],
      args: [
        ...argumentsFor(simulator),
        ...(extensions ? [`--disable-extensions-except=${extensions}`, `--load-extension=${extensions}`] : []),
      ],
    });
  if (options.grants || options.incognito) {
    await (await launch()).close();
    grantInProfile(profile, options);
  }
  const context = await launch();
  await options.onLaunch?.(context);
  const firstWorker = () => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
  const ours = extension !== null && existsSync(join(extension, 'workbench.html'));
  const extensionId = extension && hasWorker(extension) ? new URL((await firstWorker()).url()).host : '';

  // Extension APIs are called from an extension page, because the worker may be stopped at any
  // time.
  let extensionTab: Page | null = null;
  const inExtension = async () => {
    if (!extensionTab || extensionTab.isClosed()) {
      extensionTab = await context.newPage();
      await extensionTab.goto(`chrome-extension://${extensionId}/popup.html?tab=-1`);
    }
    return extensionTab;
  };

  if (ours) {
    // Wait until the worker answers, because it would miss requests that are made before.
    const first = await inExtension();
    await first.locator('.sr-idle').waitFor();
    await first.close();
    // It would take the focus from the tab of a test. On a very busy machine it sometimes never opens.
    let firstRun = context.pages().find(isFirstRun);
    for (let waits = 0; !firstRun && waits < 160; waits += 1) {
      await setTimeout(50);
      firstRun = context.pages().find(isFirstRun);
    }
    if (!options.keepsFirstRun) await firstRun?.close();
  }

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
