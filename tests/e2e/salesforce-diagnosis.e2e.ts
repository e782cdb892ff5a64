/**
 * Salesforce refuses on its error page, at the callback or in plain text, and support staff can
 * examine each of these.
 */
import type { Page } from 'playwright';
import { t } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { canary } from '../simulators/canary';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { outreachAuthorizeUrl } from '../simulators/clients/outreach';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { orgAt } from '../simulators/salesforce/state';
import type { Simulator } from '../simulators/server';
import { expect, test } from './fixtures';
import { causes, clickContinue, email, openPart, password, reason, signIn } from './walk';

const globex = 'globex.my.salesforce.com';
const errorPage = /RemoteAccessErrorPage/;

test('a missing installation is explained with its reason, the admin who can act, links into the right org and a message, without license or single sign-on', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('hank@globex.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: globex }));
  await tab.waitForURL(errorPage);
  const panel = await browser.panel(tab);
  await expect(reason(panel)).toHaveText(findingTitle('salesforce-app-not-installed'));
  await openPart(panel, 'The URL says');
  await expect(panel.locator('.sr-decoded')).toHaveText('errorinvalid_clientdescriptionapp must be installed into org');
  await expect(panel.locator('.sr-actor')).toHaveText('A Salesforce admin can fix this');
  await expect(causes(panel)).toHaveCount(0);
  await expect(panel.getByText(/license|single sign-on/i)).toHaveCount(0);

  const links = await panel
    .locator('.sr-steps a')
    .evaluateAll((all) => all.map((one) => [one.textContent?.trim(), (one as HTMLAnchorElement).href]));
  expect(links.length).toBeGreaterThan(0);
  for (const [name, href] of links) {
    const setup = await tab.context().newPage();
    await setup.goto(href ?? '');
    await expect(setup).toHaveTitle(`${name} | Globex (simulated)`);
    await setup.close();
  }

  await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel.getByRole('button', { name: 'Copy message to Salesforce admin' }).click();
  await expect(panel.getByRole('button', { name: 'Message to Salesforce admin copied' })).toBeVisible();
  const popup = await browser.popup(tab);
  const message = await popup.evaluate(() => navigator.clipboard.readText());
  expect(message).toContain('Connecting Clay to Salesforce (globex.my.salesforce.com)');
  expect(message).toContain(`https://${globex}/lightning/setup/ConnectedAppsUsage/home`);
  expect(message).not.toContain(canary);
});

test('a scope that the app may not request is explained, with a message to the vendor', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com', scope: ['api', 'mcp_api'] }));
  await tab.waitForURL(errorPage);
  const panel = await browser.panel(tab);
  await expect(reason(panel)).toHaveText(findingTitle('salesforce-scope-not-allowed'));
  await expect(panel.getByRole('button', { name: 'Copy message to app vendor' })).toBeVisible();
});

test('the popup explains at the callback that the app is blocked, with links into the org of the sign-in', async ({
  browserWithExtension: browser,
  tab,
}) => {
  await tab.goto(salesforceAuthorizeUrl('clay'));
  await browser.tabId(tab);
  await tab.bringToFront();
  await tab.getByLabel('Username').fill('uma@umbrella.example');
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Log In' }).click();
  await tab.waitForURL(/app\.clay\.com/);
  const popup = await browser.popup(tab);
  await expect(reason(popup)).toHaveText(findingTitle('salesforce-app-blocked'));
  await expect(popup.locator('.sr-steps a').first()).toHaveAttribute(
    'href',
    /^https:\/\/umbrella\.my\.salesforce\.com\/lightning\/setup\//,
  );
});

async function refusedWithoutReason(tab: Page, simulator: Simulator): Promise<void> {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  // A page of the org leads there; whoever types the address has not been refused.
  await tab.evaluate((path) => location.assign(path), '/setup/secur/RemoteAccessErrorPage.apexp?error=');
  await tab.waitForURL(errorPage);
}

