/**
 * The main user flows in Firefox. All tests share one browser, which has no cookies when a test
 * begins.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import { sameExcept } from '@/providers/oauth2/query';
import { salesforce } from '@/providers/salesforce';
import { t, tPlural } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { orgAt } from '../simulators/salesforce/state';
import { type Simulator, startSimulator } from '../simulators/server';
import { leaked } from '../utils/files/sample';
import { samples } from '../utils/files/sample-facts';
import { button, openFirefox, saying, type TestFirefox } from './firefox-browser';
import { forgetApprovals, journeys, refused, sizes } from './journeys';
import { email } from './walk';

const approval = /RemoteAccessAuthorizationPage/;
const northwind = { host: 'acme.my.salesforce.com', scope: ['openid', 'full', 'refresh_token'] };
const limit = { timeout: 60_000 };
const ssoEnforced = 'Single sign-on may have prevented the approval';
const ssoEnforcedFixes = [/username and password/i, /service account/i];

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

/**
 * Scrolls the element to the center before clicking, because the action bar would cover it at the
 * edge.
 */
async function press(page: Page, selector: string): Promise<void> {
  const element = await page.waitForSelector(selector);
  await element?.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await element?.click();
}

const textOf = (review: Frame | Page, selector: string) => review.$$eval(selector, (all) => all.map((one) => one.textContent?.trim()));

/** Resolves to the next tab or window that opens. */
const nextPage = () =>
  new Promise<Page>((resolve) => {
    firefox.browser.once('targetcreated', (target) => void target.page().then((page) => page && resolve(page)));
  });

/** Returns the user's tab after the app redirected it to Salesforce. */
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

