/** Private windows of Firefox. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { t } from '@/utils/text/text';
import { registration } from '../../simulators/hubspot/apps';
import { button, saying } from '../firefox-browser';
import { profileFilesWith } from '../firefox-extension';
import { clayUrl, connectReadOnly, fill, firefox, limit, press, signInOnTheWay, textOf, waitForCount } from '../firefox-session';
import { stepsOf } from '../firefox-steps';
import { type Journey, journeys, sizes } from '../journeys';
import { mailOf } from '../mail';
import { storedText } from '../stored-text';
import { email } from '../walk';

test('D9: a private window of Firefox leaves nothing in the profile, in storage or on the console', limit, async () => {
  const [journey] = journeys as readonly [Journey];
  const [wide] = sizes as [(typeof sizes)[number]];
  const { clientId } = registration.clay;
  await firefox.allowPrivateWindows();
  // It creates the database, which has no records.
  await (await firefox.extensionPage('/popup.html?tab=-1')).waitForSelector('.sr-idle');
  const before = await firefox.inExtension(storedText, null);
  const tab = await firefox.privateTab();
  await tab.setViewport(wide);
  await signInOnTheWay(tab, clayUrl());
  let windowState = '';
  // The review opens in a window of its own, which is as private as the tab.
  const { open, drop, reduced, decide } = stepsOf(journey, tab, wide, async (outcome, press) => {
    const [result] = await Promise.all([outcome, press()]);
    windowState += await firefox.restorable();
    return result;
  });
  const panel = await open();
  await panel.waitForSelector(saying(t('storage_private')));
  await drop(panel);
  await reduced();
  await decide(journey.allow);
  await tab.waitForSelector('#granted li');
  assert.equal((await textOf(tab, '#granted li')).length, journey.kept);

  const workbench = await firefox.extensionPage('/workbench.html#review', tab);
  await workbench.waitForSelector(saying(t('workbench_private')));
  await fill(workbench, '.sr-intake textarea', mailOf());
  await press(workbench, button(t('workbench_intake_read')));
  await waitForCount(workbench, '.sr-requests tbody tr', 10);
  await press(workbench, 'a[href="#preferences"]');
  await workbench.waitForSelector(saying(t('workbench_private_title')));
  await tab.close();
  assert.match(windowState, /about:/);
  for (const trace of ['popup.html?tab=4', 'app.clay.com']) assert.equal(windowState.includes(trace), false, trace);

  // The flow is deleted once the extension hears that its tab was closed.
  const stored = () => firefox.inExtension(storedText, null);
  for (const end = Date.now() + 5_000; (await stored()) !== before && Date.now() < end; );
  assert.equal(await stored(), before);
  const { profile } = firefox.folders;
  for (const trace of ['CANARY', clientId, email, 'app.clay.com']) assert.deepEqual(profileFilesWith(profile, trace), [], trace);
  assert.doesNotMatch((await firefox.printed()).join('\n'), /CANARY/);

  // The same in a normal window leaves its records, and nothing secret. A longer word may be on two pages of a file.
  await connectReadOnly();
  const words = ['Clay', 'hubspot', 'tickets'].flatMap((word) => profileFilesWith(profile, word, 'extension'));
  assert.notDeepEqual(words, []);
  assert.deepEqual(profileFilesWith(profile, 'CANARY', 'extension'), []);
});

test('F1: Firefox keeps no text that is typed or pasted, to restore it after a crash', limit, async () => {
  const workbench = await firefox.extensionPage('/workbench.html#diagnose');
  await fill(workbench, '.sr-intake textarea', 'typed-into-the-workbench');
  const popup = await firefox.extensionPage('/popup.html?tab=-1');
  await fill(popup, '#paste', 'typed-into-the-popup');
  const state = await firefox.restorable();
  assert.match(state, /workbench\.html#diagnose/);
  assert.equal(state.includes('typed-into'), false);
});
