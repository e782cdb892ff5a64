/**
 * `npm run bench`: sizes and times of the production build, medians with their spread, all in one
 * run. Timings are printed and asserted nowhere.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Frame, Page } from 'playwright';
import { parseRequest, providerById } from '@/providers';
import { readArguments } from '@/scripts/cli';
import { buildReview } from '@/utils/review/build-review';
import { extensionFolder, openBrowser, type TestBrowser } from '../e2e/browser';
import { signIn } from '../e2e/walk';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { type Simulator, startSimulator } from '../simulators/server';

interface Measure {
  median: number;
  /** The tenth and the ninetieth percentile. */
  spread: [number, number];
  unit: 'ms' | 'B';
}

const usage = `Usage: npm run bench -- [--write] [--loads 12]

Measures the production build and compares it with tests/bench/bench.json.
  --write     save the results there instead
  --loads 12  load each page this often; 2 for a quick look
`;

const { values } = readArguments(usage, { write: { type: 'boolean' }, loads: { type: 'string' } }, false);
const results: Record<string, Measure> = {};
const file = join(import.meta.dirname, 'bench.json');
const loads = Number(values.loads ?? 12);
/** Resolves to the time in ms at which page and panel stop changing. */
const MIN_VISIBLE_MS = 1_200;

function record(name: string, samples: number[], unit: Measure['unit'] = 'ms'): void {
  const sorted = samples.toSorted((left, right) => left - right);
  const at = (share: number) => Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2));
  results[name] = { median: at(0.5), spread: [at(0.1), at(0.9)], unit };
}

function measureSizes(): void {
  for (const path of ['content-scripts/consent.js', 'background.js']) {
    record(`${path} gzip`, [gzipSync(readFileSync(join(extensionFolder, path)), { level: 9 }).length], 'B');
  }
}

function measureEngine(): void {
  const clay = authorizeUrl('clay');
  const wide = authorizeUrl('clay', { optional: Array.from({ length: 2000 }, (_, index) => `crm.objects.custom-${index}.read`) });
  for (const [name, url] of [
    ['18 scopes', clay],
    ['2,000 scopes', wide],
  ] as const) {
    const samples = { parse: [] as number[], review: [] as number[], narrow: [] as number[] };
    for (let turn = 0; turn < 60; turn += 1) {
      const start = performance.now();
      const parsed = parseRequest(url);
      const read = performance.now();
      const provider = parsed.ok ? providerById(parsed.value.provider) : undefined;
      if (!parsed.ok || !provider) throw new Error('the sample URL is unreadable');
      buildReview({ provider, request: parsed.value });
      const built = performance.now();
      provider.requests.narrow(parsed.value, new Set(parsed.value.scopes.filter((scope) => scope.locked).map((scope) => scope.id)));
      samples.parse.push(read - start);
      samples.review.push(built - read);
      samples.narrow.push(performance.now() - built);
    }
    for (const [step, times] of Object.entries(samples)) record(`${step}, ${name}`, times.slice(10));
  }
}

type Side = 'without' | 'empty' | 'with';
const sides: readonly Side[] = ['without', 'empty', 'with'];

/** An extension with an empty content script on every page: what any extension costs. */
function emptyExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'empty-extension-'));
  const manifest = {
    manifest_version: 3,
    name: 'empty',
    version: '1',
    content_scripts: [{ matches: ['https://*/*'], js: ['empty.js'], run_at: 'document_end' }],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'empty.js'), ';\n');
  return folder;
}

/**
 * The same page without an extension, with an empty one and with ours, in turns, so that changes in
 * the machine's load affect all of them. Each load has a tab of its own.
 */
async function measurePages(): Promise<void> {
  const simulator = await startSimulator();
  const empty = emptyExtension();
  const folders = { without: null, empty, with: extensionFolder } as const;
  const perSide = (): Record<Side, number[]> => ({ without: [], empty: [], with: [] });
  const busy = perSide();
  const paints = perSide();
  const loadEvents = perSide();
  const panels: number[] = [];
  const popups: number[] = [];
  const reasons: number[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    for (const side of sides) {
      const browser = await openBrowser(simulator, { extension: folders[side] });
      await signIn(await browser.context.newPage(), simulator);
      for (let load = 0; load < loads / 2; load += 1) {
        const page = await browser.context.newPage();
        const session = await page.context().newCDPSession(page);
        await session.send('Performance.enable');
        await page.goto(authorizeUrl('clay', { portalId: 4100001 }));
        // Querying for an element would add work to the measured page.
        await setTimeout(MIN_VISIBLE_MS);
        const { metrics } = await session.send('Performance.getMetrics');
        busy[side].push(1000 * (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0));
        const { paint, load: loaded } = await timesOf(page);
        paints[side].push(paint);
        loadEvents[side].push(loaded);
        if (side === 'with') {
          const panel = await browser.panel(page);
          await panel.locator('.sr-row').first().waitFor();
          await page.locator('scope-review-mark').last().waitFor();
          panels.push((await largestPaint(panel)) - (await firstPaint(page)));
          popups.push(await openPopup(browser, page));
        }
        await page.close();
      }
      if (side === 'with') reasons.push(...(await readReasons(browser, simulator)));
      await browser.close();
    }
  }
  await simulator.close();
  rmSync(empty, { recursive: true });
  for (const side of sides) {
    const name = side === 'empty' ? 'an empty extension' : side;
    record(`main thread of the page, ${name}`, busy[side]);
    record(`first contentful paint, ${name}`, paints[side]);
    record(`load event, ${name}`, loadEvents[side]);
  }
  record('first paint to review readable in the panel', panels);
  record('popup opened to review readable', popups);
  record('error page painted to reason readable', reasons);
}

/** Salesforce's error page for an app that is not installed. */
async function readReasons(browser: TestBrowser, simulator: Simulator): Promise<number[]> {
  await browser.context.addCookies([simulator.salesforceCookie('hank@globex.example')]);
  const samples: number[] = [];
  for (let load = 0; load < loads / 2; load += 1) {
    const page = await browser.context.newPage();
    await page.goto(salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }));
    const panel = await browser.panel(page);
    await panel.locator('.sr-why').waitFor();
    samples.push((await largestPaint(panel)) - (await firstPaint(page)));
    await page.close();
  }
  return samples;
}

/**
 * When the largest text was painted, milliseconds since the epoch: in panel and popup that is the
 * review.
 */
function largestPaint(of: Page | Frame): Promise<number> {
  return of.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(performance.timeOrigin + (list.getEntries().at(-1)?.startTime ?? 0))).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
}

/** The times of a page since its navigation began, in ms. */
function timesOf(page: Page): Promise<{ paint: number; load: number }> {
  return page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    load: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).loadEventEnd,
  }));
}

function firstPaint(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0));
}

async function openPopup(browser: TestBrowser, page: Page): Promise<number> {
  const popup = await browser.popup(page);
  await popup.locator('.sr-actions').waitFor();
  const elapsed = (await largestPaint(popup)) - (await popup.evaluate(() => performance.timeOrigin));
  await popup.close();
  return elapsed;
}

measureSizes();
measureEngine();
await measurePages();

const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as typeof results) : {};
console.log('\nmedian [10 % – 90 %] (last: the median in bench.json)');
for (const [name, { median, spread, unit }] of Object.entries(results)) {
  const last = before[name] ? `  (last ${before[name].median})` : '';
  console.log(`${name.padEnd(46)} ${String(median).padStart(9)} ${unit}  [${spread.join(' – ')}]${last}`);
}
if (values.write) writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
