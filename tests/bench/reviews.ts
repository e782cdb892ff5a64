/** How long users wait: for the panel, the marks, the popup, a click, and a worker that slept. */
import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Frame, Page } from 'playwright';
import type { TestBrowser } from '../e2e/browser';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import type { Simulator } from '../simulators/server';
import { fillStores, samples } from '../utils/storage/sample-records';
import { empty, openSides, ours, turn } from './sides';
import { differences, type Result, summarize } from './statistics';
import { wideUrl } from './wide';

/**
 * Measures what users wait for, on HubSpot's consent page with 18 scopes if not stated otherwise.
 */
export async function measureWaits(simulator: Simulator, rounds: number): Promise<Record<string, Result>> {
  const sides = await openSides(simulator, { width: 1280, height: 720 }, []);
  const browser = sides.browsers.get(ours);
  const base = sides.browsers.get(empty);
  if (!browser || !base) throw new Error('a browser is missing');
  await browser.context.addCookies([simulator.salesforceCookie('hank@globex.example')]);

  const panels: number[] = [];
  const reasons: number[] = [];
  const warm: number[] = [];
  const cold: number[] = [];
  const popups: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const page = await browser.context.newPage();
    await page.goto(wideUrl(18));
    const panel = await browser.panel(page);
    await panel.locator('.sr-row').first().waitFor();
    await page.locator('scope-review-mark').last().waitFor();
    await wait(500);
    panels.push((await largestPaint(panel)) - (await firstPaint(page)));
    popups.push(await openPopup(browser, page));
    await page.bringToFront();
    warm.push(await markLatency(page));
    await wait(500);
    await browser.killWorker();
    await page.bringToFront();
    cold.push(await markLatency(page));
    await page.close();
  }
  for (let round = 0; round < rounds; round += 1) {
    const page = await browser.context.newPage();
    await page.goto(salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }));
    const panel = await browser.panel(page);
    await panel.locator('.sr-why').waitFor();
    reasons.push((await largestPaint(panel)) - (await firstPaint(page)));
    await page.close();
  }

  const answers: Record<string, number[]> = { [empty]: [], [ours]: [] };
  const pages = new Map<string, Page>();
  for (const [name, one] of [
    [empty, base],
    [ours, browser],
  ] as const)
    pages.set(name, await extensionPage(one));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, page] of turn(pages, round)) answers[name]?.push(await coldAnswer(page));
  }

  const toggles: Record<string, Result> = {};
  for (const count of [309, 2_000]) {
    const popup = await browser.context.newPage();
    await popup.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=-1`);
    await popup.getByLabel('Paste a link, error or report').fill(wideUrl(count));
    await popup.getByRole('button', { name: 'Analyze' }).click();
    await popup.locator('.sr-actions').waitFor();
    await wait(1_000);
    const samples: number[] = [];
    const session = await popup.context().newCDPSession(popup);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    for (let round = 0; round < rounds; round += 1) samples.push(await toggle(popup, session));
    toggles[`main thread of the popup to toggle one of ${count.toLocaleString('en-US')} scopes`] = summarize(samples, 'ms', 16);
    await popup.close();
  }
  const lists = await measureLists(browser, rounds);
  await sides.close();

  return {
    'first paint to review readable in the panel': summarize(panels, 'ms', 250),
    'error page painted to reason readable': summarize(reasons, 'ms', 250),
    'line in the page to its mark painted, worker awake': summarize(warm, 'ms', 50),
    'line in the page to its mark painted, worker asleep': summarize(cold, 'ms', 100),
    'popup opened to review readable': summarize(popups, 'ms', 80),
    ...toggles,
    ...lists,
    'first answer of a worker that slept: an empty extension': summarize(answers[empty] ?? [], 'ms'),
    'first answer of a worker that slept: Scope Review, over empty': summarize(
      differences(answers[ours] ?? [], answers[empty] ?? []),
      'ms',
      8,
    ),
  };
}

/** The popup of a tab without a request: its first content, below which the newest 100 of what is stored follow. */
async function measureLists(browser: TestBrowser, rounds: number): Promise<Record<string, Result>> {
  const page = await browser.context.newPage();
  await page.goto('https://app.hubspot.com/contacts/1234');
  const results: Record<string, Result> = {};
  for (const records of [100, 100_000]) {
    const popup = await browser.popup(page);
    await popup.locator('.sr-actions').waitFor();
    await popup.evaluate(fillStores, { samples, from: 0, to: records });
    await popup.close();
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await openPopup(browser, page, firstPaint));
    const count = `${records.toLocaleString('en-US')} records of each kind`;
    // The popup has the same budget as with a review, and the workbench that of the panel.
    results[`popup opened to its first content, ${count}`] = summarize(times, 'ms', 80);
    const views: number[] = [];
    for (let round = 0; round < rounds; round += 1) views.push(await openHistory(browser));
    results[`workbench opened to its history readable, ${count}`] = summarize(views, 'ms', 250);
  }
  return results;
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

function firstPaint(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0));
}

async function openPopup(browser: TestBrowser, page: Page, paint: typeof firstPaint = largestPaint): Promise<number> {
  const popup = await browser.popup(page);
  await popup.locator('.sr-actions').waitFor();
  const elapsed = (await paint(popup)) - (await popup.evaluate(() => performance.timeOrigin));
  await popup.close();
  return elapsed;
}

/** Opens the list of connections, and resolves to when its first page is painted. */
async function openHistory({ context, extensionId }: TestBrowser): Promise<number> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/workbench.html#history`);
  await page.locator('.sr-history > tbody > tr').last().waitFor();
  const elapsed = (await largestPaint(page)) - (await page.evaluate(() => performance.timeOrigin));
  await page.close();
  return elapsed;
}

/** Replaces a line of the page by a new one, as a framework does that draws its list again. */
function markLatency(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const line = document.querySelector('scope-review-mark')?.parentElement;
        const fresh = line?.cloneNode(true) as Element;
        fresh.querySelector('scope-review-mark')?.remove();
        new MutationObserver((_, observer) => {
          if (!fresh.querySelector('scope-review-mark')) return;
          observer.disconnect();
          // A task that an animation frame starts runs after the frame was painted.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        }).observe(document, { childList: true, subtree: true });
        const start = performance.now();
        line?.replaceWith(fresh);
      }),
  );
}

/**
 * Checks or unchecks the first scope that can be, and waits until that is painted. Returns the time
 * on the processor: the time on the clock would be that of a frame, whatever the work.
 */
async function toggle(popup: Page, session: CDPSession): Promise<number> {
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const before = await busy();
  await popup.evaluate(
    () =>
      new Promise<void>((resolve) => {
        document.querySelector<HTMLInputElement>('.sr-row input[type=checkbox]:not(:disabled)')?.click();
        // A task that an animation frame starts runs after the frame was painted.
        requestAnimationFrame(() => setTimeout(resolve));
      }),
  );
  return 1000 * ((await busy()) - before);
}

async function extensionPage({ context, extensionId }: TestBrowser): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/popup.html?tab=-1`);
  return page;
}

/** Stops the worker, and asks it something that needs neither a tab nor the database. */
async function coldAnswer(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
  await wait(300);
  return page.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: { runtime: { sendMessage(message: object): Promise<unknown> } } };
    const start = performance.now();
    await chrome.runtime.sendMessage({ id: 1, type: 'getReview', data: { tabId: -1 }, timestamp: Date.now() });
    return performance.now() - start;
  });
}
