/**
 * Firefox with the production build as a temporary add-on. Playwright cannot load add-ons in
 * Firefox, so this uses puppeteer-core over WebDriver BiDi. Firefox reaches the simulator through a
 * CONNECT proxy, which refuses every other host.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type Frame, type Page } from 'puppeteer-core';
import { browserPath } from '@/scripts/browsers.mjs';
import { secretsOf } from '../simulators/secrets';
import type { Simulator } from '../simulators/server';
import {
  addOnId,
  type ExtensionInFirefox,
  extensionFiles,
  extensionInFirefox,
  type InBrowserWindow,
  addOnUuid as uuid,
} from './firefox-extension';
import { watchExtension } from './firefox-watch';
import { leaksIn, leaksInFiles, leaksInStored } from './leaks';
import { storedText } from './stored-text';

const addOn = join(import.meta.dirname, '../../.output/firefox-mv3');
/** Firefox requests this host at each start, whatever its preferences are. */
const browserTraffic = 'firefox.settings.services.mozilla.com';

/** What an extension may do, as Firefox reports it. */
interface Permissions {
  permissions: string[];
  origins: string[];
  /** What the user lets it send. */
  data_collection: string[];
}

export interface TestFirefox extends ExtensionInFirefox {
  browser: Browser;
  /** The folder of the browser's profile, and the one that it takes for the user's home. */
  folders: { profile: string; home: string };
  /** The path of the page that the extension opened after its installation. */
  firstPage: string;
  /** Closes the other tabs, removes all cookies, and opens an empty tab. */
  freshTab(): Promise<Page>;
  /**
   * Opens a page of the extension, such as `/popup.html?tab=…`, in this tab or in a new one, and
   * resolves once it is drawn.
   */
  extensionPage(path: string, tab?: Page): Promise<Page>;
  /** Opens the popup for a page's tab in a tab of its own. */
  popup(page: Page): Promise<Page>;
  /**
   * Opens the panel of a small window with a click on its tab, which is in a closed shadow root at
   * the bottom or the top edge and 48 px high.
   */
  unfold(page: Page): Promise<void>;
  /** Resolves to the panel's frame on a page once it is drawn. */
  panel(page: Page): Promise<Frame>;
  /**
   * Clicks in the panel by coordinates, because puppeteer cannot locate a frame in a closed shadow
   * root.
   */
  clickInPanel(panel: Frame, selector: string): Promise<void>;
  /**
   * Presses the toolbar button on that page, which lets the extension see the tab's URL
   * (activeTab).
   */
  pressToolbarButton(page: Page): Promise<void>;
  /** Resolves to the permissions that the extension has at the moment. */
  permissions(): Promise<Permissions>;
  /** Resolves to what was granted since the browser started, one entry for each request. */
  grants(): Promise<Partial<Permissions>[]>;
  withdraw(origins: string[]): Promise<void>;
  /**
   * Makes Firefox ask for permissions while `act` runs, and refuses what it asks, which has to
   * contain the words.
   */
  refusePrompt(words: string, act: () => Promise<void>): Promise<void>;
  /** Sets a preference for documents that are loaded afterwards. */
  setPreference(name: string, value: boolean | number): Promise<void>;
  /**
   * Installs the extension again, with nothing that was stored, in a browser that grants no host
   * with the installation.
   */
  installWithoutHosts(): Promise<void>;
  /** Opens a tab in a private window. Closing the tab closes the window. */
  privateTab(): Promise<Page>;
  /** Runs a function in a page of the extension, where its APIs are. */
  inExtension<Given, Result>(run: (given: Given) => Result | Promise<Result>, given: Given): Promise<Result>;
  /** Resolves to what pages have printed since the last call, those of the extension included. */
  printed(): Promise<string[]>;
  /** Returns the hosts outside the simulator that were requested. */
  leaks(): string[];
  /** Closes the browser, and resolves to the secrets that the extension left anywhere. */
  close(): Promise<string[]>;
}

export const button = (name: string) => `::-p-xpath(//button[normalize-space() = "${name}"])`;
/**
 * Resolves once a click in a window of the extension counts, which it does not right after the window
 * appeared, got the focus or showed another request.
 */
export const untilClickCounts = async (page: Page) =>
  void (await page.waitForFunction(() => {
    const state = (globalThis as { seen?: { actions?: string | null; since: number } }).seen;
    const actions = document.querySelector('.sr-actions')?.textContent;
    const seen = state ?? { since: performance.now() };
    if (!state) addEventListener('focus', () => Object.assign(seen, { since: performance.now() }));
    if (seen.actions !== actions) Object.assign(seen, { actions, since: performance.now() });
    Object.assign(globalThis, { seen });
    return performance.now() - seen.since > 600;
  }));

export const saying = (words: string) => `::-p-xpath(//*[text()[contains(normalize-space(), "${words}")]])`;