test('HubSpot in Firefox: a request is reviewed, narrowed, approved and remembered', limit, async () => {
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

test('the workbench reads every sample file in Firefox, without its secrets', limit, async () => {
  const page = await firefox.extensionPage('/workbench.html');
  for (const [name, { facts }] of Object.entries(samples)) {
    const input = await page.waitForSelector('input[type=file]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(join(import.meta.dirname, '../corpus/files', name));
    await page.waitForSelector(saying(name));
    const rows = facts.filter(({ kind }) => kind !== 'login-history' && kind !== 'app-usage');
    await page.waitForFunction((count) => document.querySelectorAll('.sr-requests tbody tr').length === count, {}, rows.length);
    assert.doesNotMatch(await page.content(), leaked, name);
    await (await page.waitForSelector('.sr-opened .sr-icon-button'))?.click();
    await page.waitForFunction(() => !document.querySelector('.sr-opened'));
  }
  await page.close();
});

test('the workbench compares a request with the settings of its app in Firefox', limit, async () => {
  const page = await firefox.extensionPage('/workbench.html#settings');
  const input = await page.waitForSelector('input[type=file]');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(join(import.meta.dirname, '../corpus/files/app-hsmeta.json'));
  await page.waitForSelector(saying('Contact sync on HubSpot (app-hsmeta.json)'));
  const redirect = encodeURIComponent('https://crm.vendor.example/hs');
  await page.type('textarea', `https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=${redirect}&scope=oauth&state=CANARY`);
  await press(page, button('Read'));
  await page.waitForSelector(saying('the provided scopes are missing [crm.objects.contacts.read]'));
  assert.doesNotMatch(await page.content(), leaked);
  await page.close();
});

test('the workbench diagnoses every sample trace in Firefox, and what it saves of one gives the same', limit, async () => {
  const page = await firefox.extensionPage('/workbench.html#diagnose');
  const steps = () => textOf(page, '.sr-timeline tbody tr');
  const read = async (path: string) => {
    const input = await page.waitForSelector('input[type=file]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
    await page.waitForSelector('#why');
    return [await textOf(page, '#why'), await steps()];
  };
  for (const [name, { facts }] of Object.entries(samples)) {
    if (!/\.har$|^saml/.test(name)) continue;
    const shown = await read(join(import.meta.dirname, '../corpus/files', name));
    const [{ error = null } = {}] = facts;
    if (error !== null) assert.deepEqual(shown[0], [findingTitle(error)], name);
    assert.doesNotMatch(await page.content(), leaked, name);
    const saved = await page.evaluate(async () => {
      const content = new Promise<string>((resolve) => {
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          URL.createObjectURL = create;
          if (blob instanceof Blob) void blob.text().then(resolve);
          return create(blob);
        };
      });
      document.querySelector<HTMLElement>('.sr-diagnose__tools button')?.click();
      return content;
    });
    assert.doesNotMatch(saved, leaked, name);
    await (await page.waitForSelector('.sr-diagnose__tools .sr-icon-button'))?.click();
    await page.waitForFunction(() => !document.querySelector('#why'));
    const path = join(mkdtempSync(join(tmpdir(), 'sanitized-')), 'sanitized.har');
    writeFileSync(path, saved);
    assert.deepEqual(await read(path), shown, name);
    await (await page.waitForSelector('.sr-diagnose__tools .sr-icon-button'))?.click();
    await page.waitForFunction(() => !document.querySelector('#why'));
  }
  await page.close();
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
    await popup.waitForSelector(saying('Okta signed you in (initech.okta.com)'));
    assert.deepEqual(await textOf(popup, 'h1'), ['Clay on Salesforce']);
    assert.match(String(await textOf(popup, '.sr-head__meta')), /initech\.my\.salesforce\.com · as ivy@initech\.example/);
    await popup.waitForSelector(saying('Lines marked on the page: 3 of 4; scopes requested: 5'));
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
});

test('Salesforce in Firefox: the panel explains a missing installation, with links into the right org', limit, async () => {
  const host = 'globex.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('hank@globex.example'), 'clay', { host });
  const panel = await firefox.panel(page);
  await panel.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(panel, '.sr-why__title'), [findingTitle('salesforce-app-not-installed')]);
  assert.deepEqual(await textOf(panel, '.sr-actor'), ['A Salesforce admin can fix this']);
  const links = await panel.$$eval('.sr-steps a', (all) => all.map((one) => (one as HTMLAnchorElement).href));
  assert.ok(links.includes(`https://${host}/lightning/setup/ConnectedAppsUsage/home`));
  for (const link of links) assert.ok(link.startsWith(`https://${host}/lightning/setup/`), link);
});

test('Firefox: each further error page in a tab replaces the diagnosis, also by Back, Forward and reload', limit, async () => {
  const acme = 'acme.my.salesforce.com';
  const globex = 'globex.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('hank@globex.example'), 'clay', { host: globex });
  const popup = await firefox.popup(page);
  const shows = async (finding: string, org: string) => {
    await popup.waitForFunction(
      (title, account) =>
        document.querySelector('.sr-why__title')?.textContent === title &&
        document.querySelector('.sr-head__meta')?.textContent?.includes(account),
      {},
      findingTitle(finding),
      org,
    );
  };
  await shows('salesforce-app-not-installed', globex);
  await page.goto(`https://${acme}/setup/secur/RemoteAccessErrorPage.apexp?error=`);
  await shows('salesforce-approval-error', acme);
  await page.reload();
  await shows('salesforce-approval-error', acme);
  await page.goBack();
  await shows('salesforce-app-not-installed', globex);
  await page.goForward();
  await shows('salesforce-approval-error', acme);
  await page.goto(`https://${globex}/identity/app/AppInstallErrorPage.apexp?app_id=0Ci000000000000`);
  await shows('salesforce-app-install-failed', globex);
});

test('Salesforce in Firefox: the panel lists enforced single sign-on as a cause, with both fixes', limit, async () => {
  const host = 'enforced-sso.my.salesforce.com';
  const page = await connectSalesforce(simulator.idpCookie('entra', 'over-idp@enforced-sso.example'), 'clay', { host });
  await page.waitForSelector(saying('OAUTH_APPROVAL_ERROR_GENERIC'));
  assert.match(page.url(), /RemoteAccessErrorPage\.apexp$/);
  const panel = await firefox.panel(page);
  await panel.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(panel, '.sr-why__title'), [findingTitle('salesforce-approval-error')]);
  const titles = await textOf(panel, '.sr-cause__title');
  assert.ok(titles.includes(ssoEnforced), titles.join(', '));
  const cause = `article[aria-label="${ssoEnforced}"]`;
  await firefox.clickInPanel(panel, `${cause} > .sr-cause`);
  await panel.waitForSelector(`${cause} .sr-cause__text`);
  for (const words of ssoEnforcedFixes) assert.match(String(await textOf(panel, cause)), words);
});

test('Salesforce in Firefox: the popup explains at the callback that the app is blocked', limit, async () => {
  const host = 'umbrella.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('uma@umbrella.example'), 'clay', { host });
  assert.match(page.url(), /^https:\/\/app\.clay\.com/);
  const popup = await firefox.popup(page);
  await popup.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(popup, '.sr-why__title'), [findingTitle('salesforce-app-blocked')]);
});

