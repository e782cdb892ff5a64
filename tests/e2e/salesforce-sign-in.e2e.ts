/** The review shows who is about to connect and how they signed in, before they click Allow. */
import { t } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import type { IdpName } from '../simulators/idp/idps';
import { orgAt } from '../simulators/salesforce/state';
import { expect, test } from './fixtures';
import { clickUntil, findingOf, openNotes, password, reason, unfold } from './walk';

const approval = /RemoteAccessAuthorizationPage/;

const providers: [IdpName, string][] = [
  ['okta', 'Okta signed you in (initech.okta.com)'],
  ['entra', 'Microsoft Entra ID signed you in (login.microsoftonline.com)'],
  ['ping', 'Ping Identity signed you in (sso.connect.pingidentity.com)'],
  ['adfs', 'AD FS signed you in (login.initech.example)'],
  ['unknown', 'signin.initech.example signed you in'],
];

for (const binding of ['HttpPost', 'HttpRedirect'] as const) {
  test(`each identity provider is named with its host after SAML by ${binding}`, async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    const { sso } = orgAt(simulator.state.salesforce, 'initech.my.salesforce.com');
    for (const [idp, words] of providers) {
      if (sso) Object.assign(sso, { idp, binding });
      await tab.context().clearCookies();
      await tab.context().addCookies([simulator.idpCookie(idp, 'ivy@initech.example')]);
      await tab.goto(salesforceAuthorizeUrl('clay', { host: 'initech.my.salesforce.com' }));
      await tab.waitForURL(approval);
      const panel = await browser.panel(tab);
      await openNotes(panel);
      await expect(panel.getByText(words)).toBeVisible();
    }
  });
}

test('the identity provider is named after a sign-in over an Auth. Provider (OpenID Connect)', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const { sso } = orgAt(simulator.state.salesforce, 'initech.my.salesforce.com');
  if (sso) Object.assign(sso, { kind: 'openid' });
  await tab.context().addCookies([simulator.idpCookie('okta', 'ivy@initech.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'initech.my.salesforce.com' }));
  await tab.waitForURL(approval);
  const panel = await browser.panel(tab);
  await openNotes(panel);
  await expect(panel.getByText('Okta signed you in (initech.okta.com)')).toBeVisible();
});

test('a password sign-in reports no single sign-on, and an existing session is pointed out', async ({
  browserWithExtension: browser,
  tab,
}) => {
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  await tab.getByLabel('Username').fill('ben@acme.example');
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Log In', exact: true }).click();
  await tab.waitForURL(approval);
  const panel = await browser.panel(tab);
  await expect(findingOf(panel, 'salesforce-acts-any-time')).toBeVisible();
  await expect(panel.getByText(/single sign-on|signed you in/i)).toHaveCount(0);
  await expect(findingOf(panel, 'salesforce-existing-session')).toHaveCount(0);

  await tab.goto(salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com' }));
  await tab.waitForURL(approval);
  await expect(findingOf(await browser.panel(tab), 'salesforce-existing-session')).toBeVisible();
});

test('the popup warns on the generic login page that single sign-on is not offered there', async ({
  browserWithExtension: browser,
  tab,
}) => {
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'login.salesforce.com' }));
  await expect(tab.getByLabel('Password')).toBeVisible();
  await expect.poll(() => browser.badge(tab)).toBe('1');
  await expect(tab.locator('scope-review-dock')).toHaveCount(0);
  const popup = await browser.popup(tab);
  await expect(findingOf(popup, 'salesforce-sso-generic-login-host')).toBeVisible();
});

test('the popup explains a sign-in that lost RelayState and ended on the home page', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  simulator.state.idp.relayState = 'lost';
  await tab.context().addCookies([simulator.idpCookie('okta', 'ivy@initech.example')]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'initech.my.salesforce.com' }));
  await tab.waitForURL(/lightning\/page\/home/);
  await expect.poll(() => browser.badge(tab)).toBe('1');
  const popup = await browser.popup(tab);
  await expect(findingOf(popup, 'salesforce-sso-relay-state-lost')).toBeVisible();
});

