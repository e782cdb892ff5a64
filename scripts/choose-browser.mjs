// @ts-check
/**
 * Decides which browser to use on a machine, or how to install one. It decides from its input alone
 * and touches nothing, so that the tests can describe any machine.
 */
import { posix, win32 } from 'node:path';

/**
 * @typedef {'chromium' | 'firefox'} BrowserKind
 *
 * @typedef {object} Machine
 * @property {string} platform As in `process.platform`.
 * @property {boolean} isRoot
 * @property {boolean} isDebian Whether apt's packages are Debian's. Ubuntu's install snaps, which see
 *   neither /tmp nor hidden folders, and so neither the profiles nor the build of the extension.
 * @property {Record<string, string | undefined>} environment
 * @property {(path: string) => boolean} isExecutable
 * @property {(path: string) => number | null} firefoxVersion Major version, null if it is unknown.
 * @property {string[]} downloaded Where the installers of Playwright and Puppeteer put the browser;
 *   newest first. The paths need not exist.
 * @property {number} attempts How many installers were already tried.
 *
 * @typedef {{ use: string } | { install: string[][] } | { fail: string }} Choice The path of an
 *   executable, or commands to run before choosing again, or a message for the user.
 */

const browsers = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    title: 'Chromium',
    // Branded Chrome is never chosen: it ignores --load-extension.
    names: ['chromium'],
    windows: ['Chromium\\Application\\chrome.exe'],
    mac: ['Chromium.app/Contents/MacOS/Chromium'],
    debian: ['chromium', 'fonts-liberation'],
    download: ['playwright', 'install', '--no-shell', 'chromium'],
    wanted: "the executable of Chromium or Chrome for Testing (branded Chrome doesn't load unpacked extensions)",
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    title: 'Firefox',
    names: ['firefox-esr', 'firefox'],
    windows: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
    mac: ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'],
    debian: ['firefox-esr', 'fonts-liberation'],
    download: ['@puppeteer/browsers', 'install', 'firefox@stable', '--path', '.cache'],
    wanted: 'the executable of Firefox 142 or newer',
  },
};

/** The manifest's `strict_min_version`. */
const MIN_FIREFOX_VERSION = 142;

/**
 * Chooses a browser: the one that the environment variable names, else an installed one, else one
 * that was downloaded; if there is none, the next installer.
 *
 * @param {BrowserKind} kind
 * @param {Machine} machine
 * @returns {Choice}
 */
export function chooseBrowser(kind, machine) {
  const { variable } = browsers[kind];
  const given = machine.environment[variable];
  if (given) {
    const fault = faultOf(kind, given, machine);
    return fault ? { fail: `${variable} is ${given}, ${fault}. Correct the variable or remove it.` } : { use: given };
  }
  const path = [...wellKnownPaths(kind, machine), ...machine.downloaded].find((path) => !faultOf(kind, path, machine));
  if (path) return { use: path };
  const install = installers(kind, machine)[machine.attempts];
  return install ? { install } : { fail: adviceFor(kind, machine) };
}

/** @param {BrowserKind} kind @param {string} path @param {Machine} machine @returns {string | null} */
function faultOf(kind, path, { isExecutable, firefoxVersion }) {
  if (!isExecutable(path)) return 'which is not an executable file';
  const version = kind === 'firefox' ? firefoxVersion(path) : null;
  return version !== null && version < MIN_FIREFOX_VERSION
    ? `which is Firefox ${version}, but version ${MIN_FIREFOX_VERSION} is needed`
    : null;
}

/** @param {BrowserKind} kind @param {Machine} machine @returns {string[]} */
function wellKnownPaths(kind, { platform, environment }) {
  const { names, windows, mac } = browsers[kind];
  if (platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? []);
    return folders.flatMap((folder) => windows.map((path) => win32.join(folder, path)));
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(environment.HOME ? [posix.join(environment.HOME, 'Applications')] : [])];
    return folders.flatMap((folder) => mac.map((path) => posix.join(folder, path)));
  }
  const folders = (environment.PATH ?? '').split(':').filter((folder) => folder && !folder.startsWith('/snap/'));
  return names.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

/**
 * The installers that a machine can run, each a list of commands.
 *
 * @param {BrowserKind} kind @param {Machine} machine @returns {string[][][]}
 */
function installers(kind, { platform, isRoot, isDebian }) {
  const { debian, download } = browsers[kind];
  const apt = [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...debian],
  ];
  return [...(platform === 'linux' && isRoot && isDebian ? [apt] : []), [['npx', ...download]]];
}

/** @param {BrowserKind} kind @param {Machine} machine */
function adviceFor(kind, { platform, isDebian }) {
  const { title, variable, debian, download, wanted } = browsers[kind];
  return [
    `No usable ${title} was found. Do one of these, then run the command again:`,
    ...(platform === 'linux' && isDebian ? [`  - Run as root: apt-get install ${debian[0]}`] : []),
    `  - Run with access to the internet: npx ${download.join(' ')}`,
    `  - Set ${variable} to ${wanted}.`,
  ].join('\n');
}
