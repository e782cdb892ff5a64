/** What was opened may be a lot: no view of the workbench blocks the page while it shows it. */
import type { Page } from 'playwright';
import { tPlural } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { acme, authorize, errorPage } from '../providers/salesforce/sample-urls';
import { har } from '../utils/files/har';
import { expect, test } from './fixtures';

const redirect = (app: number) => `https://app${app}.example/oauth/callback`;
const attempt = (app: number) => [
  { url: authorize(undefined, { redirect: redirect(app) }), redirect: `${acme}${errorPage}?n=${app}` },
  {
    url: `${acme}${errorPage}?n=${app}`,
    body: '<p>OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication.</p>',
  },
];
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const hubspotUrl = (app: number) =>
  `https://app.hubspot.com/oauth/authorize?client_id=${app}&redirect_uri=${encodeURIComponent(redirect(app))}&scope=crm.objects.contacts.read%20crm.lists.read&optional_scope=crm.objects.contacts.write`;

const tokenTable = () =>
  [
    'AppName,AppMenuItemId,UseCount,LastUsedDate,CreatedDate',
    ...numbers(150_000).map(
      (index) => `App ${index % 20},0DS5e0000000001AAA,${index},2026-11-18T08:00:00.000+0000,2026-02-01T10:00:00.000+0000`,
    ),
  ].join('\n');

/** How many of what each view shows at the end. */
type Shown = Partial<Record<'review' | 'diagnose' | 'settings' | 'inventory' | 'policy', [selector: string, count: number]>>;
const shown = (requests: number, cases: number): Shown => ({
  review: ['[aria-busy=false] .sr-requests tbody tr', 100],
  diagnose: cases > 0 ? ['[aria-busy=false] .sr-cases > li', cases] : ['main a[href="#review"]', 1],
  settings: ['select option', requests + 1],
  inventory: ['.sr-copy', 1],
  policy: ['[aria-busy=false] .sr-tested > li', 200],
});

const opened: [name: string, text: () => string, Shown][] = [
  ['200 refused attempts', () => har(numbers(200).flatMap(attempt)), shown(200, 50)],
  ['1,000 requests', () => numbers(1_000).map(hubspotUrl).join('\n'), shown(1_000, 0)],
  ['150,000 tokens of 20 apps', tokenTable, { inventory: ['.sr-inventory > li', 20] }],
];

/** A task of the page may take so many milliseconds of the processor. */
const MAX_TASK = 50;
/** What `calibrate` takes where the limit was tried out. On a slower machine, the limit is longer. */
const USUAL = 40;

for (const [name, text, results] of opened)
  test(`no view blocks the page that shows ${name}`, async ({ browserWithExtension: browser }) => {
    const page = await browser.context.newPage();
    await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#review`);
    await page.getByRole('textbox').waitFor();
    await page.evaluate(prepare, text());
    const [calibration = 0] = await tasksOf(page, () => page.evaluate(calibrate));
    const limit = MAX_TASK * Math.max(1, calibration / USUAL);
    const isShown = ([selector, count]: [string, number]) =>
      expect.poll(() => page.locator(selector).count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
    const longest: Record<string, number> = {};
    for (const [view, result] of Object.entries(results)) {
      const [task = 0] = await tasksOf(page, async () => {
        await page.evaluate(start, view);
        await isShown(result);
        await page.waitForTimeout(300);
      });
      longest[view] = Math.round(task);
    }
    test.info().annotations.push({ type: 'tasks', description: JSON.stringify({ limit, ...longest }) });
    expect(Object.entries(longest).filter(([, task]) => task > limit)).toEqual([]);
  });

test('a trace of 50 MB is diagnosed while the page answers', async ({ browserWithExtension: browser }) => {
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#diagnose`);
  const refused = `${acme}${errorPage}?error=invalid_client&error_description=app+must+be+installed+into+org`;
  const text = har([{ url: authorize(), redirect: refused }, { url: refused }]);
  const diagnose = async (small: string) => {
    const entry = JSON.stringify({
      _resourceType: 'script',
      request: { method: 'GET', url: 'https://cdn.example.com/a.js', headers: [] },
      response: { status: 200, headers: [], content: { text: 'x'.repeat(5_000) } },
    });
    const filler = Array.from({ length: 9_000 }, () => entry).join(',');
    const data = new DataTransfer();
    data.items.add(new File([small.replace('"entries":[', `"entries":[${filler},`)], 'large.har'));
    document.querySelector('.sr-intake')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    let last = performance.now();
    let longest = 0;
    while (!document.querySelector('#why')) {
      await new Promise((resolve) => setTimeout(resolve));
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    return longest;
  };
  // The first review alone takes a few dozen. The machine may be busy, so one quiet try counts.
  const tryOnce = async () => {
    await page.reload();
    return page.evaluate(diagnose, text);
  };
  await expect.poll(tryOnce, { timeout: 40_000 }).toBeLessThan(250);
  await expect(page.locator('#why')).toHaveText(findingTitle('salesforce-app-not-installed'));
  await expect(page.getByText(tPlural('workbench_diagnose_counts', 9_002, 2))).toBeVisible();
});

/** Prepares to open a file, which costs time that is not to be measured. */
function prepare(content: string): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], 'large'));
  Object.assign(globalThis, { prepared: dataTransfer });
}

/** Opens what was prepared, and afterwards goes from view to view. */
function start(view: string): void {
  const { prepared } = globalThis as unknown as { prepared: DataTransfer | null };
  location.hash = view;
  if (prepared) document.querySelector('.sr-intake')?.dispatchEvent(new DragEvent('drop', { dataTransfer: prepared, bubbles: true }));
  Object.assign(globalThis, { prepared: null });
}

/** Does some work, which tells how fast the machine is. */
function calibrate(): number {
  const rows = Array.from({ length: 20_000 }, (_, index) => ({ id: String((index * 7_919) % 20_000), scopes: ['read', 'write'] }));
  return JSON.stringify(rows.toSorted((one, other) => one.id.localeCompare(other.id))).length;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** How long it took on the clock and on the processor, in microseconds. */
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

/** Resolves to the milliseconds of the processor that the tasks of the browser's pages took meanwhile, the longest first. */
async function tasksOf(page: Page, run: () => Promise<unknown>): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', '__metadata'] } });
  await run();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const pages = new Set(events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf));
  const tasks = events.filter((event) => event.name.endsWith('RunTask') && pages.has(threadOf(event)));
  return tasks.map(({ dur = 0, tdur = dur }) => tdur / 1_000).toSorted((one, other) => other - one);
}