test('an error without a reason has ranked causes, and answers re-rank them in panel and popup', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await refusedWithoutReason(tab, simulator);
  const panel = await browser.panel(tab);
  await expect(reason(panel)).not.toHaveText(findingTitle('salesforce-app-not-installed'));
  await expect(causes(panel).first()).toHaveText(findingTitle('salesforce-app-not-installed'));
  await expect(panel.locator('.sr-question')).toHaveCount(2);
  await panel.getByLabel('Uninstall').check();
  await expect(causes(panel).first()).not.toHaveText(findingTitle('salesforce-app-not-installed'));
  await panel.getByLabel('Integration or API-only user').check();
  await expect(causes(panel).first()).toHaveText(findingTitle('salesforce-integration-user-refused'));
  const popup = await browser.popup(tab);
  await expect(popup.getByLabel('Uninstall')).toBeChecked();
  await expect(causes(popup).first()).toHaveText(findingTitle('salesforce-integration-user-refused'));
});

test('each further error page in a tab replaces the diagnosis, in both orders, in any org and for any provider', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await tab.context().addCookies([simulator.salesforceCookie('hank@globex.example'), simulator.outreachCookie(email)]);
  const shows = async (finding: string, org: string | null) => {
    await expect(async () => expect(await reason(await browser.panel(tab)).textContent()).toBe(findingTitle(finding))).toPass();
    const panel = await browser.panel(tab);
    if (org) await expect(panel.locator('.sr-head__meta')).toContainText(org);
  };
  const without = 'https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=';
  await tab.goto(salesforceAuthorizeUrl('clay', { host: globex }));
  await tab.waitForURL(errorPage);
  await shows('salesforce-app-not-installed', globex);
  await tab.goto(without);
  await shows('salesforce-approval-error', 'acme.my.salesforce.com');
  await tab.reload();
  await shows('salesforce-approval-error', 'acme.my.salesforce.com');
  await tab.goBack();
  await shows('salesforce-app-not-installed', globex);
  await tab.goForward();
  await shows('salesforce-approval-error', 'acme.my.salesforce.com');
  await tab.goto(`${without}invalid_scope&error_description=the+requested+scope+is+not+allowed`);
  await shows('salesforce-scope-not-allowed', 'acme.my.salesforce.com');
  await tab.goto(`https://${globex}/identity/app/AppInstallErrorPage.apexp?app_id=0Ci000000000000`);
  await shows('salesforce-app-install-failed', globex);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001, redirectUri: 'https://app.clay.com/other' }));
  await shows('hubspot-redirect-mismatch', null);
  await tab.goto(outreachAuthorizeUrl('clay', { redirectUri: 'https://app.clay.com/other' }));
  await shows('outreach-redirect-mismatch', null);
  await tab.goBack();
  await shows('hubspot-redirect-mismatch', null);
  await tab.goto(without);
  await shows('salesforce-approval-error', 'acme.my.salesforce.com');
});

test('the panel restarts the request once an answer shows that the user can fix the error', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await refusedWithoutReason(tab, simulator);
  const panel = await browser.panel(tab);
  await expect(panel.getByRole('button', { name: 'Copy questions to ask' })).toBeVisible();
  await expect(panel.getByRole('button', { name: /^(?:Continue with|Keep) / })).toHaveCount(0);
  await panel.getByLabel('Uninstall').check();
  await panel.getByLabel(t('question_who_login_as')).check();
  await expect(causes(panel).first()).toHaveText(findingTitle('salesforce-insufficient-privileges'));
  await clickContinue(tab, panel);
  await tab.waitForURL(/RemoteAccessAuthorizationPage/);
});

test('a broken link is explained on the plain-text response', async ({ browserWithExtension: browser, tab }) => {
  await tab.goto(salesforceAuthorizeUrl('clay', { host: globex, clientId: 'nobody' }));
  await expect(tab.locator('body')).toContainText('error=invalid_client_id');
  const panel = await browser.panel(tab);
  await expect(reason(panel)).toHaveText(findingTitle('salesforce-client-unknown'));
  await openPart(panel, 'The URL says');
  await expect(panel.locator('.sr-decoded')).toHaveText('errorinvalid_client_iddescriptionclient identifier invalid');
});

