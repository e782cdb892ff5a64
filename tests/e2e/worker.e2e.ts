/** The service worker is stopped at random moments of whole journeys, and after a long idle time. */
import type { Page } from 'playwright';
import { times } from '../counts';
import { randomNumbers } from '../random';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import type { Simulator } from '../simulators/server';
import type { TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { forgetApprovals, type Journey, journeys } from './journeys';
import { ask, openOwnPage, readStored, type StoredRecords } from './own-page';
import { continueButton, face, grantedScopes, lastPreset, preset, signIn } from './walk';

const KILLS = times(4, 34);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** How long a user waits for an answer of a worker that was just stopped; longer on a busy machine. */
const MEDIAN_ANSWER_MS = 1000;

/** What a journey leaves: the pages that the tab showed, the granted scopes, and what is stored. */
interface Outcome {
  visited: string[];
  granted: string[];
  /** What the user decided. */
  decided: StoredRecords;
  /** How the flows ended. */
  ended: readonly Record<string, unknown>[];
}

/**
 * Reduces a request and approves it, then connects again with the saved selection and denies.
 * `between` is called between the steps.
 */
async function walk(
  setting: Setting,
  { url, reduce, kept, requested, allow, deny }: Journey,
  between: () => Promise<void>,
): Promise<string[]> {
  const { browser, tab, simulator } = setting;
  const request = async () => {
    forgetApprovals(simulator);
    setting.isRequesting = true;
    await setting.stopping;
    await tab.goto(url());
    setting.isRequesting = false;
  };
  await request();
  const panel = await browser.panel(tab);
  const selected = `Continue with ${kept} scopes`;
  await between();
  await expect(async () => {
    await panel.locator(`xpath=${reduce}`).click({ timeout: 2000 });
    await expect(continueButton(panel)).toHaveText(selected, { timeout: 2000 });
  }).toPass();
  await between();
  const before = tab.url();
  await expect(async () => {
    // A user who is told that the click failed clicks again.
    if (tab.url() === before) await continueButton(panel).click({ timeout: 2000 });
    await tab.waitForURL((now) => now.href !== before, { timeout: 2000 });
  }).toPass();
  await between();
  await expect(face(await browser.panel(tab))).toHaveText(`Down to ${kept} of ${requested}. Now decide on the page.`);
  await tab.getByRole('button', { name: allow }).click();
  const granted = await grantedScopes(tab);
  await between();
  await request();
  const again = await browser.panel(tab);
  await expect(lastPreset(again)).toBeChecked();
  await expect(continueButton(again)).toHaveText(selected);
  await between();
  await tab.getByRole('button', { name: deny }).click();
  await tab.locator('#error').waitFor();
  return granted;
}

interface Setting {
  browser: TestBrowser;
  tab: Page;
  simulator: Simulator;
  own: Page;
  /** Whether the tab loads a request. */
  isRequesting?: boolean;
  /** Resolves once the worker is stopped. */
  stopping?: Promise<void>;
}

/** Deletes what is stored, walks the journey, and resolves to what it leaves. */
async function observe(setting: Setting, journey: Journey, between = async () => {}): Promise<Outcome> {
  const { tab, own } = setting;
  await ask(own, 'forget', { key: 'all' });
  const visited: string[] = [];
  const note = (frame: object) => {
    const { origin, pathname, searchParams } = new URL(tab.url());
    if (frame === tab.mainFrame()) visited.push(`${origin}${pathname} ${searchParams.get('scope') ?? ''}`);
  };
  tab.on('framenavigated', note);
  const granted = await walk(setting, journey, between);
  tab.off('framenavigated', note);
  const { outcomes = [], seen: _, ...decided } = await readStored(own);
  return { visited, granted, decided, ended: outcomes };
}

/** Waits until it is stored how the flows ended, which is a moment after the last page was shown. */
async function expectEnded(own: Page): Promise<StoredRecords[string]> {
  const read = async () => (await readStored(own)).outcomes ?? [];
  await expect
    .poll(async () => (await read()).map(({ outcome }) => (outcome as { kind: string }).kind).toSorted())
    .toEqual(['connected', 'denied']);
  return read();
}

for (const journey of journeys)
  test(`D1: the worker stops at random moments of a connection to ${journey.provider}, and no decision is lost or repeated`, async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    test.setTimeout(times(150_000, 600_000));
    await tab.context().addCookies([journey.cookie(simulator)]);
    const own = await openOwnPage(browser);
    await browser.killWorker();
    const setting: Setting = { browser, tab, simulator, own };
    const { ended: _, ...undisturbed } = await observe(setting, journey);
    const ended = await expectEnded(own);
    const known = new Set(
      ended.flatMap((one) => [one, { ...one, outcome: { kind: 'continued', rule: null } }]).map((one) => JSON.stringify(one)),
    );

    const random = randomNumbers(SEED);
    const answers: number[] = [];
    let isWalking = true;
    const killing = (async () => {
      while (isWalking) {
        await own.waitForTimeout(200 + 1000 * random());
        // The browser stops no worker that has an event of the network to handle; it would be lost.
        if (setting.isRequesting) continue;
        setting.stopping = browser.killWorker();
        await setting.stopping;
        answers.push(await ask(own, 'getReview', {}));
      }
    })();
    try {
      do {
        const { ended, ...left } = await observe(setting, journey);
        expect(left).toEqual(undisturbed);
        // The browser does not repeat the event that a worker was stopped in, so the history may miss
        // how a flow ended. It never says anything else.
        expect(ended.filter((one) => !known.has(JSON.stringify(one)))).toEqual([]);
      } while (answers.length < KILLS);
    } finally {
      isWalking = false;
      await killing;
    }
    const median = answers.toSorted((left, right) => left - right)[answers.length >> 1];
    expect(median, `the median of ${answers.length} answers, in ms`).toBeLessThan(MEDIAN_ANSWER_MS);
  });

