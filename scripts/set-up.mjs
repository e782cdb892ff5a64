/**
 * Installs packages and browsers on a fresh machine. It runs on Node 20 or newer before anything is
 * installed, so it imports only modules of Node. If everything is in place, it does nothing.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.set-up');

const browsers = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    names: ['chromium', 'chromium-browser', 'google-chrome-for-testing'],
    debian: 'chromium',
    elsewhere:
      'Install Chromium (or Chrome for Testing), or set CHROMIUM_PATH to its executable. Branded Chrome does not load unpacked extensions from the command line.',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    names: ['firefox-esr', 'firefox'],
    debian: 'firefox-esr',
    elsewhere: 'Install Firefox 142 or newer, or set FIREFOX_PATH to its executable.',
  },
};

/** Prints a progress message. @param {string} text */
export const say = (text) => console.log(`\u203a ${text}`);

/**
 * Runs a command and exits with its exit code if it fails. @param {string} command @param
 * {string[]} args @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs a script of package.json. npm puts the project's own Node first on its path. */
export const npmRun = (script, ...args) => run('npm', ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])]);

function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing packages (about a minute the first time) …');
  // `npm ci` would refuse a lock file that lacks optional packages of other platforms.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {keyof typeof browsers} kind */
function findBrowser({ variable, names }) {
  const given = process.env[variable];
  if (given) {
    if (executable(given)) return given;
    console.error(`${variable} is ${given}, which is not executable.`);
    process.exit(1);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
}

/** @param {'chromium' | 'firefox'} kind */
function installBrowser(kind) {
  const browser = browsers[kind];
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!findBrowser(browser) && canInstall) {
    say(`Installing Debian's ${browser.debian} (a minute or two) …`);
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    run('apt-get', ['update', '-qq'], options);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', browser.debian, 'fonts-liberation'], options);
  }
  const path = findBrowser(browser);
  if (!path) {
    console.error(`No ${kind} found. ${browser.elsewhere}`);
    process.exit(1);
  }
  process.env[browser.variable] = path;
}

/**
 * Installs the packages, then the browsers, and sets CHROMIUM_PATH and FIREFOX_PATH to their paths.
 */
export function setUp(...kinds) {
  installPackages();
  for (const kind of kinds) installBrowser(kind);
}
