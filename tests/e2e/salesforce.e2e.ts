import { findingTitle } from '../finding-title';
import { canary } from '../simulators/canary';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { selfAuthorized } from '../simulators/salesforce/orgs';
import { orgAt } from '../simulators/salesforce/state';
import { expect, test } from './fixtures';
import { boxFor, clickContinue, clickUntil, continueButton, face, findingOf, grantedScopes, openNotes, password, reason } from './walk';

const approval = /RemoteAccessAuthorizationPage/;

test("the approval page is marked and shows the tab's request, with the user and the org", async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  await tab.waitForURL(approval);
  const panel = await browser.panel(tab);
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Clay on Salesforce');
  await expect(panel.locator('.sr-head__meta')).toContainText('acme.my.salesforce.com \u00b7 ben@acme.example');
  await expect(panel.locator('li.sr-row')).toHaveCount(5);
  // The line about the identity stands for two of the scopes, id and profile, so it has no mark.
  await expect(tab.locator('scope-review-mark')).toHaveCount(3);
  await openNotes(panel);
  await expect(findingOf(panel, 'salesforce-acts-any-time')).toBeVisible();
  // The page must not be able to read the request from the panel's element.
  expect(await tab.locator('scope-review-dock').evaluate((dock) => dock.outerHTML)).not.toContain(canary);
});

test('single sign-on is named on the approval page with the host of the identity provider', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const { sso } = orgAt(simulator.state.salesforce, 'initech.my.salesforce.com');
  if (sso) sso.binding = 'HttpRedirect';
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'initech.my.salesforce.com' }));
  await tab.getByLabel('User name').fill('ivy@initech.example');
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.waitForURL(approval);
  const panel = await browser.panel(tab);
  await openNotes(panel);
  await expect(panel.getByText('Okta signed you in (initech.okta.com)')).toBeVisible();
});

test('the error page shows the reason from its URL, and the request succeeds after the app was installed', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('hank@globex.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }));
  await tab.waitForURL(/RemoteAccessErrorPage/);
  const panel = await browser.panel(tab);
  await expect(reason(panel)).toHaveText(findingTitle('salesforce-app-not-installed'));
  await expect(panel.locator('.sr-actor')).toHaveText('A Salesforce admin can fix this');
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Clay on Salesforce');

  // After the admin installs the app, the same request must succeed.
  const clay = simulator.state.salesforce.apps.find((app) => app.name === 'Clay');
  orgAt(simulator.state.salesforce, 'globex.my.salesforce.com').installed[clay?.clientId ?? ''] = selfAuthorized();
  // Every scope is required, so there is nothing to change, and the user starts again from the app.
  await expect(panel.getByText('Change the request and try again')).toHaveCount(0);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }));
  await tab.waitForURL(approval);
  const approved = await browser.panel(tab);
  await expect(approved.locator('.sr-verdict')).toHaveText(/^5 scopes/);
  await expect(reason(approved)).toHaveCount(0);
  await expect(approved.locator('.sr-finding--blocker')).toHaveCount(0);
});

test('an approval page whose request was not observed is read-only', async ({ browserWithExtension: browser, tab, simulator }) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  await tab.waitForURL(approval);
  // Another tab opens the page directly, so the extension has seen no request in it.
  const other = await browser.context.newPage();
  await other.goto(tab.url());
  const panel = await browser.panel(other);
  await expect(panel.getByText(/didn’t see the request/).first()).toBeVisible();
  await expect(continueButton(panel)).toHaveCount(0);
});

test('D1: a denial at the callback is reported after a worker restart', async ({ browserWithExtension: browser, tab, simulator }) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  await tab.waitForURL(approval);
  await browser.tabId(tab);
  await browser.killWorker();
  await tab.bringToFront();
  await tab.locator('input[name=cancel]').click();
  await tab.waitForURL(/app\.clay\.com/);
  const popup = await browser.popup(tab);
  await expect(face(popup)).toHaveText('Access denied. Nothing new was granted.');
});