test('a failed installation is explained on its own error page, without any request', async ({ browserWithExtension: browser, tab }) => {
  await tab.goto(`https://${globex}/identity/app/AppInstallApprovalPage.apexp?app_id=0Ci000000000000&app_org_id=00D000000000000`);
  await tab.waitForURL(/AppInstallErrorPage/);
  const panel = await browser.panel(tab);
  await expect(reason(panel)).toHaveText(findingTitle('salesforce-app-install-failed'));
  await expect(panel.getByRole('button', { name: 'Copy message to app vendor' })).toBeVisible();
});

test('the popup of the tab reports a response that was saved as a file, and explains its pasted text', async ({
  browserWithExtension: browser,
  tab,
}) => {
  await tab.goto(`https://${globex}/`);
  await browser.tabId(tab);
  const saved = tab.waitForEvent('download');
  await tab.goto(salesforceAuthorizeUrl('northwind', { host: globex, pkce: false, scope: ['api'] })).catch(() => {});
  await saved;
  await expect.poll(() => browser.badge(tab)).toBe('1');
  const popup = await browser.popup(tab);
  await expect(reason(popup)).toHaveText(findingTitle('answered-with-file'));
  await expect(causes(popup).first()).toHaveText(findingTitle('salesforce-code-challenge-missing'));
  await popup.locator('.sr-cause').first().click();
  await expect(popup.locator('section[aria-labelledby=causes]')).toContainText(t('signal_no_code_challenge'));
  await popup
    .getByLabel('Paste a link, error or report')
    .fill('error=invalid_request&error_description=missing%20required%20code%20challenge');
  await popup.getByRole('button', { name: 'Analyze' }).click();
  await expect(reason(popup)).toHaveText(findingTitle('salesforce-code-challenge-missing'));
});

