/** Settings of an org that end on the error page without a reason: the panel says that it does not know, and what it may be. */
import type { Frame } from 'playwright';
import { type TextKey, text } from '@/utils/text';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { orgAt } from '../simulators/salesforce/state';
import { expect, test } from './fixtures';

const ssoEnforced = 'Single sign-on may have prevented the approval';
const ssoEnforcedFixes = [/username and password/i, /service account/i];

const bareErrorPage = /RemoteAccessErrorPage\.apexp$/;
const title = (finding: string) => text(`finding_${finding.replaceAll('-', '_')}_title` as TextKey);

async function expectUnknown(panel: Frame): Promise<void> {
  await expect(panel.locator('.sr-why .sr-finding__title')).toHaveText(title('salesforce-approval-error'));
  await expect(panel.locator('.sr-cause h3')).toHaveCount(4);
}

test('journey 6: IP ranges, login hours, locked and short sessions, a blocking policy: no reason is known, causes are listed', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const people = [
    ['enforced-ip', 'outside'],
    ['enforced-ip', 'after-hours'],
    ['locked-sessions', 'roaming'],
    ['transaction-policy', 'watched'],
  ] as const;
  for (const [org, name] of people)
    await test.step(`${name} in ${org}`, async () => {
      await tab.context().addCookies([simulator.salesforceCookie(`${name}@${org}.example`)]);
      await tab.goto(salesforceAuthorizeUrl('clay', { host: `${org}.my.salesforce.com` }));
      await expect(tab).toHaveURL(bareErrorPage);
      await expectUnknown(await browser.panel(tab));
    });

  await test.step('slow in short-sessions', async () => {
    const host = 'short-sessions.my.salesforce.com';
    await tab.context().addCookies([simulator.salesforceCookie('slow@short-sessions.example')]);
    await tab.goto(salesforceAuthorizeUrl('clay', { host }));
    await tab.locator('#oaapprove').waitFor();
    orgAt(simulator.state.salesforce, host).sessionSettings.timeoutMs = 0;
    await tab.locator('#oaapprove').click();
    await expect(tab).toHaveURL(bareErrorPage);
    await expectUnknown(await browser.panel(tab));
  });
});

test('journey 6: the approval does not appear after single sign-on: the panel names that cause, and two ways around it', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await test.step('everybody is sent to the identity provider', async () => {
    await tab.context().addCookies([simulator.idpCookie('entra', 'over-idp@enforced-sso.example')]);
    await tab.goto(salesforceAuthorizeUrl('clay', { host: 'enforced-sso.my.salesforce.com' }));
    await expect(tab).toHaveURL(bareErrorPage);
    const panel = await browser.panel(tab);
    await expectUnknown(panel);
    const cause = panel.locator('.sr-cause', { has: panel.getByRole('heading', { name: ssoEnforced, exact: true }) });
    await expect(cause).toBeVisible();
    const steps = cause.getByRole('button', { name: text('diagnosis_steps') });
    if ((await steps.getAttribute('aria-expanded')) === 'false') await steps.click();
    for (const words of ssoEnforcedFixes) await expect(cause).toContainText(words);
  });

  await test.step('“Is Single Sign-On Enabled”: the password goes to the company, the browser never leaves Salesforce', async () => {
    await tab.goto(salesforceAuthorizeUrl('clay'));
    await tab.getByLabel('Username').fill('sso-enabled@enforced-sso.example');
    await tab.getByLabel('Password').fill('anything');
    await tab.getByRole('button', { name: 'Log In', exact: true }).click();
    await expect(tab).toHaveURL(bareErrorPage);
    const panel = await browser.panel(tab);
    await expectUnknown(panel);
    await panel.locator('section[aria-labelledby=causes] > button.sr-link').click();
    await expect(panel.getByRole('heading', { name: ssoEnforced, exact: true })).toBeVisible();
  });
});
