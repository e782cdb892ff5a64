/**
 * Settings of an org that lead to the error page without a reason: the panel says that the reason
 * is unknown, and lists possible causes.
 */
import type { Frame } from 'playwright';
import { t } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { orgAt } from '../simulators/salesforce/state';
import { expect, test } from './fixtures';
import { password, reason } from './walk';

const ssoEnforced = 'Single sign-on may have prevented the approval';
const ssoEnforcedFixes = [/username and password/i, /service account/i];

const bareErrorPage = /RemoteAccessErrorPage\.apexp$/;

const causeIn = (panel: Frame, name: string) => panel.getByRole('article', { name, exact: true });

/**
 * The page gives no reason. After the answer that the org does not list the app, the panel still
 * shows the settings that may block it.
 */
async function expectAmongCauses(panel: Frame, cause: string): Promise<void> {
  await expect(reason(panel)).toHaveText(findingTitle('salesforce-approval-error'));
  await panel.getByText(t('question_listed_absent'), { exact: true }).click();
  for (const id of ['salesforce-ip-refused', 'salesforce-login-hours', 'salesforce-transaction-security', 'salesforce-sso-enforced'])
    await expect(causeIn(panel, findingTitle(id))).toBeVisible();
  if ((await causeIn(panel, findingTitle(cause)).count()) === 0) await panel.getByRole('button', { name: /^Show \d+ more$/ }).click();
  await expect(causeIn(panel, findingTitle(cause))).toBeVisible();
}

test('the panel lists IP ranges, login hours, session settings and policies as causes of the error without a reason', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const people = [
    ['enforced-ip', 'outside', 'salesforce-ip-refused'],
    ['enforced-ip', 'after-hours', 'salesforce-login-hours'],
    ['locked-sessions', 'roaming', 'salesforce-session-policy'],
    ['transaction-policy', 'watched', 'salesforce-transaction-security'],
  ] as const;
  for (const [org, name, cause] of people)
    await test.step(`${name} in ${org}`, async () => {
      await tab.context().addCookies([simulator.salesforceCookie(`${name}@${org}.example`)]);
      await tab.goto(salesforceAuthorizeUrl('clay', { host: `${org}.my.salesforce.com` }));
      await expect(tab).toHaveURL(bareErrorPage);
      await expectAmongCauses(await browser.panel(tab), cause);
    });

  await test.step('slow in short-sessions', async () => {
    const host = 'short-sessions.my.salesforce.com';
    await tab.context().addCookies([simulator.salesforceCookie('slow@short-sessions.example')]);
    await tab.goto(salesforceAuthorizeUrl('clay', { host }));
    await tab.locator('#oaapprove').waitFor();
    orgAt(simulator.state.salesforce, host).sessionSettings.timeoutMs = 0;
    await tab.locator('#oaapprove').click();
    await expect(tab).toHaveURL(bareErrorPage);
    await expectAmongCauses(await browser.panel(tab), 'salesforce-session-policy');
  });
});

test('the panel lists enforced single sign-on as a cause, with both fixes', async ({ browserWithExtension: browser, tab, simulator }) => {
  await test.step('everybody is sent to the identity provider', async () => {
    await tab.context().addCookies([simulator.idpCookie('entra', 'over-idp@enforced-sso.example')]);
    await tab.goto(salesforceAuthorizeUrl('clay', { host: 'enforced-sso.my.salesforce.com' }));
    await expect(tab).toHaveURL(bareErrorPage);
    const panel = await browser.panel(tab);
    await expect(reason(panel)).toHaveText(findingTitle('salesforce-approval-error'));
    const cause = causeIn(panel, ssoEnforced);
    await expect(cause).toBeVisible();
    await cause.getByRole('button', { name: ssoEnforced }).click();
    for (const words of ssoEnforcedFixes) await expect(cause).toContainText(words);
  });

  await test.step('“Is Single Sign-On Enabled”: the password goes to the company, the browser never leaves Salesforce', async () => {
    await tab.goto(salesforceAuthorizeUrl('clay'));
    await tab.getByLabel('Username').fill('sso-enabled@enforced-sso.example');
    await tab.getByLabel('Password').fill(password);
    await tab.getByRole('button', { name: 'Log In', exact: true }).click();
    await expect(tab).toHaveURL(bareErrorPage);
    const panel = await browser.panel(tab);
    await expect(causeIn(panel, ssoEnforced)).toBeVisible();
  });
});
