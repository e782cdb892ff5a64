/** The journeys in Firefox, and what is different there. One browser for all: nobody is signed in when a test begins. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { sameExcept } from '@/providers/oauth2/query';
import { salesforce } from '@/providers/salesforce';
import { type TextKey, text } from '@/utils/text';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { orgAt } from '../simulators/salesforce/state';
import { type Simulator, startSimulator } from '../simulators/server';
import { button, openFirefox, saying, type TestFirefox } from './firefox-browser';
import { email } from './walk';

const approval = /RemoteAccessAuthorizationPage/;
const northwind = { host: 'acme.my.salesforce.com', scope: ['openid', 'full', 'refresh_token'] };
const limit = { timeout: 60_000 };

let simulator: Simulator;
let firefox: TestFirefox;

before(async () => {
  simulator = await startSimulator();
  firefox = await openFirefox(simulator);
});
after(async () => {
  await firefox?.close();
  await simulator?.close();
});
afterEach(() => assert.deepEqual(firefox.leaks(), []));

const title = (finding: string) => text(`finding_${finding.replaceAll('-', '_')}_title` as TextKey);

/** Away from the edges first: the action bar covers what lies under it. */
async function press(page: Page, selector: string): Promise<void> {
  const found = await page.waitForSelector(selector);
  await found?.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await found?.click();
}

const textOf = (review: Frame | Page, selector: string) => review.$$eval(selector, (all) => all.map((one) => one.textContent?.trim()));

/** The person's tab after the app sent them to Salesforce. */
async function connectSalesforce(
  cookie: ReturnType<Simulator['salesforceCookie']>,
  app: 'clay' | 'northwind',
  given: Parameters<typeof salesforceAuthorizeUrl>[1],
): Promise<Page> {
  const page = await firefox.freshTab();
  await firefox.browser.setCookie(cookie);
  await page.goto(salesforceAuthorizeUrl(app, given));
  return page;
}

test('journey 1: HubSpot: review, narrow, approve, remember', limit, async () => {
  const page = await firefox.freshTab();
  await page.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const signInLink = await page.waitForSelector('a[href*="login"]');
  await Promise.all([page.waitForNavigation(), signInLink?.click()]);
  await page.type('input:not([type=password]):not([type=hidden])', email);
  await page.type('input[type=password]', 'anything');
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  await page.waitForSelector('scope-review-mark');
  assert.equal((await page.$$('scope-review-mark')).length, 18);
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

for (const [way, binding, navigation] of [
  ['SAML by HttpPost', 'HttpPost', true],
  ['SAML by HttpRedirect', 'HttpRedirect', true],
  // Firefox has it since 147.
  ['SAML by HttpPost, without the Navigation API', 'HttpPost', false],
] as const)
  test(`journey 4: Salesforce after single sign-on (${way}): marked, and the identity provider named`, limit, async () => {
    await firefox.setPreference('dom.navigation.webidl.enabled', navigation);
    const { sso } = orgAt(simulator.state.salesforce, 'initech.my.salesforce.com');
    if (sso) Object.assign(sso, { idp: 'okta', binding });
    const page = await connectSalesforce(simulator.idpCookie('okta', 'ivy@initech.example'), 'clay', { host: 'initech.my.salesforce.com' });
    await page.waitForSelector('scope-review-mark');
    assert.match(page.url(), approval);
    assert.equal((await page.$$('scope-review-mark')).length, 3);

    const popup = await firefox.popup(page);
    await popup.waitForSelector(saying('Okta signed you in (initech.okta.com)'));
    assert.deepEqual(await textOf(popup, 'h1'), ['Clay on Salesforce']);
    assert.match(String(await textOf(popup, '.sr-subject')), /initech\.my\.salesforce\.com · as ivy@initech\.example/);
    await popup.waitForSelector(saying('The page shows 3 lines for 3 scopes; 3 are marked'));
    assert.equal(await page.evaluate(() => 'navigation' in globalThis), navigation);
    await firefox.setPreference('dom.navigation.webidl.enabled', true);
  });

test('the panel follows what is chosen in the popup', limit, async () => {
  const page = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'northwind', northwind);
  const panel = await firefox.panel(page);
  await panel.waitForSelector(button('Continue with 3 scopes'));
  const popup = await firefox.popup(page);
  await press(popup, '.sr-fold');
  await press(popup, 'input[aria-label$="(refresh_token)"]');
  await panel.waitForSelector(button('Continue with 2 scopes'));
});

test('journey 5: not installed: the panel tells the reason, with links into the very org', limit, async () => {
  const host = 'globex.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('hank@globex.example'), 'clay', { host });
  const panel = await firefox.panel(page);
  await panel.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(panel, '.sr-why .sr-finding__title'), [title('salesforce-app-not-installed')]);
  assert.deepEqual(await textOf(panel, '.sr-actor'), ['Salesforce admin']);
  const links = await panel.$$eval('.sr-steps a', (all) => all.map((one) => (one as HTMLAnchorElement).href));
  assert.ok(links.includes(`https://${host}/lightning/setup/ConnectedAppsUsage/home`));
  for (const link of links) assert.ok(link.startsWith(`https://${host}/lightning/setup/`), link);
});

test('journey 6: a blocked app is told at the callback, in the popup', limit, async () => {
  const host = 'umbrella.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('uma@umbrella.example'), 'clay', { host });
  assert.match(page.url(), /^https:\/\/app\.clay\.com/);
  const popup = await firefox.popup(page);
  await popup.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(popup, '.sr-why .sr-finding__title'), [title('salesforce-app-blocked')]);
});