const DAY_MS = 86_400_000;

test('D9: a clock that jumps by a year and back stops no step of a connection', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const [journey] = journeys;
  if (!journey) throw new Error('there is no journey');
  await tab.context().addCookies([journey.cookie(simulator)]);
  const own = await openOwnPage(browser);
  const jumps = [-400 * DAY_MS, 0, 400 * DAY_MS, -3_600_000, 3_600_000];
  const jump = async () => {
    await browser.context.serviceWorkers()[0]?.evaluate((by) => {
      Date.now = () => performance.timeOrigin + performance.now() + by;
    }, jumps.shift() ?? 0);
  };
  const { granted, decided } = await observe({ browser, tab, simulator, own }, journey, jump);
  expect(jumps).toEqual([]);
  await expectEnded(own);
  expect(decided.preferences).toMatchObject([{ kept: expect.arrayContaining(granted) }]);
});

test('D1, D2: a choice that the worker was stopped in is made all the same, and the first click after an idle time counts', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const idle = times(1_000, 35_000);
  test.setTimeout(150_000 + 3 * idle);
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
  const stop = async (rest: number) => {
    await browser.killWorker();
    await tab.bringToFront();
    await tab.waitForTimeout(rest);
  };
  await stop(idle);
  await preset(panel, 'Read-only').check();
  await expect(continueButton(panel)).toHaveText('Continue with 11 scopes');
  await panel.waitForTimeout(500);
  await browser.context.serviceWorkers()[0]?.evaluate(() => {
    const { session } = (globalThis as unknown as { chrome: { storage: { session: { set(): Promise<void> } } } }).chrome.storage;
    session.set = () => new Promise(() => {});
  });
  await preset(panel, 'App default').check();
  await stop(1_000);
  await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
  await preset(panel, 'Read-only').check();

  await stop(idle);
  const before = tab.url();
  await continueButton(panel).click();
  await tab.waitForURL((url) => url.href !== before);
  await expect(face(await browser.panel(tab))).toHaveText('Down to 11 of 18. Now decide on the page.');
});

test('where Chromium has no texts, panel and popup have those of the package', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const forget = () => {
    const { i18n } = (globalThis as { chrome?: { i18n?: { getMessage?: unknown } } }).chrome ?? {};
    if (i18n) i18n.getMessage = () => '';
  };
  await browser.context.addInitScript(forget);
  await Promise.all(browser.context.serviceWorkers().map((worker) => worker.evaluate(forget)));
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  for (const review of [await browser.panel(tab), await browser.popup(tab)])
    await expect(continueButton(review)).toHaveText('Continue with 16 scopes');
});