test('Salesforce in Firefox: the panel explains a broken link that is answered in plain text', limit, async () => {
  const given = { host: 'globex.my.salesforce.com', clientId: 'nobody' };
  const page = await connectSalesforce(simulator.salesforceCookie('hank@globex.example'), 'clay', given);
  assert.equal(await page.evaluate(() => document.contentType), 'text/plain');
  const panel = await firefox.panel(page);
  await panel.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(panel, '.sr-why__title'), [findingTitle('salesforce-client-unknown')]);
});

test('Firefox: the popup of the tab reports a response that was saved as a file', limit, async () => {
  const page = await firefox.freshTab();
  await page.goto('https://globex.my.salesforce.com/');
  const given = { host: 'globex.my.salesforce.com', pkce: false, scope: ['api'] };
  await page.goto(salesforceAuthorizeUrl('northwind', given), { timeout: 2_000 }).catch(() => {});
  const popup = await firefox.popup(page);
  await popup.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(popup, '.sr-why__title'), [findingTitle('answered-with-file')]);
  assert.equal((await textOf(popup, '.sr-cause__title'))[0], findingTitle('salesforce-code-challenge-missing'));
});

test('Firefox: every popup reports a refusal in a window that the app closed', limit, async () => {
  const page = await firefox.freshTab();
  await firefox.browser.setCookie(simulator.salesforceCookie('uma@umbrella.example'));
  await page.goto('https://app.clay.com/window?closes&salesforce=umbrella.my.salesforce.com');
  const closed = new Promise((resolve) => firefox.browser.once('targetdestroyed', resolve));
  await press(page, button('Connect Salesforce'));
  await closed;
  const popup = await firefox.extensionPage('/popup.html?tab=-1');
  await press(popup, button('See why'));
  await popup.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(popup, '.sr-why__title'), [findingTitle('salesforce-app-blocked')]);
});

test(
  'Salesforce in Firefox: “Check this user” opens a review window, observes the Integration User, and revokes the permission',
  limit,
  async () => {
    simulator.state.salesforce.integrationUsers = 'allowed';
    const host = 'acme.my.salesforce.com';
    const page = await connectSalesforce(simulator.salesforceCookie('robot@acme.example'), 'clay', { host });
    const panel = await firefox.panel(page);
    await panel.waitForSelector(saying(findingTitle('salesforce-integration-user-possible')));
    const before = await firefox.permissions();
    assert.ok(!before.permissions.includes('cookies'));
    assert.ok(!before.data_collection.includes('authenticationInfo'));

    const opened = nextPage();
    await firefox.clickInPanel(panel, button('Check this user'));
    const popup = await opened;
    await popup.waitForSelector('.sr-sheet');
    await press(popup, button('Check this user'));
    await popup.waitForSelector(saying(findingTitle('salesforce-integration-user')));
    await popup.waitForSelector(button('Check this user'));
    assert.deepEqual(await firefox.grants(), [{ permissions: ['cookies'], origins: [], data_collection: ['authenticationInfo'] }]);
    assert.deepEqual(await firefox.permissions(), before);
    const requests = simulator.requests.filter(({ path }) => path.startsWith('/services/oauth2/userinfo'));
    assert.deepEqual(
      requests.map(({ host, cookie, authorization }) => ({ host, cookie, authorization })),
      [{ host, cookie: false, authorization: true }],
    );
  },
);

