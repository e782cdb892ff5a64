/** Views of the workbench on a machine that is so slow that each step of their work takes a slice of its own. */
import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/workbench/workbench.css';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { browser } from 'wxt/browser';
import { ViewGuard } from '@/components/workbench/ViewGuard';
import { openContent } from '@/utils/files/open-content';
import { t } from '@/utils/text/text';
import type { OpenedItem, Session } from '../../entrypoints/workbench/use-session';
import { views } from '../../entrypoints/workbench/views';
import { acme, authorize, errorPage } from '../providers/salesforce/sample-urls';
import { har } from '../utils/files/har';
import { clear, draw } from './draw';

const url = (app: number) =>
  `https://app.hubspot.com/oauth/authorize?client_id=${app}&redirect_uri=https%3A%2F%2Fa${app}.example%2F&scope=oauth`;
const numbers = Array.from({ length: 30 }, (_, app) => app);
const urls = numbers.map(url).join('\n');
const trace = har(
  numbers.flatMap((app) => {
    const redirect = `${acme}${errorPage}?error=invalid_client&n=${app}`;
    return [{ url: authorize(undefined, { redirect: `https://a${app}.example/` }), redirect }, { url: redirect }];
  }),
);

/** What each view shows of what is opened. */
const shown: Record<string, [text: string, selector: string, count: number]> = {
  review: [urls, '.sr-requests tbody tr', 30],
  diagnose: [trace, '.sr-cases > li', 30],
  settings: [urls, 'select option', 31],
  policy: [urls, '.sr-tested > li', 30],
};

beforeEach(() => {
  const listener = { addListener() {}, removeListener() {} };
  Object.assign(browser, { storage: { managed: { get: async () => ({}) }, session: { set() {} }, onChanged: listener } });
});
afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

it.each(Object.keys(shown))(
  'the view “%s” pauses between two results, and does not say before the last that there are none',
  async (id) => {
    const View = views.find((view) => view.id === id)?.View;
    const [text, selector, count] = shown[id] as (typeof shown)[string];
    const item: OpenedItem = { id: '1', name: null, size: 1, opened: openContent(text), joinedInto: null };
    const session: Session = { items: [item], reading: null, open: async () => [], cancel() {}, remove() {} };
    // The page is not idle for longer than a slice, however many results there are.
    let now = performance.now();
    let slices = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
    const later = setTimeout;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, time?: number) => {
      if (time === undefined) slices += 1;
      return later(run, time);
    }) as typeof setTimeout);
    if (!View) throw new Error(`There is no view ${id}.`);
    draw(<View path={[]} session={session} isPrivate={false} />);
    const working = () => document.body.textContent?.includes(t('workbench_working'));
    const counted = () => document.querySelectorAll(selector).length;
    if (id !== 'policy') expect(working()).toBe(true);
    expect(counted()).toBeLessThan(count);
    expect(document.body.textContent).not.toContain(t('workbench_diagnose_nothing'));
    await expect.poll(counted).toBeGreaterThanOrEqual(count);
    expect(working()).toBe(false);
    expect(slices).toBeGreaterThan(20);
  },
);

it('a view that fails late says so instead of working forever, and can be tried again', async () => {
  const { found, ...rest } = openContent(urls);
  let fails = true;
  const last = {
    ...found[0],
    get input(): never {
      if (fails) throw new Error('broken');
      return found[0]?.input as never;
    },
  };
  const item = { id: '1', name: null, size: 1, opened: { ...rest, found: [...found, last] }, joinedInto: null } as OpenedItem;
  const session: Session = { items: [item], reading: null, open: async () => [], cancel() {}, remove() {} };
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
  const View = views[0].View;
  draw(
    <ViewGuard>
      <View path={[]} session={session} isPrivate={false} />
    </ViewGuard>,
  );
  await expect.poll(() => document.querySelector('[role=alert]')?.textContent).toContain(t('workbench_failed_title'));
  expect(document.body.textContent).not.toContain(t('workbench_working'));
  fails = false;
  vi.restoreAllMocks();
  await page.getByRole('button', { name: t('problem_retry') }).click();
  await expect.poll(() => document.querySelectorAll('.sr-requests tbody tr').length).toBe(31);
});
