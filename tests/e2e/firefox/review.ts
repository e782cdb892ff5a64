/** The review in Firefox: on the page, in the panel and in the popup, in a wide and a small window. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameExcept } from '@/providers/oauth2/query';
import { t } from '@/utils/text/text';
import { findingTitle } from '../../finding-title';
import { salesforceAuthorizeUrl } from '../../simulators/clients/salesforce';
import { orgAt } from '../../simulators/salesforce/state';
import { button, saying } from '../firefox-browser';
import { clayUrl, connectSalesforce, firefox, limit, nextPage, press, signInOnTheWay, simulator, textOf } from '../firefox-session';
import { openPanel, stepsOf } from '../firefox-steps';
import { forgetApprovals, journeysIn, nameOf, refused, sizes } from '../journeys';

/** The extension API that `inExtension` uses. */
interface Extension {
  browser: { storage: { local: { remove(key: string): Promise<void> } } };
}

const approval = /RemoteAccessAuthorizationPage/;
const northwind = { host: 'acme.my.salesforce.com', scope: ['openid', 'full', 'refresh_token'] };

test('HubSpot in Firefox: a request is reviewed, narrowed, approved and remembered', limit, async () => {
  const page = await firefox.freshTab();
  await signInOnTheWay(page, clayUrl());
  assert.equal((await page.$$('scope-review-mark')).length, 18);
  // The page's policy forbids styles of its own scripts. Without its style, a mark is as wide as the line.
  const widths = await page.$$eval('scope-review-mark', (all) => all.map((one) => Math.round(one.getBoundingClientRect().width)));
  assert.deepEqual([...new Set(widths)], [56]);
  const original = page.url();

  const popup = await firefox.popup(page);
  await press(popup, '::-p-xpath(//label[contains(., "Read-only")]/input)');
  const go = await popup.waitForSelector(button('Continue with 11 scopes'));
  await Promise.all([page.waitForNavigation(), go?.click()]);
  assert.ok(sameExcept(original, page.url(), new Set(['scope', 'optional_scope'])));

  await page.waitForSelector('scope-review-mark');
  const grant = await page.waitForSelector(button('Grant access'));
  await Promise.all([page.waitForNavigation(), grant?.click()]);
  assert.equal((await textOf(page, '#granted li')).length, 11);

  const list = await firefox.extensionPage('/popup.html?tab=-1');
  await list.waitForSelector(saying('Clay on HubSpot'));
});

test('B9: user info in an address keeps no request from the review in Firefox', limit, async () => {
  const page = await firefox.freshTab();
  await firefox.browser.setCookie(simulator.salesforceCookie('ben@acme.example'));
  await page.goto(salesforceAuthorizeUrl('northwind', northwind).replace('https://', 'https://www.example.com:pass@'));
  const popup = await firefox.popup(page);
  await popup.waitForSelector(saying('3 scopes'));
});

for (const [way, binding, navigation] of [
  ['SAML by HttpPost', 'HttpPost', true],
  ['SAML by HttpRedirect', 'HttpRedirect', true],
  // Firefox versions before 147 have no Navigation API.
  ['SAML by HttpPost, without the Navigation API', 'HttpPost', false],
] as const)
  test(`Salesforce in Firefox: the page is marked and the identity provider named after single sign-on (${way})`, limit, async () => {
    await firefox.setPreference('dom.navigation.webidl.enabled', navigation);
    const { sso } = orgAt(simulator.state.salesforce, 'initech.my.salesforce.com');
    if (sso) Object.assign(sso, { idp: 'okta', binding });
    const page = await connectSalesforce(simulator.idpCookie('okta', 'ivy@initech.example'), 'clay', { host: 'initech.my.salesforce.com' });
    await page.waitForSelector('scope-review-mark');
    assert.match(page.url(), approval);
    assert.equal((await page.$$('scope-review-mark')).length, 3);

    const popup = await firefox.popup(page);
    await press(popup, button('2 more notes'));
    await popup.waitForSelector(saying('Okta signed you in (initech.okta.com)'));
    assert.deepEqual(await textOf(popup, 'h1'), ['Clay on Salesforce']);
    assert.match(String(await textOf(popup, '.sr-head__meta')), /initech\.my\.salesforce\.com · ivy@initech\.example/);
    await popup.waitForSelector(saying('Not all requested scopes were found on the page. Matching lines: 3 of 4; requested: 5'));
    assert.equal(await page.evaluate(() => 'navigation' in globalThis), navigation);
    await firefox.setPreference('dom.navigation.webidl.enabled', true);
  });

