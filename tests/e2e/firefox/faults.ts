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
  outcomes: { id: string; provider: string; outcome: { kind: string }; scopes: { kept: string[] } | null }[];
}

const records = async (): Promise<Records> => JSON.parse(await firefox.inExtension(storedText, null));

/** Ends the event page again and again, at random moments, until the returned function is called. */
function endAtRandomMoments(): () => Promise<number> {
  let isOver = false;
  const run = async () => {
    let ended = 0;
    while (!isOver) {
      await rest(Math.random() * 600);
      if (await firefox.endEventPage()) ended += 1;
    }
    return ended;
  };
  const running = run();
  return () => {
    isOver = true;
    return running;
  };
}

/** How long a user waits before pressing again, in milliseconds: the event page may have ended meanwhile. */
const PATIENCE_MS = 4_000;

const pressAgain: Act = async (result, press) => {
  for (;;) {
    await press();
    const isThere = await Promise.race([result.then(() => true), rest(PATIENCE_MS).then(() => false)]);
    if (isThere) return result;
  }
};

/** Connects the app with fewer scopes, and resolves to the granted ones. */
async function connect(journey: Journey, page: Page, act?: Act): Promise<string[]> {
  const { open, reduce, decide } = stepsOf(journey, page, wide, act);
  forgetApprovals(simulator);
  await reduce(await open(journey.url()));
  await decide(journey.allow);
  await page.waitForSelector('#granted li');
  return (await textOf(page, '#granted li')).map(String);
}

test(`D1: the event page ends at ${kills} random moments over the journeys, and nothing is lost or repeated`, {
  timeout: 30_000 * kills,
}, async () => {
  let ended = 0;
  for (let at = 0; ended < kills; at += 1) {
    const journey = journeys[at % journeys.length] as Journey;
    const page = await firefox.freshTab();
    await firefox.browser.setCookie(journey.cookie(simulator));
    const before = await records();
    const stop = endAtRandomMoments();
    const granted = await connect(journey, page, pressAgain).finally(async () => {
      ended += await stop();
    });
    assert.deepEqual(
      granted.filter((id) => journey.dropped.test(id)),
      [],
    );
    const after = await records();
    const name = journey.provider.toLowerCase();
    const saved = after.preferences.filter(({ provider }) => provider === name);
    assert.deepEqual(
      saved.map(({ kept, dropped }) => [kept.length, kept.length + dropped.length]),
      [[journey.kept, journey.requested]],
    );
    const added = after.outcomes.filter(({ id }) => before.outcomes.every((one) => one.id !== id));
    assert.deepEqual(
      added.map(({ provider, outcome, scopes }) => [provider, outcome.kind, scopes?.kept.length]),
      [[name, 'connected', journey.kept]],
    );
  }
});

test('D2: each first click after a long idle time works in Firefox', limit, async () => {
  const [journey] = journeys as readonly [Journey];
  const page = await firefox.freshTab();
  await firefox.browser.setCookie(journey.cookie(simulator));
  // Firefox waits for 30 seconds without events. The next event page is the first that waits less.
  await firefox.setPreference('extensions.background.idle.timeout', 500);
  await firefox.endEventPage();
  const granted = await connect(journey, page, async (result, press) => {
    await firefox.eventPageEnded();
    await press();
    return result;
  });
  await firefox.setPreference('extensions.background.idle.timeout', 30_000);
  assert.equal(granted.length, journey.kept);
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
