/**
 * What only the browser itself can do to the extension. It runs in the browser's own window, which
 * the flag `--remote-allow-system-access` opens to tests.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The ID of the extension in its manifest. */
export const addOnId = 'scope-review@scope-review.example';
/** The host of its pages, which Firefox would otherwise choose at random. */
export const addOnUuid = '6f1d2c6e-9b57-4c9a-8f0e-5b1f6e2d7a31';

/** Evaluates an expression in the browser's own window, and resolves to its value. */
export type InBrowserWindow = <Result = void>(expression: string) => Promise<Result>;

/** The extension as Firefox runs it. */
export interface ExtensionInFirefox {
  /**
   * Ends the event page, whatever it is doing, and resolves to whether one was running. Firefox
   * ends it by itself after 30 seconds without events.
   */
  endEventPage(): Promise<boolean>;
  /** Loads the extension again, as an update does. Its pages close. */
  reload(): Promise<void>;
  disable(): Promise<void>;
  enable(): Promise<void>;
  /** Lets the extension run in private windows, as the user can in `about:addons`. */
  allowPrivateWindows(): Promise<void>;
  /**
   * Sets what an administrator sets (null for nothing), by a file in the user's home that Firefox
   * reads when it loads the extension.
   */
  manage(values: object | null): Promise<void>;
  /** Resolves to what the browser writes to restore its normal windows after a crash, with the texts of their fields. */
  restorable(): Promise<string>;
  /** Resolves to the errors that nothing in the extension caught since the last call. */
  uncaught(): Promise<string[]>;
}

/** Returns the extension in the browser with this window. `home` is the browser's home folder. */
export function extensionInFirefox(inWindow: InBrowserWindow, home: string): ExtensionInFirefox {
  const withAddOn = (work: string) =>
    inWindow(`(async () => {
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const addOn = await AddonManager.getAddonByID('${addOnId}');
      ${work}
    })()`);
  const reload = () => withAddOn('await addOn.reload()');
  const manifest = join(home, '.mozilla/managed-storage', `${addOnId}.json`);
  return {
    endEventPage: () =>
      inWindow<boolean>(`(async () => {
        const { extension } = WebExtensionPolicy.getByID('${addOnId}');
        if (extension.backgroundState !== 'running') return false;
        await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
        return extension.backgroundState === 'stopped';
      })()`),
    reload,
    disable: () => withAddOn('await addOn.disable()'),
    enable: () => withAddOn('await addOn.enable()'),
    allowPrivateWindows: () =>
      withAddOn(`
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        await ExtensionPermissions.add(addOn.id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });
        await addOn.reload();
      `),
    async manage(values) {
      mkdirSync(join(manifest, '..'), { recursive: true });
      if (values) writeFileSync(manifest, JSON.stringify({ name: addOnId, description: 'policy', type: 'storage', data: values }));
      else rmSync(manifest, { force: true });
      await reload();
    },
    restorable: () =>
      inWindow<string>(`(async () => {
        const { SessionStore } = ChromeUtils.importESModule('resource:///modules/sessionstore/SessionStore.sys.mjs');
        const { TabStateFlusher } = ChromeUtils.importESModule('resource:///modules/sessionstore/TabStateFlusher.sys.mjs');
        for (const one of Services.wm.getEnumerator('navigator:browser')) await TabStateFlusher.flushWindow(one);
        const { PrivacyFilter } = ChromeUtils.importESModule('resource://gre/modules/sessionstore/PrivacyFilter.sys.mjs');
        const state = JSON.parse(SessionStore.getBrowserState());
        PrivacyFilter.filterPrivateWindowsAndTabs(state);
        return JSON.stringify(state);
      })()`),
    uncaught: () =>
      inWindow<string[]>(`(() => {
        const errors = Services.console.getMessageArray().filter(
          (one) =>
            one instanceof Ci.nsIScriptError &&
            !(one.flags & Ci.nsIScriptError.warningFlag) &&
            one.sourceName.startsWith('moz-extension://${addOnUuid}'),
        );
        Services.console.reset();
        // No faults: a message to a tab without a panel, one of a page that was closed, a text that is optional, a panel
        // whose page was left while it loaded.
        const expected =
          /^(?:Unchecked lastError value|Promise (?:resolved|rejected) (?:after|while) context|Unknown localization message|Content-Security-Policy: .*\\(frame-ancestors\\) at <unknown>)/;
        return errors
          .filter(({ errorMessage }) => !expected.test(errorMessage))
          .map(({ errorMessage, sourceName, columnNumber }) => [errorMessage, sourceName, columnNumber].join(' '));
      })()`),
  };
}

/** Returns the files in the browser's profile; `isMeant` gets the folder and the name of each. */
function profileFiles(profile: string, isMeant: (folder: string, name: string) => boolean): string[] {
  return readdirSync(profile, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && isMeant(entry.parentPath, entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Returns the files with data of the extension, not those of the browser's own history. */
export const extensionFiles = (profile: string): string[] =>
  profileFiles(
    profile,
    (folder, name) => folder.includes(`moz-extension+++${addOnUuid}`) || folder.includes(addOnId) || name.startsWith('extension'),
  );

/**
 * Returns the files in the browser's profile that contain the text: those of the extension, or all
 * but the cache of the browser's own scripts, which have the word CANARY too.
 */
export function profileFilesWith(profile: string, text: string, which: 'extension' | 'all' = 'all'): string[] {
  const files = which === 'extension' ? extensionFiles(profile) : profileFiles(profile, (folder) => !folder.endsWith('startupCache'));
  return files.filter((path) => readFileSync(path).includes(text));
}
