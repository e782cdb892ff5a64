/** How long a crafted URL keeps the worker busy, which any site can open in any number of tabs. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { extensionFolder, openBrowser, type TestBrowser } from '../e2e/browser';
import { signIn } from '../e2e/walk';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import type { Simulator } from '../simulators/server';
import { ours, turn } from './sides';
import { differences, type Result, summarize } from './statistics';

/** The lengths of the URLs in characters, and the budgets in milliseconds. */
const sizes = [
  ['100 kB', 100_000, 10],
  ['1 MB', 1_000_000, 20],
  ['2 MB', 2_000_000, 40],
] as const;

/** A worker that does nothing for so long is done with a page. */
const QUIET_MS = 1_500;

const listening = 'an extension whose listeners do nothing';

/**
 * Opens the URLs in turns with this extension and with one whose listeners for the same events are
 * empty, because the browser copies each URL into any worker that listens. The times are those of
 * the worker's thread on the processor, which only Linux tells; elsewhere there are no rows.
 */
export async function measureWorker(simulator: Simulator, rounds: number): Promise<Record<string, Result>> {
  if (process.platform !== 'linux') return {};
  const folder = listeningExtension();
  const browsers = new Map<string, TestBrowser>();
  for (const [name, extension] of [
    [listening, folder],
    [ours, extensionFolder],
  ] as const) {
    const browser = await openBrowser(simulator, { extension });
    await signIn(await browser.context.newPage(), simulator);
    browsers.set(name, browser);
  }
  await wait(3_000);

  const results: Record<string, Result> = {};
  for (const [size, length, budget] of sizes) {
    const samples: Record<string, number[]> = { [listening]: [], [ours]: [] };
    // The first round fills the caches of the browsers.
    for (let round = -1; round < rounds; round += 1) {
      for (const [name, browser] of turn(browsers, round + 1)) {
        const time = await busyTime(browser, crafted(length));
        if (round >= 0) samples[name]?.push(time);
      }
    }
    const over = differences(samples[ours] ?? [], samples[listening] ?? []);
    results[`worker busy with a URL of ${size}: ${listening}`] = summarize(samples[listening] ?? [], 'ms');
    results[`worker busy with a URL of ${size}: ${ours}, over it`] = summarize(over, 'ms', budget);
  }
  for (const browser of browsers.values()) await browser.close();
  rmSync(folder, { recursive: true });
  return results;
}

/** A request of Clay that is followed by very many parameters. */
function crafted(length: number): string {
  const url = authorizeUrl('clay', { portalId: 4100001 });
  return url + '&a'.repeat(Math.floor((length - url.length) / 2));
}

async function busyTime(browser: TestBrowser, url: string): Promise<number> {
  const page = await browser.context.newPage();
  const before = await workerTime(browser);
  // The tools need long for such a page.
  await page.goto(url, { waitUntil: 'commit', timeout: 120_000 });
  let after = await workerTime(browser);
  for (let last = Number.NaN; after.time !== last; ) {
    last = after.time;
    await wait(QUIET_MS);
    after = await workerTime(browser);
  }
  await page.close();
  if (after.thread !== before.thread) throw new Error('the worker was stopped in between');
  return after.time - before.time;
}

/** The thread of the worker, and its time on the processor in milliseconds. */
async function workerTime({ context }: TestBrowser): Promise<{ thread: string; time: number }> {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  await session?.detach();
  for (const { id } of processInfo) {
    for (const task of readdirSync(`/proc/${id}/task`)) {
      const thread = `/proc/${id}/task/${task}`;
      // The name of a thread is cut after 15 characters.
      if (readFileSync(`${thread}/comm`, 'utf8').trim() !== 'ServiceWorker t') continue;
      return { thread, time: Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6 };
    }
  }
  throw new Error('there is no worker');
}

/** Listens to the events that this extension listens to, and does nothing. */
function listeningExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-listening-'));
  const { permissions, host_permissions } = JSON.parse(readFileSync(join(extensionFolder, 'manifest.json'), 'utf8'));
  const manifest = { manifest_version: 3, name: 'listening', version: '1', permissions, host_permissions };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, background: { service_worker: 'background.js' } }));
  writeFileSync(
    join(folder, 'background.js'),
    `const nothing = () => undefined;
    const filter = { urls: ['https://*/*'], types: ['main_frame'] };
    chrome.webRequest.onBeforeRequest.addListener(nothing, filter);
    chrome.webRequest.onBeforeRedirect.addListener(nothing, filter);
    chrome.webRequest.onHeadersReceived.addListener(nothing, filter, ['responseHeaders']);
    chrome.webRequest.onErrorOccurred.addListener(nothing, filter);
    chrome.tabs.onUpdated.addListener(nothing);
    chrome.tabs.onRemoved.addListener(nothing);
    chrome.tabs.onReplaced.addListener(nothing);`,
  );
  return folder;
}