test('Firefox: the page that explains the extension opens after the installation', () => {
  assert.equal(firefox.firstPage, '/workbench.html#about');
});

test('Firefox asks before the session cookie of an org is sent, and a refusal sends nothing', limit, async () => {
  simulator.state.salesforce.integrationUsers = 'allowed';
  const host = 'acme.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('robot@acme.example'), 'clay', { host });
  await page.waitForSelector('scope-review-mark');
  const popup = await firefox.popup(page);
  const sent = simulator.requests.length;
  await firefox.refusePrompt('authentication information', () => press(popup, button('Check this user')));
  await popup.waitForSelector(saying(t('org_failed_not_granted')));
  assert.deepEqual(simulator.requests.slice(sent), []);
});

test('Firefox: after a host permission was revoked, the popup offers it again, and the next connection is reviewed', limit, async () => {
  await firefox.withdraw(salesforce.urls.hosts.map((host) => `https://${host}/*`));
  const host = 'acme.my.salesforce.com';
  const page = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'clay', { host });
  assert.match(page.url(), approval);
  assert.equal((await page.$$('scope-review-dock, scope-review-mark')).length, 0);
  await firefox.pressToolbarButton(page);
  const popup = await firefox.popup(page);
  await popup.waitForSelector(saying(`Not allowed on ${host}`));
  await popup.waitForSelector(saying('see the request'));
  await press(popup, button('Ask the org'));
  await popup.waitForSelector(saying(t('org_failed_site_not_allowed')));
  await press(popup, button('Allow on Salesforce'));
  await popup.waitForSelector(saying(`Not allowed on ${host}`), { hidden: true });

  await page.goto(salesforceAuthorizeUrl('clay', { host }));
  await page.waitForSelector('scope-review-mark');
  await popup.waitForSelector(saying(t('action_nothing_to_drop')));
});

test('Firefox: the page about the extension shows a revoked permission and asks for it again', limit, async () => {
  const item = '.sr-about__item:has(#access-outreach)';
  await firefox.withdraw(['https://accounts.outreach.io/*']);
  const page = await firefox.extensionPage('/workbench.html#about');
  await page.waitForSelector(saying(tPlural('workbench_about_partly', 4, 3)));
  await press(page, button('Allow on Outreach'));
  await page.waitForSelector(button('Allow on Outreach'), { hidden: true });
  assert.match((await textOf(page, item)).join(), new RegExp(tPlural('workbench_about_allowed', 4)));
  assert.ok((await firefox.permissions()).origins.includes('https://accounts.outreach.io/*'));
});

test('Firefox: a site on a custom domain is offered, without showing the previous request', limit, async () => {
  const host = 'partners.acme.example';
  const page = await connectSalesforce(simulator.salesforceCookie('ben@acme.example'), 'northwind', northwind);
  await page.waitForSelector('scope-review-mark');
  await firefox.browser.setCookie(simulator.salesforceCookie('pat@partner.example', { host }));
  await page.goto(salesforceAuthorizeUrl('clay', { host, prefix: '/emea' }));
  await firefox.pressToolbarButton(page);
  const popup = await firefox.popup(page);
  await popup.waitForSelector(saying(`${host} may be a Salesforce site`));
  await popup.waitForSelector(saying(t('review_asks_unseen')));
  await press(popup, button('Allow on this site'));
  await popup.waitForSelector(saying(`${host} may be a Salesforce site`), { hidden: true });

  await page.goto(salesforceAuthorizeUrl('clay', { host, prefix: '/emea' }));
  await popup.waitForSelector(saying(t('action_nothing_to_drop')));
  assert.deepEqual(await textOf(popup, 'h1'), ['Clay on Salesforce']);
  await firefox.withdraw([`https://${host}/*`]);
});