test.describe('a connection in a window of the app', () => {
  const connectInWindow = async (tab: Page, startPage: string) => {
    await tab.bringToFront();
    await tab.goto(startPage);
    const opened = tab.context().waitForEvent('page');
    await tab.getByRole('button', { name: 'Connect Salesforce' }).click();
    return opened;
  };

  test('that closes on refusal is explained in every popup and counted on the badge of the tab behind', async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    await tab.context().addCookies([simulator.salesforceCookie('uma@umbrella.example')]);
    await tab.goto('https://umbrella.my.salesforce.com/');
    await browser.tabId(tab);
    const window = await connectInWindow(tab, 'https://app.clay.com/window?closes&salesforce=umbrella.my.salesforce.com');
    if (!window.isClosed()) await window.waitForEvent('close');
    await expect.poll(() => browser.badge(tab)).toBe('1');
    const popup = await browser.popup(tab);
    await expect(popup.getByText('Salesforce refused a connection')).toBeVisible();
    await expect(popup.getByText(`Clay: ${findingTitle('salesforce-app-blocked')}`)).toBeVisible();
    await popup.getByRole('button', { name: 'See why' }).click();
    await expect(reason(popup)).toHaveText(findingTitle('salesforce-app-blocked'));
    await openPart(popup, 'What was requested');
    await expect(popup.getByText(t('readonly_window_closed'))).toBeVisible();
    await expect(popup.getByRole('button', { name: /^(?:Continue with|Keep) / })).toHaveCount(0);
    await popup.getByRole('button', { name: 'Back' }).click();
    await expect(popup.getByText('Salesforce refused a connection')).toBeVisible();
  });

  test('that the user denied is announced as that, and no more once the same app is connected', async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
    const startPage = 'https://app.clay.com/window?closes&salesforce=acme.my.salesforce.com';
    const decide = async (name: string) => {
      const window = await connectInWindow(tab, startPage);
      const closing = window.waitForEvent('close');
      await window.getByRole('button', { name }).click();
      await closing;
      // The extension may see the URL of this page.
      await tab.goto('https://acme.my.salesforce.com/');
    };
    await decide('Deny');
    const popup = await browser.popup(tab);
    await expect(popup.getByRole('heading', { name: t('closed_denied_title', 'Salesforce') })).toBeVisible();
    await expect(popup.getByText(`Clay: ${t('closed_denied_reason')}`)).toBeVisible();
    await popup.getByRole('button', { name: t('closed_denied_button') }).click();
    await expect(popup.getByText(t('state_denied'))).toBeVisible();
    await popup.close();
    await decide('Allow');
    const later = await browser.popup(tab);
    await expect(later.getByText('Nothing to review on this tab')).toBeVisible();
    await expect(later.getByText(t('closed_denied_title', 'Salesforce'))).toHaveCount(0);
  });

  test("that is refused after the tab's own request is listed above the older refusal, each with its own org", async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    await tab.context().addCookies([simulator.salesforceCookie('hank@globex.example')]);
    await tab.goto(salesforceAuthorizeUrl('clay', { host: globex }));
    await tab.waitForURL(errorPage);
    await browser.tabId(tab);
    await tab.context().addCookies([simulator.salesforceCookie('uma@umbrella.example')]);
    const window = await connectInWindow(tab, 'https://app.clay.com/window?closes&salesforce=umbrella.my.salesforce.com');
    if (!window.isClosed()) await window.waitForEvent('close');
    await tab.goto('https://acme.my.salesforce.com/');
    const popup = await browser.popup(tab);
    await expect(reason(popup)).toHaveText(findingTitle('salesforce-app-not-installed'));
    await expect(popup.locator('.sr-head__meta')).toContainText(globex);
    await popup.getByRole('button', { name: 'See why' }).click();
    await expect(reason(popup)).toHaveText(findingTitle('salesforce-app-blocked'));
    await expect(popup.locator('.sr-head__meta')).toContainText('umbrella.my.salesforce.com');
    await expect(popup.getByRole('button', { name: 'Back' })).toBeFocused();
  });

  test('that is answered with a file is explained after the user closes the empty window', async ({
    browserWithExtension: browser,
    tab,
  }) => {
    const popup = await browser.context.newPage();
    await popup.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=-1`);
    const window = await connectInWindow(tab, `https://sync.northwind.example/window?pkce=no&salesforce=${globex}`);
    const session = () => popup.evaluate(() => (globalThis as unknown as Session).chrome.storage.session.get(null));
    await expect.poll(async () => JSON.stringify(await session())).toContain('"kind":"download"');
    await window.close();
    await popup.reload();
    await popup.getByRole('button', { name: 'See why' }).click();
    await expect(reason(popup)).toHaveText(findingTitle('answered-with-file'));
    await popup.getByRole('button', { name: 'Back' }).click();
    await expect(popup.getByText('Salesforce refused a connection')).toBeVisible();
  });
});

test('the popup explains a pasted URL, text and report of another copy', async ({ browserWithExtension: browser, tab, simulator }) => {
  await tab.goto('https://app.clay.com/');
  await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const popup = await browser.context.newPage();
  const lookInto = async (given: string) => {
    await popup.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=-1`);
    await popup.getByLabel('Paste a link, error or report').fill(given);
    await popup.getByRole('button', { name: 'Analyze' }).click();
  };
  await lookInto(
    `Ticket 4711: https://${globex}/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client&error_description=app+must+be+installed+into+org see above`,
  );
  await expect(reason(popup)).toHaveText(findingTitle('salesforce-app-not-installed'));
  await expect(popup.locator('.sr-steps a').first()).toHaveAttribute('href', `https://${globex}/lightning/setup/ConnectedAppsUsage/home`);

  await lookInto('OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occurred during authentication. Please try again.');
  await expect(causes(popup).first()).toHaveText(findingTitle('salesforce-app-not-installed'));
  await popup.getByRole('button', { name: 'Copy redacted report' }).click();
  await expect(popup.getByRole('button', { name: 'Report copied' })).toBeVisible();
  await popup.getByLabel('Uninstall').check();
  // The answer rules this cause out, so the list was ranked again once it is gone.
  await expect(causes(popup).filter({ hasText: findingTitle('salesforce-app-not-installed') })).toHaveCount(0);
  const before = await causes(popup).allTextContents();
  await popup.getByRole('button', { name: 'Copy redacted report' }).click();
  await expect(popup.getByRole('button', { name: 'Report copied' })).toBeVisible();
  const report = await popup.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('scope-review-report');

  await lookInto(report);
  await expect(popup.getByLabel('Uninstall')).toBeChecked();
  await expect(causes(popup)).toHaveText(before);

  await lookInto('https://example.com/');
  await expect(popup.getByRole('alert')).toContainText('Can’t read this');
  await popup
    .getByLabel('Paste a link, error or report')
    .fill('https://idp.example/authorize?client_id=a&response_type=code&scope=openid+notes.write');
  await popup.getByRole('button', { name: 'Analyze' }).click();
  await expect(popup.locator('.sr-verdict')).toContainText('2 scopes');
  expect(simulator.leaks).toEqual([]);
});

