/** What the extension costs a consent page. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { TestBrowser } from '../e2e/browser';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import type { Simulator } from '../simulators/server';
import { empty, none, openSides, turn } from './sides';
import { differences, type Result, summarize } from './statistics';

/** By then, page and panel do not change any more. */
const SETTLED_MS = 1_300;

const units = {
  'first contentful paint': 'ms',
  'load event': 'ms',
  'main thread': 'ms',
  'long tasks': 'tasks',
  heap: 'KiB',
} as const;
type Measure = keyof typeof units;

/** The budgets for each look of the panel, over the empty extension. */
const budgets: Record<'open' | 'folded', Partial<Record<Measure, number>>> = {
  open: { 'first contentful paint': 4, 'load event': 10, 'main thread': 14, 'long tasks': 0 },
  folded: { 'first contentful paint': 4, 'load event': 10, 'main thread': 6, 'long tasks': 0, heap: 90 },
};

/**
 * Loads HubSpot's consent page with 18 scopes in each browser in turns, each time in a new tab.
 * Returns the times of the empty extension, and what the others take in addition, round by round.
 */
export async function measurePage(
  simulator: Simulator,
  look: 'open' | 'folded',
  rounds: number,
  peers: readonly string[],
): Promise<Record<string, Result>> {
  const sides = await openSides(simulator, look === 'open' ? { width: 1280, height: 720 } : { width: 600, height: 700 }, peers);
  const samples = new Map<string, Record<Measure, number[]>>();
  // The first round fills the caches of the browsers.
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, browser] of turn(sides.browsers, round + 1)) {
      const costs = await loadPage(browser);
      if (round < 0) continue;
      const of = samples.get(name) ?? { 'first contentful paint': [], 'load event': [], 'main thread': [], 'long tasks': [], heap: [] };
      samples.set(name, of);
      for (const measure of Object.keys(units) as Measure[]) of[measure].push(costs[measure]);
    }
  }
  await sides.close();

  const results: Record<string, Result> = {};
  const base = samples.get(empty);
  for (const measure of Object.keys(units) as Measure[]) {
    for (const [name, of] of samples) {
      if (!base) break;
      const key = `${measure}, panel ${look}: ${name}`;
      if (of === base) results[key] = summarize(of[measure], units[measure]);
      else {
        const budget = name === none ? undefined : budgets[look][measure];
        results[`${key}, over empty`] = summarize(differences(of[measure], base[measure]), units[measure], budget);
      }
    }
  }
  return results;
}

async function loadPage(browser: TestBrowser): Promise<Record<Measure, number>> {
  const page = await browser.context.newPage();
  const session = await page.context().newCDPSession(page);
  // Time on the processor: what else the machine does in the meantime does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metric = async (name: string) => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  };
  await page.goto(authorizeUrl('clay', { portalId: 4100001 }));
  // A query for an element would add work to the page.
  await wait(SETTLED_MS);
  const busy = await metric('TaskDuration');
  await session.send('HeapProfiler.collectGarbage');
  const heap = await metric('JSHeapUsedSize');
  const times = await timesOf(page);
  await page.close();
  return {
    'first contentful paint': times.paint,
    'load event': times.load,
    'main thread': 1000 * busy,
    'long tasks': times.longTasks,
    heap: heap / 1024,
  };
}

/** The times since the response arrived, because the network is no part of the page. In ms. */
function timesOf(page: Page): Promise<{ paint: number; load: number; longTasks: number }> {
  return page.evaluate(async () => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const start = navigation?.responseEnd ?? 0;
    const longTasks = await new Promise<number>((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().length)).observe({ type: 'longtask', buffered: true });
      setTimeout(() => resolve(0), 100);
    });
    return {
      paint: (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0) - start,
      load: (navigation?.loadEventEnd ?? 0) - start,
      longTasks,
    };
  });
}
