/**
 * How long the workbench needs for a long list and a large trace, and how long the page is busy
 * meanwhile.
 */
import { openBrowser } from '../e2e/browser';
import type { Simulator } from '../simulators/server';
import { type Result, summarize } from './statistics';

/** A list of 1,000 requests, each of an app of its own. */
const urls = Array.from(
  { length: 1_000 },
  (_, index) =>
    `https://app.hubspot.com/oauth/authorize?client_id=${String(index).padStart(8, '0')}-0000-4000-8000-000000000000&redirect_uri=https%3A%2F%2Fapp${index}.example%2Fcallback&scope=crm.objects.contacts.read%20crm.lists.read&optional_scope=crm.objects.contacts.write%20crm.objects.companies.read&state=${index}`,
).join('\n');

/** Measures both in one browser. */
export async function measureWorkbench(simulator: Simulator, rounds: number): Promise<Record<string, Result>> {
  const browser = await openBrowser(simulator, { viewport: { width: 1200, height: 900 } });
  const open = async () => {
    const page = await browser.context.newPage();
    await page.goto(`chrome-extension://${browser.extensionId}/workbench.html`);
    await page.getByRole('textbox').waitFor();
    return page;
  };
  const lists: Work[] = [];
  const traces: Work[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [works, start] of [
      [lists, pasteList],
      [traces, dropTrace],
    ] as const) {
      const page = await open();
      await page.evaluate(start, urls);
      // What the preparation costs is not to be measured.
      await page.waitForTimeout(500);
      works.push(await page.evaluate(measureWork));
      await page.close();
    }
  }
  await browser.close();
  const times = (works: readonly Work[]) => works.map(({ time }) => time);
  const tasks = (works: readonly Work[]) => works.map(({ longestTask }) => longestTask);
  return {
    '1,000 URLs pasted into the workbench: to the last row': summarize(times(lists), 'ms', 500),
    '1,000 URLs pasted into the workbench: longest task of the page': summarize(tasks(lists), 'ms', 50),
    'a trace of 50 MB opened in the workbench: to its line': summarize(times(traces), 'ms'),
    'a trace of 50 MB opened in the workbench: longest task of the page': summarize(tasks(traces), 'ms', 50),
  };
}

/**
 * What the page needed, in milliseconds. Tasks of up to 50 ms are not reported, so they count as 0.
 */
interface Work {
  time: number;
  longestTask: number;
}

/** Starts what was prepared, and resolves once its result is drawn. */
function measureWork(): Promise<Work> {
  const { start, isDone } = globalThis as unknown as Prepared;
  const durations = [0];
  const tasks = new PerformanceObserver((list) => durations.push(...list.getEntries().map(({ duration }) => duration)));
  tasks.observe({ type: 'longtask' });
  return new Promise((resolve) => {
    const begun = performance.now();
    new MutationObserver((_, observer) => {
      if (!isDone()) return;
      observer.disconnect();
      // A task that an animation frame starts runs after the frame was painted.
      requestAnimationFrame(() =>
        setTimeout(() => {
          const time = performance.now() - begun;
          // The last task is reported after its end.
          setTimeout(() => {
            resolve({ time, longestTask: Math.max(...durations) });
          }, 100);
        }),
      );
    }).observe(document, { childList: true, subtree: true, characterData: true });
    start();
  });
}

/** What a page has prepared to be measured. */
interface Prepared {
  start(): void;
  isDone(): boolean;
}

/** Prepares to paste a list. */
function pasteList(list: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', list);
  Object.assign(globalThis, {
    start() {
      document.querySelector('textarea')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    isDone() {
      return document.querySelector('[aria-busy=false]')?.textContent?.includes('1000 rows') ?? false;
    },
  } satisfies Prepared);
}

/** Prepares to drop a trace of 50 MB. */
function dropTrace(): void {
  const entry = JSON.stringify({
    startedDateTime: '2026-11-25T09:14:03.000Z',
    request: { method: 'GET', url: 'https://cdn.example/a.js', headers: [{ name: 'Cookie', value: 'x'.repeat(700) }] },
    response: { status: 200, headers: [], content: { mimeType: 'text/javascript', text: 'x'.repeat(700) } },
  });
  const entries = Array.from({ length: Math.floor(49_900_000 / entry.length) }, () => entry).join(',');
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([`{"log":{"version":"1.2","entries":[${entries}]}}`], 'large.har'));
  Object.assign(globalThis, {
    start() {
      document.querySelector('.sr-intake')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    isDone() {
      return document.querySelector('.sr-opened') !== null;
    },
  } satisfies Prepared);
}