test('A1: the approval page of another request, to which a site sends the tab, is reviewed by its text', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  const ask = (...scope: string[]) => salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com', scope });
  // Whoever gets the address of such a page can send any tab of the user there.
  const other = await tab.context().newPage();
  await other.goto(ask('full', 'refresh_token'));
  await other.waitForURL(approval);
  const address = other.url();
  await other.close();
  await tab.goto('https://sync.northwind.example/');
  const [opened] = await Promise.all([
    tab.context().waitForEvent('page'),
    tab.evaluate((url) => void window.open(url, 'consent'), ask('openid')),
  ]);
  await expect((await browser.panel(opened)).locator('.sr-row')).toHaveCount(1);
  await tab.evaluate((url) => void window.open(url, 'consent'), address);
  await expect(opened.getByText('Full access')).toBeVisible();
  const panel = await browser.panel(opened);
  await expect(panel.getByText('Read-only review.')).toBeVisible();
  await expect(continueButton(panel)).toHaveCount(0);
  await expect(panel.locator('.sr-row')).toHaveCount(2);
});

test('B8: Back from the smaller request returns to what the page then asks for', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  const url = salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com', scope: ['openid', 'api', 'refresh_token'] });
  await tab.goto(url);
  const panel = await browser.panel(tab);
  await expect(panel.locator('.sr-row')).toHaveCount(3);
  await boxFor(panel, 'api').uncheck();
  await clickContinue(tab, panel);
  const narrowed = await browser.panel(tab);
  await expect(face(narrowed)).toContainText('Down to 2 of 3.');
  await tab.goBack();
  await expect(tab.getByText('Manage user data via APIs')).toBeVisible();
  const original = await browser.panel(tab);
  await expect(original.getByText('Down to 2 of 3.')).toHaveCount(0);
  await expect(continueButton(original)).toBeVisible();
});

test('B8: a grant on the page that Continue left, while the smaller request still loads, is one of all its scopes', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  const url = salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com', scope: ['openid', 'refresh_token', 'api'] });
  const [smaller = ''] = /[?&]scope=[^&]*/.exec(url.replace(/refresh_token(?:%20|\+)/, '')) ?? [];
  simulator.state.unanswered = smaller.slice(1);
  await tab.goto(url);
  const panel = await browser.panel(tab);
  await boxFor(panel, 'refresh_token').uncheck();
  // The extension may not see the tab's URL at the app, where it ends.
  await browser.tabId(tab);
  await tab.bringToFront();
  const allow = await tab.getByRole('button', { name: 'Allow' }).boundingBox();
  await clickUntil(continueButton(panel), panel.getByText(/Don’t decide yet/));
  // Playwright would wait until the navigation has ended.
  await tab.mouse.click((allow?.x ?? 0) + 5, (allow?.y ?? 0) + 5);
  expect(await grantedScopes(tab)).toHaveLength(3);
  const popup = await browser.popup(tab);
  await expect(face(popup)).toHaveText(/3 scopes/);
  await expect(popup.getByText(/^3 requested, but your saved choice keeps 2/)).toBeVisible();
});

test('B8: Back from a sign-in for the smaller request returns to the original one', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const cookie = simulator.salesforceCookie('ben@acme.example');
  await tab.context().addCookies([cookie]);
  const url = salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com', scope: ['openid', 'api', 'refresh_token'] });
  await tab.goto(url);
  const panel = await browser.panel(tab);
  // The page has no line for it that would tell the two requests apart.
  await boxFor(panel, 'openid').uncheck();
  await tab.context().clearCookies();
  await clickContinue(tab, panel);
  await tab.getByLabel('Username').waitFor();
  await tab.context().addCookies([cookie]);
  await tab.goBack();
  await expect(tab.getByText('Access unique user identifiers')).toBeVisible();
  const original = await browser.panel(tab);
  await expect(continueButton(original)).toBeVisible();
  await expect(original.getByText(/^Down to/)).toHaveCount(0);
  await expect(original.locator('.sr-row')).toHaveCount(3);
});