test('a refused sign-in is explained on the login page, with who can act', async ({ browserWithExtension: browser, tab, simulator }) => {
  const person = simulator.state.salesforce.people.find(({ username }) => username === 'ben@acme.example');
  if (person) person.active = false;
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  await expect(tab.locator('scope-review-dock')).toHaveCount(0);
  await tab.getByLabel('Username').fill('ben@acme.example');
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Log In', exact: true }).click();
  await expect(tab.getByText('User is inactive')).toBeVisible();
  const panel = await browser.panel(tab);
  await expect(reason(panel)).toHaveText(findingTitle('salesforce-user-inactive'));
  await expect(panel.locator('.sr-actor')).toHaveText('A Salesforce admin can fix this');
});

test('Login As is recognized on the approval page', async ({ browserWithExtension: browser, tab, simulator }) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example', { loginAs: true })]);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
  await tab.waitForURL(approval);
  const panel = await browser.panel(tab);
  await expect(reason(panel)).toHaveText(findingTitle('salesforce-insufficient-privileges'));
});

test('B8: the requests of two tabs and a window of the app stay separate', async ({ browserWithExtension: browser, tab, simulator }) => {
  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  const [window] = await Promise.all([
    tab.context().waitForEvent('page'),
    (async () => {
      await tab.goto('https://app.clay.com/window?salesforce=acme.my.salesforce.com');
      await tab.getByRole('button', { name: 'Connect Salesforce' }).click();
    })(),
  ]);
  await window.waitForURL(approval);
  const other = await tab.context().newPage();
  await other.goto(salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com', scope: ['openid', 'full', 'refresh_token'] }));
  await other.waitForURL(approval);
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com', scope: ['api'] }));
  await tab.waitForURL(approval);
  const rows = async (page: typeof tab) => (await browser.panel(page)).locator('li.sr-row').count();
  // The window of the app is small, so its panel is folded.
  await unfold(window);
  await expect.poll(() => rows(window)).toBe(5);
  await expect.poll(() => rows(other)).toBe(3);
  await expect.poll(() => rows(tab)).toBe(1);
  await expect((await browser.panel(other)).getByRole('heading', { level: 1 })).toContainText('northwind');
  await expect((await browser.panel(window)).getByRole('heading', { level: 1 })).toHaveText('Clay on Salesforce');
});

test('D1: the review on the approval page survives worker restarts during the sign-in', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const { sso } = orgAt(simulator.state.salesforce, 'initech.my.salesforce.com');
  if (sso) Object.assign(sso, { start: 'button', binding: 'HttpRedirect' });
  await tab.goto(salesforceAuthorizeUrl('clay', { host: 'initech.my.salesforce.com' }));
  await browser.killWorker();
  await tab.bringToFront();
  await tab.getByText('Log in with single sign-on').click();
  await tab.getByLabel('User name').fill('ivy@initech.example');
  await browser.killWorker();
  await tab.bringToFront();
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.waitForURL(approval);
  await browser.killWorker();
  await tab.reload();
  const panel = await browser.panel(tab);
  await expect(panel.locator('li.sr-row')).toHaveCount(5);
  await openNotes(panel);
  await expect(panel.getByText('Okta signed you in (initech.okta.com)')).toBeVisible();
  await expect(panel.locator('#effect')).toHaveText(t('action_nothing_to_drop'));
});

