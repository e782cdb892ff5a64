import { type TextKey, text } from '@/utils/text';
import { canary } from '../simulators/canary';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { selfAuthorized } from '../simulators/salesforce/orgs';
import { orgAt } from '../simulators/salesforce/state';
import { expect, test } from './fixtures';
import { checkboxes, clickContinue, continueButton, grantedScopes } from './walk';

const approval = /RemoteAccessAuthorizationPage/;
const title = (finding: string) => text(`finding_${finding.replaceAll('-', '_')}_title` as TextKey);

test('journey 4: the approval page shows the request that the tab made, marked, with the user and the org', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  await tab.waitForURL(approval);
  const panel = await browser.panel(tab);
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Clay on Salesforce');
  await expect(panel.locator('.sr-subject')).toContainText('acme.my.salesforce.com \u00b7 as ben@acme.example');
  await expect(panel.locator('li.sr-row')).toHaveCount(3);
  await expect(tab.locator('scope-review-mark')).toHaveCount(3);
  await expect(panel.getByRole('button', { name: title('acts-any-time') })).toBeVisible();
  // The request stays with us: the page gets none of it.
  expect(await tab.locator('scope-review-dock').evaluate((dock) => dock.outerHTML)).not.toContain(canary);
});

test('journey 4: single sign-on is observed with its host, over the whole way from the generic host', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const { sso } = orgAt(simulator.state.salesforce, 'initech.my.salesforce.com');
  if (sso) sso.binding = 'HttpRedirect';
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'initech.my.salesforce.com' }));
  await tab.getByLabel('User name').fill('ivy@initech.example');
  await tab.getByLabel('Password').fill('anything');
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.waitForURL(approval);
  const panel = await browser.panel(tab);
  await expect(panel.getByText('Okta signed you in (initech.okta.com)')).toBeVisible();
});

test('a request without a profile can be made smaller: the captured request starts again, and the token has what was kept', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.goto(salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com', scope: ['openid', 'full', 'refresh_token'] }));
  await tab.waitForURL(approval);
  const panel = await browser.panel(tab);
  await expect(checkboxes(panel)).toHaveCount(3);
  await panel.getByRole('checkbox', { name: /\(refresh_token\)$/ }).uncheck();
  await expect(continueButton(panel)).toHaveText('Continue with 2 scopes');
  await clickContinue(tab, panel);
  await tab.waitForURL(approval);
  await expect((await browser.panel(tab)).getByText('The page requests exactly these 2 scopes')).toBeVisible();
  await tab.locator('#oaapprove').click();
  expect(await grantedScopes(tab)).not.toContain('refresh_token');
});

test('journey 5: on the error page the real reason is told, not the general one', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('hank@globex.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }));
  await tab.waitForURL(/RemoteAccessErrorPage/);
  const panel = await browser.panel(tab);
  await expect(panel.locator('.sr-finding__title').first()).toHaveText(title('salesforce-app-not-installed'));
  await expect(panel.locator('.sr-actor')).toHaveText('Salesforce admin');
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Clay on Salesforce');

  // The admin installs it; the same request goes through.
  const clay = simulator.state.salesforce.apps.find((app) => app.name === 'Clay');
  orgAt(simulator.state.salesforce, 'globex.my.salesforce.com').installed[clay?.clientId ?? ''] = selfAuthorized();
  await clickContinue(tab, panel);
  await tab.waitForURL(approval);
  await expect((await browser.panel(tab)).locator('.sr-finding--blocker')).toHaveCount(0);
});

test('without its request the approval page is read: scopes from the labels, read-only', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  await tab.waitForURL(approval);
  // Another tab at the same page has seen no request.
  const other = await browser.context.newPage();
  await other.goto(tab.url());
  const panel = await browser.panel(other);
  await expect(panel.getByText(/didn’t see the request/).first()).toBeVisible();
  await expect(continueButton(panel)).toHaveCount(0);
});

test('denied at the callback, and the worker may die on the way', async ({ browserWithExtension: browser, tab, simulator }) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  await tab.waitForURL(approval);
  await browser.tabId(tab);
  await browser.killWorker();
  await tab.bringToFront();
  await tab.locator('input[name=cancel]').click();
  await tab.waitForURL(/app\.clay\.com/);
  const popup = await browser.popup(tab);
  await expect(popup.locator('.sr-why .sr-finding__title')).toContainText('Access was denied');
});