test('Firefox: the panel follows the selection in the popup', limit, async () => {
  const page = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'northwind', northwind);
  const panel = await firefox.panel(page);
  await panel.waitForSelector(button('Keep all 3'));
  const popup = await firefox.popup(page);
  await press(popup, 'input[aria-label$="(refresh_token)"]');
  await panel.waitForSelector(button('Continue with 2 scopes'));
});

test('Firefox: the panel folds and moves, and asks for the last click in a window of its own', limit, async () => {
  const page = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'northwind', northwind);
  const panel = await firefox.panel(page);
  await panel.waitForSelector(button('Keep all 3'));
  const boxOfDock = (test: string) =>
    page.waitForFunction(`((box) => ${test})(document.querySelector('scope-review-dock').getBoundingClientRect())`);
  await boxOfDock('box.height > 100');
  const opened = nextPage();
  await firefox.clickInPanel(panel, button('Keep all 3'));
  const review = await opened;
  await review.waitForSelector(button('Keep all 3'));
  await review.close();
  await firefox.clickInPanel(panel, '.sr-head__fold');
  await boxOfDock('box.height < 100');
  await page.keyboard.press('Enter');
  await boxOfDock('box.height > 100');
  // The next page opens the panel as it was left.
  const own = await firefox.extensionPage('/popup.html?tab=-1');
  await own.waitForFunction(`browser.storage.local.get('dock').then(({ dock }) => dock === 'open')`);
  await own.close();
});

/** Resolves to a fresh tab, in which the panel starts as in a new installation, however a test before left it. */
async function freshPanelTab() {
  await firefox.inExtension(() => (globalThis as unknown as Extension).browser.storage.local.remove('dock'), null);
  return firefox.freshTab();
}

for (const { journey, viewport } of journeysIn('Firefox'))
  test(`${journey.provider} in Firefox at ${nameOf(viewport)}: reduce, undo, approve, connect again and deny`, limit, async () => {
    const page = await freshPanelTab();
    await firefox.browser.setCookie(journey.cookie(simulator));
    const { open, confirm, drop, reduced, decide } = stepsOf(journey, page, viewport);
    forgetApprovals(simulator);
    await drop(await open(journey.url()));
    await confirm(await reduced(), `::-p-xpath(//button[starts-with(normalize-space(), "Undo: request all")])`);
    await drop(await open());
    await reduced();
    await decide(journey.allow);
    await page.waitForSelector('#granted li');
    const granted = await textOf(page, '#granted li');
    assert.deepEqual(
      granted.filter((id) => journey.dropped.test(String(id))),
      [],
    );

    forgetApprovals(simulator);
    const again = await open(journey.url());
    await again.waitForSelector('::-p-xpath(//label[contains(., "My last") or contains(., "My last selection")])');
    await again.waitForSelector(button(`Continue with ${journey.kept} scopes`));
    await decide(journey.deny);
    await page.waitForSelector('#error');
    const popup = await firefox.popup(page);
    await popup.waitForSelector(saying(t('state_denied')));
  });

for (const viewport of sizes) {
  test(`Salesforce in Firefox at ${nameOf(viewport)}: a refusal names its cause and who can act`, limit, async () => {
    const page = await freshPanelTab();
    await firefox.browser.setCookie(refused.cookie(simulator));
    const panel = await openPanel(page, viewport, refused.url());
    await panel.waitForSelector('.sr-why');
    assert.deepEqual(await textOf(panel, '.sr-why__title'), [findingTitle(refused.finding)]);
    assert.deepEqual(await textOf(panel, '.sr-actor'), [refused.actor]);
  });
}
