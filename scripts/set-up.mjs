// @ts-check
/**
 * `node scripts/set-up.mjs chromium firefox` installs the packages and these browsers if they are
 * missing. It runs on Node 20 or newer before anything is installed, so it imports only modules of
 * Node and of this folder. If everything is in place, it prints nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseHere, root } from './browsers.mjs';

/** @import { BrowserKind } from './choose-browser.mjs' */

/** A problem that the user can solve; printed without its stack. */
class Unavailable extends Error {}

try {
  installPackages();
  for (const kind of process.argv.slice(2)) await installBrowser(/** @type {BrowserKind} */ (kind));
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** @param {string} text */
function say(text) {
  console.log(`\u203a ${text}`);
}

/**
 * Runs a command. Returns null if it succeeds, else the lines of its output that name errors; the
 * rest is stacks and usage.
 *
 * @param {string} command
 * @param {string[]} args
 */
function run(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // On Windows, npm and npx are .cmd files, which only a shell can start.
    shell: process.platform === 'win32',
  });
  if (status === 0) return null;
  const lines = error ? [error.message] : `${stderr}\n${stdout}`.split('\n').filter((line) => /^(?:\w*Error:|npm error|E:) \S/.test(line));
  return [...new Set(lines)].slice(0, 5).join('\n');
}

/** Whether node_modules has the versions of the lock file. Packages of other platforms may be missing. */
function hasPackages() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  /** @type {(path: string) => Record<string, { version: string, optional?: boolean }>} */
  const packagesIn = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const present = packagesIn(installed);
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

function installPackages() {
  if (hasPackages()) return;
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // `npm ci` would delete the folder first, and with it the Node that may be running this script.
  const isClean = !existsSync(join(root, 'node_modules'));
  say('Installing packages (about a minute the first time) …');
  if (isClean && run('npm', 'ci', ...quiet) === null) return;
  // Some registries lack optional packages of some platforms, which `npm ci` does not forgive.
  const failure = run('npm', 'install', '--no-save', ...quiet);
  if (failure === null) return;
  throw new Unavailable(
    `${failure}\nThe packages could not be installed. Check the connection to the npm registry, then run the command again.`,
  );
}

/** @param {BrowserKind} kind */
async function installBrowser(kind) {
  for (let attempts = 0; ; attempts += 1) {
    const choice = await chooseHere(kind, attempts);
    if ('use' in choice) return;
    if ('fail' in choice) throw new Unavailable(choice.fail);
    say(`Installing ${kind} (a minute or two) …`);
    for (const [command = '', ...args] of choice.install) {
      const failure = run(command, ...args);
      if (failure === null) continue;
      console.error(failure);
      break;
    }
  }
}
