/** Faults of the browser while users connect: the event page ends, the extension is updated or turned off. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { t } from '@/utils/text/text';
import { times } from '../../counts';
import { button, saying } from '../firefox-browser';
import { clayUrl, firefox, leave, limit, simulator, tabOnHubspot, textOf, waitForText } from '../firefox-session';
import { type Act, openPanel, stepsOf } from '../firefox-steps';
import { forgetApprovals, type Journey, journeys, sizes } from '../journeys';
import { storedText } from '../stored-text';

const [wide] = sizes as [(typeof sizes)[number]];
const kills = times(10, 100);
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Records {
  preferences: { provider: string; kept: string[]; dropped: string[] }[];
  outcomes: { id: string; at: number; provider: string; outcome: { kind: string }; scopes: { kept: string[] } | null }[];
}

/** Resolves to what is stored, which is nothing before the first event page has created the database. */
const records = async (): Promise<Records> => ({
  preferences: [],
  outcomes: [],
  ...JSON.parse(await firefox.inExtension(storedText, null)),
});

/** How often the event page was ended while it ran. */
let ended = 0;

/**
 * Runs one step, and ends the event page at a random moment of it or of the second after its start.
 * One step has one end, because Firefox leaves 30 seconds between two.
 */
async function withEnd<Result>(step: () => Promise<Result>): Promise<Result> {
  const ending = rest(Math.random() * 1_000).then(firefox.endEventPage);
  const result = await step();
  if (await ending) ended += 1;
  return result;
}

/** How long a user waits before pressing again, in milliseconds. */
const PATIENCE_MS = 4_000;

const pressAgain: Act = (result, press) =>
  withEnd(async () => {
    for (;;) {
      // What is to be pressed may not be drawn yet.
      await press().catch(() => {});
      const isThere = await Promise.race([result.then(() => true), rest(PATIENCE_MS).then(() => false)]);
      if (isThere) return result;
    }
  });

/** Prepares a tab for a journey. */
async function start({ cookie }: Journey): Promise<Page> {
  forgetApprovals(simulator);
  const page = await firefox.freshTab();
  await firefox.browser.setCookie(cookie(simulator));
  return page;
}

/** Resolves to the scopes of the token that the app received. */
async function grantedTo(page: Page): Promise<string[]> {
  await page.waitForSelector('#granted li');
  return (await textOf(page, '#granted li')).map(String);
}

test(`D1: the event page ends at ${kills} random moments over the journeys, and no decision is lost or repeated`, {
  timeout: 30_000 * kills,
}, async () => {
  for (let at = 0; ended < kills || at < journeys.length; at += 1) {
    const journey = journeys[at % journeys.length] as Journey;
    const name = journey.provider.toLowerCase();
    const before = (await records()).outcomes.length;
    const page = await start(journey);
    const { open, drop, decide } = stepsOf(journey, page, wide, pressAgain);
    const panel = await withEnd(() => open(journey.url()));
    await drop(panel);
    await withEnd(() => decide(journey.allow));
    const granted = await grantedTo(page);
    assert.equal(granted.filter((id) => journey.dropped.test(id)).length, 0, granted.join(' '));

    const { preferences } = await records();
    assert.deepEqual(
      preferences.filter(({ provider }) => provider === name).map(({ kept, dropped }) => [kept.length, dropped.length]),
      [[journey.kept, journey.requested - journey.kept]],
    );
    // What Firefox reports while the event page ends is lost, and the record says less then, never
    // something wrong: a flow whose end nobody saw was continued, which is recorded when its tab closes.
    await page.close();
    let added: Records['outcomes'] = [];
    while (added.length === 0) added = (await records()).outcomes.toSorted((left, right) => left.at - right.at).slice(before);
    for (const { provider, outcome, scopes } of added) {
      assert.equal(provider, name);
      assert.match(outcome.kind, /^(?:connected|continued)$/);
      assert.equal(scopes?.kept.length, journey.kept);
    }
  }
});

test('D2: each first click after a long idle time works in Firefox', limit, async () => {
  const [journey] = journeys as readonly [Journey];
  const page = await start(journey);
  const { open, drop, reduced, decide } = stepsOf(journey, page, wide, async (result, press) => {
    // Firefox ends the event page after 30 seconds without events.
    assert.ok(await firefox.endEventPage());
    await press();
    return result;
  });
  await drop(await open(journey.url()));
  await reduced();
  assert.ok(await firefox.endEventPage());
  await decide(journey.allow);
  assert.equal((await grantedTo(page)).length, journey.kept);
  const { preferences } = await records();
  assert.equal(preferences.find(({ provider }) => provider === 'hubspot')?.kept.length, journey.kept);
});

test('D3: after a reload of the extension in Firefox, an open page has one panel, which works', limit, async () => {
  forgetApprovals(simulator);
  const page = await tabOnHubspot();
  await openPanel(page, wide, clayUrl());
  const old = await page.$('scope-review-dock');
  await firefox.reload();
  await page.waitForFunction((before) => !before?.isConnected && document.querySelector('scope-review-dock'), {}, old);
  const panel = await firefox.panel(page);
  await waitForText(panel, '.sr-actions button', 'Continue with');
  assert.equal((await page.$$('scope-review-dock')).length, 1);
  assert.equal((await page.$$('scope-review-mark')).length, 18);
  await leave(page, button('Grant access'));
  await page.waitForSelector('#granted li');
});

test('D4: after the extension was turned off in Firefox, its panel says so, and the page works', limit, async () => {
  forgetApprovals(simulator);
  const page = await tabOnHubspot();
  const panel = await openPanel(page, wide, clayUrl());
  await panel.waitForSelector('.sr-row');
  await firefox.disable();
  await panel.waitForSelector(saying(t('panel_orphaned')));
  await waitForText(page, 'h1', 'Connect Clay to HubSpot');
  await leave(page, button('Grant access'));
  await page.waitForSelector('#granted li');
  forgetApprovals(simulator);
  await page.goto(clayUrl());
  await page.waitForSelector(button('Grant access'));
  assert.equal((await page.$$('scope-review-dock, scope-review-mark')).length, 0);
  await firefox.enable();
  // Firefox starts the scripts of an extension in pages that are open already.
  await waitForText(await firefox.panel(page), '.sr-actions button', 'Continue with');
});