export async function openFirefox(simulator: Simulator): Promise<TestFirefox> {
  const root = mkdtempSync(join(tmpdir(), 'scope-review-firefox-'));
  const folders = { profile: join(root, 'profile'), home: join(root, 'home') };
  const downloads = join(root, 'downloads');
  for (const folder of [...Object.values(folders), downloads]) mkdirSync(folder);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await browserPath('firefox'),
    headless: true,
    acceptInsecureCerts: true,
    userDataDir: folders.profile,
    env: { ...process.env, HOME: folders.home },
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [addOnId]: uuid }),
      'extensions.webextensions.keepUuidOnUninstall': true,
      // Permissions are granted without a prompt, because no tool can click the prompt.
      'extensions.webextOptionalPermissionPrompts': false,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'dom.ipc.processPrelaunch.enabled': false,
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': simulator.proxyPort,
      'network.proxy.no_proxies_on': '',
    },
  });
  const secrets = secretsOf(simulator);
  const found: string[] = [];
  const output: string[] = [];
  const listenTo = (page: Page | null) => {
    page?.setDefaultTimeout(60_000);
    page?.on('console', (message) => output.push(message.text()));
  };
  browser.on('targetcreated', (target) => void target.page().then(listenTo, () => {}));

  const { connection } = browser as unknown as { connection: { send(method: string, given: object): Promise<{ result: unknown }> } };
  const send = async <Result>(method: string, given: object) => (await connection.send(method, given)).result as Result;
  const inBrowserWindow: InBrowserWindow = async <Result>(expression: string) => {
    const { contexts } = await send<{ contexts: { context: string }[] }>('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const target = { context: contexts[0]?.context };
    const json = `(async () => JSON.stringify((await (${expression})) ?? null))()`;
    const answer = await send<Evaluated>('script.evaluate', { expression: json, target, awaitPromise: true });
    if (answer.type !== 'success') throw new Error(`the browser’s own window: ${answer.exceptionDetails?.text}`);
    return JSON.parse(answer.result.value) as Result;
  };
  const takeLeft = await watchExtension(inBrowserWindow, secrets);
  const printed = async () => {
    const left = await takeLeft();
    found.push(...left.flatMap(([place, text]) => leaksIn(place, text, secrets)));
    return [...output.splice(0), ...left.flatMap(([place, text]) => (place === 'console' ? [text] : []))];
  };

  /** Installs the extension, and resolves to the path of the page that it opens then. */
  const install = async () => {
    const opened = new Promise<Page | null>((resolve) => browser.once('targetcreated', (target) => void target.page().then(resolve)));
    await browser.installExtension(addOn);
    // The page that opens after the installation would take the focus from the tab of a test.
    const firstRun = await opened;
    const firstUrl = await firstRun?.waitForFunction(() => location.href.startsWith('moz-extension:') && location.href);
    const path = new URL(String(await firstUrl?.jsonValue())).href.slice(`moz-extension://${uuid}`.length);
    await firstRun?.close();
    return path;
  };
  const firstPage = await install();

  const contextOf = (frame: Frame) => (frame as unknown as { _id: string })._id;

  const extensionPage = async (path: string, tab?: Page) => {
    const page = tab ?? (await browser.newPage());
    // Puppeteer's own navigation would wait forever for the load event of an extension page.
    await send('browsingContext.navigate', {
      context: contextOf(page.mainFrame()),
      url: `moz-extension://${uuid}${path}`,
      wait: 'interactive',
    });
    await page.waitForSelector('.sr-sheet, .sr-bench', { timeout: 20_000 });
    return page;
  };
  // Extension APIs can be called only from an extension page. Firefox closes it with the extension.
  let extensionTab: Page | null = null;
  const inExtension: TestFirefox['inExtension'] = async (run, given) => {
    const isOpen = await extensionTab?.evaluate(() => true).catch(() => false);
    if (!extensionTab || !isOpen) {
      extensionTab = await extensionPage('/popup.html?tab=-1');
      await extensionTab.evaluate(() => {
        const global = globalThis as unknown as ExtensionGlobal;
        global.granted = [];
        global.browser.permissions.onAdded.addListener((permissions) => global.granted.push(permissions));
      });
    }
    return (await extensionTab.evaluate(run as never, given as never)) as never;
  };

  return {
    ...extensionInFirefox(inBrowserWindow, folders.home),
    browser,
    folders,
    firstPage,
    inExtension,
    extensionPage,
    async freshTab() {
      for (const page of await browser.pages()) if (page !== extensionTab) await page.close();
      const cookies = await browser.cookies();
      if (cookies.length > 0) await browser.deleteCookie(...cookies);
      return browser.newPage();
    },
    async popup(page) {
      // The page of the extension may open only now, in front of the page.
      await inExtension(() => {}, null);
      await page.bringToFront();
      const id = await inExtension(async () => {
        const { tabs } = (globalThis as unknown as ExtensionGlobal).browser;
        return (await tabs.query({ active: true }))[0]?.id ?? -1;
      }, null);
      const popup = await extensionPage(`/popup.html?tab=${id}`);
      await untilClickCounts(popup);
      return popup;
    },
    async unfold(page) {
      const dock = await page.waitForSelector('scope-review-dock');
      const isOpen = () => (document.querySelector('scope-review-dock')?.getBoundingClientRect().height ?? 0) > 100;
      const { width = 0, height = 0 } = page.viewport() ?? {};
      const isAtTop = (await dock?.evaluate((host) => host.getBoundingClientRect().y)) === 0;
      // A page that was not drawn yet loses the click. One that got it may be slow to open the panel, in
      // which another click would press something.
      await page.evaluate(() => {
        Object.assign(globalThis, { isClicked: false });
        addEventListener('click', () => Object.assign(globalThis, { isClicked: true }), true);
      });
      const isClicked = () => page.waitForFunction('globalThis.isClicked', { timeout: 1000 }).catch(() => null);
      do await page.mouse.click(width / 2, isAtTop ? 24 : height - 24);
      while (!(await isClicked()));
      await page.waitForFunction(isOpen);
    },
    async panel(page) {
      await page.waitForSelector('scope-review-dock');
      const frame = page.frames().find((one) => one !== page.mainFrame()) ?? (await page.waitForFrame((one) => one !== page.mainFrame()));
      await frame.waitForSelector('.sr-sheet .sr-actions');
      return frame;
    },
    async clickInPanel(panel, selector) {
      const element = (await panel.waitForSelector(selector)) as ElementHandle<Element>;
      const at = await element.evaluate((element) => {
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = element.getBoundingClientRect();
        return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
      });
      const actions = [
        { type: 'pointerMove', ...at },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await send('input.performActions', { context: contextOf(panel), actions: [{ type: 'pointer', id: 'mouse', actions }] });
    },
    async pressToolbarButton(page) {
      await page.bringToFront();
      await inBrowserWindow(`(async () => {
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        const { extension } = WebExtensionPolicy.getByID('${addOnId}');
        const next = (name) => new Promise((resolve) => addEventListener(name, ({ target }) => resolve(target), { once: true }));
        const shown = next('popupshown');
        ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
        const bubble = await shown;
        // An open popup would be closed by the next press instead of opened again.
        const hidden = next('popuphidden');
        bubble.hidePopup();
        await hidden;
      })()`);
    },
    permissions: () => inExtension(() => (globalThis as unknown as ExtensionGlobal).browser.permissions.getAll(), null),
    grants: () => inExtension(() => (globalThis as unknown as ExtensionGlobal).granted, null),
    async withdraw(origins) {
      await inExtension((all) => (globalThis as unknown as ExtensionGlobal).browser.permissions.remove({ origins: all }), origins);
    },
    async refusePrompt(words, act) {
      await inBrowserWindow("Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', true)");
      await act();
      await inBrowserWindow(`(async () => {
        Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false);
        if (PopupNotifications.panel.state !== 'open')
          await new Promise((resolve) => PopupNotifications.panel.addEventListener('popupshown', resolve, { once: true }));
        const prompt = PopupNotifications.panel.querySelector('popupnotification:not([hidden])');
        if (!prompt.textContent.includes('${words}')) throw new Error();
        prompt.secondaryButton.click();
      })()`);
    },
    async installWithoutHosts() {
      await inBrowserWindow("Services.prefs.setBoolPref('extensions.originControls.grantByDefault', false)");
      await browser.uninstallExtension(addOnId);
      await install();
    },
    async privateTab() {
      const opened = new Promise<Page>((resolve) =>
        browser.once('targetcreated', (target) => void target.page().then((page) => page && resolve(page))),
      );
      await inBrowserWindow('void OpenBrowserWindow({ private: true })');
      return opened;
    },
    printed,
    setPreference: (name, value) =>
      inBrowserWindow(`Services.prefs.set${typeof value === 'boolean' ? 'Bool' : 'Int'}Pref('${name}', ${value})`),
    leaks: () => simulator.leaks.filter((host) => !host.startsWith(browserTraffic)),
    async close() {
      const { local, session, ...indexedDB } = JSON.parse(await inExtension(storedText, null));
      await printed();
      await browser.close();
      found.push(
        ...leaksInStored({ indexedDB, local, sync: {}, session }, secrets),
        ...leaksInFiles('file', extensionFiles(folders.profile), secrets),
        ...leaksInFiles(
          'download',
          readdirSync(downloads).map((name) => join(downloads, name)),
          secrets,
        ),
      );
      rmSync(root, { recursive: true, force: true });
      return [...new Set(found)];
    },
  };
}

/** How WebDriver BiDi answers an evaluation whose value is a text. */
type Evaluated = { type: 'success'; result: { value: string } } | { type: 'exception'; exceptionDetails?: { text: string } };

/** The extension APIs that `evaluate` uses in an extension page. */
interface ExtensionGlobal {
  browser: {
    tabs: { query(filter: object): Promise<{ id?: number }[]> };
    permissions: {
      getAll(): Promise<Permissions>;
      remove(of: { origins: string[] }): Promise<boolean>;
      onAdded: { addListener(listener: (permissions: Partial<Permissions>) => void): void };
    };
  };
  granted: Partial<Permissions>[];
}