for (const viewport of sizes) {
  const size = `${viewport.width}×${viewport.height}`;
  const isSmall = viewport.width < 720;
  /** Opens a page in a window of this size, and its panel with a click where it starts folded. */
  const openPanel = async (page: Page, url?: string) => {
    await page.setViewport(viewport);
    if (url) await page.goto(url);
    if (isSmall) await firefox.unfold(page);
    return firefox.panel(page);
  };

  for (const { provider, cookie, url, reduce, kept, requested, dropped, allow, deny } of journeys)
    test(`${provider} in Firefox at ${size}: reduce, undo, approve, connect again and deny`, limit, async () => {
      const page = await firefox.freshTab();
      await firefox.browser.setCookie(cookie(simulator));
      const selected = button(`Continue with ${kept} scopes`);
      /** Presses a button of the panel, and again in the window that opens to confirm it. */
      const confirm = async (panel: Frame, name: string) => {
        const opened = nextPage();
        await firefox.clickInPanel(panel, name);
        const review = await opened;
        await Promise.all([page.waitForNavigation(), press(review, name)]);
        await review.close();
      };
      const clickOnPage = async (name: string) => {
        if (isSmall) await page.keyboard.press('Escape');
        const isNamed = `normalize-space() = "${name}" or normalize-space(@value) = "${name}"`;
        await Promise.all([page.waitForNavigation(), press(page, `::-p-xpath(//button[${isNamed}] | //input[${isNamed}])`)]);
      };
      const reduceRequest = async (panel: Frame) => {
        await panel.waitForSelector('.sr-row');
        if (!(await panel.$(selected))) await firefox.clickInPanel(panel, `::-p-xpath(${reduce})`);
        await panel.waitForSelector(selected);
        await confirm(panel, selected);
        const reduced = await openPanel(page);
        await reduced.waitForSelector(saying(`Down to ${kept} of ${requested}. Now decide on the page.`));
        return reduced;
      };
      forgetApprovals(simulator);
      const reduced = await reduceRequest(await openPanel(page, url()));
      await confirm(reduced, `::-p-xpath(//button[starts-with(normalize-space(), "Undo: request all")])`);
      await reduceRequest(await openPanel(page));
      await clickOnPage(allow);
      await page.waitForSelector('#granted li');
      const granted = await textOf(page, '#granted li');
      assert.deepEqual(
        granted.filter((id) => dropped.test(String(id))),
        [],
      );

      forgetApprovals(simulator);
      const again = await openPanel(page, url());
      await again.waitForSelector('::-p-xpath(//label[contains(., "My last") or contains(., "Your last selection")])');
      await again.waitForSelector(selected);
      await clickOnPage(deny);
      await page.waitForSelector('#error');
      const popup = await firefox.popup(page);
      await popup.waitForSelector(saying('Canceled. Nothing was granted.'));
    });

  test(`Salesforce in Firefox at ${size}: a refusal names its cause and who can act`, limit, async () => {
    const page = await firefox.freshTab();
    await firefox.browser.setCookie(refused.cookie(simulator));
    const panel = await openPanel(page, refused.url());
    await panel.waitForSelector('.sr-why');
    assert.deepEqual(await textOf(panel, '.sr-why__title'), [findingTitle(refused.finding)]);
    assert.deepEqual(await textOf(panel, '.sr-actor'), [refused.actor]);
  });
}
