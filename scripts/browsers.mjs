// @ts-check
/** Finds the browsers on this machine. Setup, tests and scripts all ask here. */
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseBrowser } from './choose-browser.mjs';

/** @import { BrowserKind, Choice } from './choose-browser.mjs' */

/** The root folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Resolves to what `chooseBrowser` says about this machine.
 *
 * @param {BrowserKind} kind
 * @param {number} attempts How many installers were already tried.
 * @returns {Promise<Choice>}
 */
export async function chooseHere(kind, attempts) {
  return chooseBrowser(kind, {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    isDebian: /^ID=debian$/m.test(readIfExists('/etc/os-release')),
    environment: process.env,
    isExecutable,
    firefoxVersion,
    downloaded: await downloadedPaths(kind),
    attempts,
  });
}

/**
 * Resolves to the path of the browser's executable. Rejects with a message for the user if there is
 * none.
 *
 * @param {BrowserKind} kind
 */
export async function browserPath(kind) {
  const choice = await chooseHere(kind, Number.POSITIVE_INFINITY);
  if ('use' in choice) return choice.use;
  throw new Error('fail' in choice ? choice.fail : undefined);
}

/** Whether a browser can open a window here. */
export const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** @param {BrowserKind} kind @returns {Promise<string[]>} */
async function downloadedPaths(kind) {
  if (kind === 'chromium') return [(await import('playwright')).chromium.executablePath()];
  const { Browser, Cache } = await import('@puppeteer/browsers');
  const downloads = new Cache(join(root, '.cache')).getInstalledBrowsers().filter(({ browser }) => browser === Browser.FIREFOX);
  // A build ID is the channel and the version, for example `stable_145.0.1`.
  const newestFirst = downloads.sort((left, right) => right.buildId.localeCompare(left.buildId, 'en', { numeric: true }));
  return newestFirst.map(({ executablePath }) => executablePath);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Firefox keeps its version beside the executable, and on a Mac in the application's resources.
 *
 * @param {string} path
 */
function firefoxVersion(path) {
  const folder = dirname(realpathSync(path));
  const settings = readIfExists(join(folder, 'application.ini')) || readIfExists(join(folder, '../Resources/application.ini'));
  const version = /^Version=(\d+)/m.exec(settings)?.[1];
  return version ? Number(version) : null;
}

/** @param {string} path */
function readIfExists(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
