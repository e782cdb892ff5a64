/** Starts Chromium, which can reach only the simulated hosts. */
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright';
import { browserPath } from '@/scripts/browsers.mjs';
import type { Simulator } from '../simulators/server';

export interface LaunchOptions {
  headless?: boolean;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** Lets the browser keep pages for *Back*, which Playwright turns off. */
  backForwardCache?: boolean;
}

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

/**
 * Parts of the browser's own window, which cost a third of the processor time of its start, and a process that it
 * keeps ready for the next page.
 */
const costly = ['SpareRendererForSitePerProcess', 'PreloadTopChromeWebUI', 'WebUIOmniboxAimPopup', 'WebUIOmniboxPopup'];

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...disabledByPlaywright, ...costly].join()}`,
];

/**
 * Removes the icons and menu entries of each extension that is removed. The real programs take longer than
 * the removal, and have nothing to remove.
 */
const desktop = join(import.meta.dirname, 'desktop');

/** Returns the arguments with which Chromium starts quietly and reaches the simulated hosts only. */
export const argumentsFor = (simulator: Simulator): string[] => [
  ...quiet,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  `--host-resolver-rules=${simulator.hostResolverRules}`,
  `--ignore-certificate-errors-spki-list=${simulator.spki}`,
];

/** Starts Chromium, which reaches the simulated hosts only. */
export async function launchChromium(
  simulator: Simulator,
  profile: string,
  args: readonly string[],
  { headless = true, colorScheme = 'light', viewport = { width: 1280, height: 900 }, backForwardCache = false }: LaunchOptions = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: await browserPath('chromium'),
    headless,
    colorScheme,
    viewport: headless ? viewport : null,
    ignoreHTTPSErrors: true,
    // Playwright turns extensions off, except those that are named at the start.
    ignoreDefaultArgs: ['--disable-extensions', ...(backForwardCache ? ['--disable-back-forward-cache'] : [])],
    args: [...argumentsFor(simulator), ...args],
    env: { ...process.env, PATH: `${desktop}:${process.env.PATH}` },
  });
}