test('journey 6: a broken link is told where the answer is plain text', limit, async () => {
  const given = { host: 'globex.my.salesforce.com', clientId: 'nobody' };
  const page = await connectSalesforce(simulator.salesforceCookie('hank@globex.example'), 'clay', given);
  assert.equal(await page.evaluate(() => document.contentType), 'text/plain');
  const panel = await firefox.panel(page);
  await panel.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(panel, '.sr-why .sr-finding__title'), [title('salesforce-client-unknown')]);
});

test('an answer that is saved as a file is told in the popup of the tab that stayed', limit, async () => {
  const page = await firefox.freshTab();
  await page.goto('https://globex.my.salesforce.com/');
  const given = { host: 'globex.my.salesforce.com', pkce: false, scope: ['api'] };
  await page.goto(salesforceAuthorizeUrl('northwind', given), { timeout: 2_000 }).catch(() => {});
  const popup = await firefox.popup(page);
  await popup.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(popup, '.sr-why .sr-finding__title'), [title('answered-with-file')]);
  assert.equal((await textOf(popup, '.sr-cause h3'))[0], title('salesforce-code-challenge-missing'));
});

test('what was refused in a window that the app closed waits in every popup', limit, async () => {
  const page = await firefox.freshTab();
  await firefox.browser.setCookie(simulator.salesforceCookie('uma@umbrella.example'));
  await page.goto('https://app.clay.com/window?closes&salesforce=umbrella.my.salesforce.com');
  const closed = new Promise((resolve) => firefox.browser.once('targetdestroyed', resolve));
  await press(page, button('Connect Salesforce'));
  await closed;
  const popup = await firefox.extensionPage('/popup.html?tab=-1');
  await press(popup, button('See why'));
  await popup.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(popup, '.sr-why .sr-finding__title'), [title('salesforce-app-blocked')]);
});

test(
  'journey 6: the panel leaves “Check this user” to a window of ours; there it is observed, and the permission given back',
  limit,
  async () => {
    simulator.state.salesforce.integrationUsers = 'allowed';
    const host = 'acme.my.salesforce.com';
    const page = await connectSalesforce(simulator.salesforceCookie('robot@acme.example'), 'clay', { host });
    const panel = await firefox.panel(page);
    await panel.waitForSelector(saying(title('integration-user-possible')));
    const before = await firefox.permissions();
    assert.ok(!before.permissions.includes('cookies'));

    const opened = new Promise<Page>((resolve) => {
      firefox.browser.once('targetcreated', (target) => void target.page().then((page) => page && resolve(page)));
    });
    await firefox.clickInPanel(panel, button('Check this user'));
    const popup = await opened;
    await popup.waitForSelector('.sr-sheet');
    await press(popup, button('Check this user'));
    await popup.waitForSelector(saying(title('integration-user')));
    await popup.waitForSelector(button('Check this user'));
    assert.deepEqual(await firefox.permissions(), before);
    const asked = simulator.requests.filter(({ path }) => path.startsWith('/services/oauth2/userinfo'));
    assert.deepEqual(
      asked.map(({ host, cookie, authorization }) => ({ host, cookie, authorization })),
      [{ host, cookie: false, authorization: true }],
    );
  },
);

test('a host that the person took back: the popup says so, asks for it again, and the next connection is seen', limit, async () => {
  await firefox.withdraw(salesforce.places.hosts.map((host) => `https://${host}/*`));
  const host = 'acme.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'clay', { host });
  assert.match(page.url(), approval);
  assert.equal((await page.$$('scope-review-dock, scope-review-mark')).length, 0);
  await firefox.pressToolbarButton(page);
  const popup = await firefox.popup(page);
  await popup.waitForSelector(saying(`Not allowed on ${host}`));
  await popup.waitForSelector(saying('see the request'));
  await press(popup, button('Ask the org'));
  await popup.waitForSelector(saying(text('org_failed_site_not_allowed')));
  await press(popup, button('Allow on Salesforce'));
  await popup.waitForSelector(saying(`Not allowed on ${host}`), { hidden: true });

  await page.goto(salesforceAuthorizeUrl('clay', { host }));
  await page.waitForSelector('scope-review-mark');
  await popup.waitForSelector(button('Continue with 3 scopes'));
});

test('a site on its company’s domain is offered, and the request of before is not told there', limit, async () => {
  const host = 'partners.acme.example';
  const page = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'northwind', northwind);
  await page.waitForSelector('scope-review-mark');
  await firefox.browser.setCookie(simulator.salesforceCookie('pat@partner.example', { host }));
  await page.goto(salesforceAuthorizeUrl('clay', { host, prefix: '/emea' }));
  await firefox.pressToolbarButton(page);
  const popup = await firefox.popup(page);
  await popup.waitForSelector(saying(`${host} may be a Salesforce site`));
  await popup.waitForSelector(saying(text('review_asks_unseen')));
  await press(popup, button('Allow on this site'));
  await popup.waitForSelector(saying(`${host} may be a Salesforce site`), { hidden: true });

  await page.goto(salesforceAuthorizeUrl('clay', { host, prefix: '/emea' }));
  await popup.waitForSelector(button('Continue with 3 scopes'));
  assert.deepEqual(await textOf(popup, 'h1'), ['Clay on Salesforce']);
  await firefox.withdraw([`https://${host}/*`]);
});