test('a case is pasted by keyboard, its reply copied in one click, and found again in the next popup', async ({
  browserWithExtension: browser,
  tab,
}) => {
  await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const openPopup = async () => {
    const popup = await browser.context.newPage();
    await popup.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=-1`);
    return popup;
  };
  let popup = await openPopup();
  const field = popup.getByLabel('Paste a link, error or report');
  const secret = `state=${canary}&code=${canary}`;
  await field.fill(
    `https://${globex}/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client&error_description=app+must+be+installed+into+org&${secret}`,
  );
  await field.press('Control+Enter');
  await expect(reason(popup)).toBeFocused();
  await popup.getByRole('button', { name: 'Reply to customer', exact: true }).click();
  await expect(popup.getByRole('button', { name: 'Reply to the customer copied' })).toBeFocused();
  expect(await popup.evaluate(() => navigator.clipboard.readText())).toContain(`Connecting an app to Salesforce (${globex}) failed.`);
  await popup.keyboard.press('Escape');
  await expect(field).toBeFocused();
  await popup.close();

  popup = await openPopup();
  await expect(popup.getByText(`Salesforce: ${findingTitle('salesforce-app-not-installed')}`)).toBeVisible();
  const session = await popup.evaluate(() => (globalThis as unknown as Session).chrome.storage.session.get(null));
  expect(JSON.stringify(session)).not.toContain(canary);
  await popup.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(reason(popup)).toHaveText(findingTitle('salesforce-app-not-installed'));
  await popup.getByRole('button', { name: 'Back' }).click();
  await popup.getByRole('button', { name: 'Discard' }).click();
  await expect(popup.getByRole('heading', { name: /^Last pasted case/ })).toHaveCount(0);
  await expect(popup.getByLabel('Paste a link, error or report')).toBeFocused();
});

test('F1: no secret of a Salesforce sign-in is stored, shown or logged', async ({ browserWithExtension: browser, simulator, tab }) => {
  const { sso } = orgAt(simulator.state.salesforce, 'initech.my.salesforce.com');
  if (sso) sso.binding = 'HttpPost';
  await tab.context().addCookies([simulator.idpCookie('okta', 'ivy@initech.example'), simulator.salesforceCookie('hank@globex.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'initech.my.salesforce.com' }));
  await tab.waitForURL(/RemoteAccessAuthorizationPage/);
  const panel = await browser.panel(tab);
  await panel.locator('li.sr-row').first().waitFor();
  expect(await panel.content()).not.toContain(canary);
  await tab.locator('#oaapprove').click();
  await tab.locator('#granted li').first().waitFor();
  await tab.goto(salesforceAuthorizeUrl('clay', { host: globex }));
  await tab.waitForURL(errorPage);
  await expect(reason(await browser.panel(tab))).toBeVisible();
  expect([...browser.watch.planted]).toEqual(expect.arrayContaining(['state', 'saml-request', 'saml-response', 'code']));
});

interface Session {
  chrome: { storage: { session: { get(keys: null): Promise<object> } } };
}
