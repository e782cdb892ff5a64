/** Refusals in Firefox: what the panel and the popup say about them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingTitle } from '../../finding-title';
import { salesforceAuthorizeUrl } from '../../simulators/clients/salesforce';
import { button, saying } from '../firefox-browser';
import { connectSalesforce, firefox, limit, nextPage, press, simulator, textOf } from '../firefox-session';

const ssoEnforced = 'Single sign-on may have prevented the approval';
const ssoEnforcedFixes = [/username and password/i, /service account/i];

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
  const opened = nextPage();
  await press(page, button('Connect Salesforce'));
  const window = await opened;
  if (!window.isClosed()) await new Promise((resolve) => window.once('close', resolve));
  // The tab of the test before has closed as well, and the popup reports the last one.
  const own = await firefox.extensionPage('/popup.html?tab=-1');
  await own.waitForFunction(`browser.storage.session.get().then((stored) => {
    const closed = Object.values(stored).filter(({ closedAt }) => closedAt);
    return closed.sort((one, other) => other.closedAt - one.closedAt)[0]?.outcome.error === 'OAUTH_APP_BLOCKED';
  })`);
  const popup = await firefox.extensionPage('/popup.html?tab=-1');
  await press(popup, button('See why'));
  await popup.waitForSelector('.sr-why');
  assert.deepEqual(await textOf(popup, '.sr-why__title'), [findingTitle('salesforce-app-blocked')]);
});