test.describe('a question to the org', () => {
  test.use({ grants: { permissions: ['cookies'] }, asksOrg: true });

  test('turns a possible Integration User into an observed one, and revokes the permission', async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    simulator.state.salesforce.integrationUsers = 'allowed';
    await tab.context().addCookies([simulator.salesforceCookie('robot@acme.example')]);
    await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
    await tab.waitForURL(approval);
    const panel = await browser.panel(tab);
    await expect(findingOf(panel, 'salesforce-integration-user-possible')).toBeVisible();
    expect(await browser.granted()).toEqual([]);
    await tab.bringToFront();
    await clickUntil(panel.getByRole('button', { name: 'Check this user' }), findingOf(panel, 'salesforce-integration-user'));
    await expect(findingOf(panel, 'salesforce-integration-user-possible')).toHaveCount(0);
    expect(await browser.granted()).toEqual([]);
    const requests = simulator.requests.filter(({ path }) => path.startsWith('/services/oauth2/userinfo'));
    // A slow answer makes the test click once more.
    expect(requests.length).toBeGreaterThan(0);
    for (const one of requests) expect(one).toMatchObject({ host: 'acme.my.salesforce.com', cookie: false, authorization: true });
  });

  test('about its sign-in settings sends no session', async ({ browserWithExtension: browser, tab, simulator }) => {
    await tab.context().addCookies([simulator.idpCookie('okta', 'ivy@initech.example')]);
    await tab.goto(salesforceAuthorizeUrl('clay', { host: 'initech.my.salesforce.com' }));
    await tab.waitForURL(approval);
    const panel = await browser.panel(tab);
    await clickUntil(panel.getByRole('button', { name: 'Ask the org' }), findingOf(panel, 'salesforce-sso-user-without-account'));
    const requests = simulator.requests.filter(({ path }) => path.startsWith('/.well-known/'));
    expect(requests).toMatchObject([{ host: 'initech.my.salesforce.com', cookie: false, authorization: false }]);
  });

  test('explains a broken response, a timeout and a missing session', async ({ browserWithExtension: browser, tab, simulator }) => {
    await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
    await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
    await tab.waitForURL(approval);
    const panel = await browser.panel(tab);
    const check = panel.getByRole('button', { name: 'Check this user' });
    simulator.state.salesforce.userinfo = 'broken';
    await clickUntil(check, panel.getByText(t('org_failed_not_understood')));
    simulator.state.salesforce.userinfo = 'slow';
    await clickUntil(check, panel.getByText(t('org_failed_too_slow')));
    await tab.context().clearCookies({ name: 'sid' });
    await clickUntil(check, panel.getByText(t('org_failed_no_session')));
    expect(await browser.granted()).toEqual([]);
  });
});

test.describe('a site on a custom domain', () => {
  const site = 'partners.acme.example';
  test.use({ grants: { origins: [`https://${site}/*`] } });

  test('is reviewed with a warning once the user allows it', async ({ browserWithExtension: browser, tab, simulator }) => {
    const request = salesforceAuthorizeUrl('clay', { host: site, prefix: '/emea' });
    const popup = await browser.context.newPage();
    await popup.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=-1`);
    await popup.getByLabel('Paste a link, error or report').fill(request);
    await popup.getByRole('button', { name: 'Analyze' }).click();
    await expect(findingOf(popup, 'salesforce-custom-domain')).toBeVisible();
    await popup.getByRole('button', { name: 'Allow on this site' }).click();
    await expect(popup.getByRole('button', { name: 'Allow on this site' })).toHaveCount(0);
    expect(await browser.granted()).toEqual([`https://${site}/*`]);
    await popup.close();

    await tab.context().addCookies([simulator.salesforceCookie('pat@partner.example', { host: site })]);
    await tab.goto(request);
    await tab.waitForURL(approval);
    const review = await browser.popup(tab);
    // Nobody knows whether this host checks the client and the redirect URI, so the app is not certain.
    await expect(review.getByRole('heading', { level: 1 })).toHaveText(/^app\.clay\.com on Salesforce/);
    await expect(review.getByRole('button', { name: /^Looks like Clay by / })).toBeVisible();
    await expect(review.locator('.sr-verdict')).toContainText('5 scopes');
    await expect(review.getByText(/single sign-on|signed you in/i)).toHaveCount(0);
    await expect(tab.locator('scope-review-dock')).toHaveCount(0);
  });
});
