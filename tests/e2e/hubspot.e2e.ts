import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sameExcept } from '@/providers/oauth2/query';
import { t } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { expect, test } from './fixtures';
import {
  accessibleTexts,
  checkboxes,
  chooseAccount,
  clickContinue,
  clickWhileCovered,
  connect,
  continueButton,
  email,
  extensionTracesIn,
  face,
  findingOf,
  grantedScopes,
  lastPreset,
  makeHostile,
  noTraces,
  openPart,
  password,
  preset,
  reason,
  required,
  rowOf,
  signIn,
  undo,
  unlock,
} from './walk';

const clayStart = 'https://app.clay.com/';
const scopeNames = new Set(['scope', 'optional_scope']);

test('a connection that HubSpot makes without asking is not called approved', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  await browser.tabId(tab);
  await chooseAccount(tab);
  await tab.getByRole('button', { name: 'Grant access' }).click();
  await grantedScopes(tab);
  await expect(face(await browser.popup(tab))).toHaveText('Approved with 18 scopes');

  await tab.bringToFront();
  await connect(tab, clayStart);
  const panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  await clickContinue(tab, panel);
  await expect(
    (await browser.panel(tab)).getByText(/^If HubSpot asks for the account, choose it\. This connects the app at once/),
  ).toBeVisible();
  await chooseAccount(tab);
  await grantedScopes(tab);
  await expect(face(await browser.popup(tab))).toHaveText('Connected: 11 scopes requested');
});

test('a HubSpot request is narrowed and approved, and a reconnection after a browser restart preselects the same scopes', async ({
  open,
  simulator,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'scope-review-profile-'));
  let browser = await open({ profile });
  let tab = browser.context.pages()[0] ?? (await browser.context.newPage());

  // The user is signed out, so the request first leads over the landing page and the sign-in page.
  await connect(tab, clayStart);
  await tab.getByRole('link', { name: /Sign in/ }).click();
  await tab.getByRole('textbox').first().fill(email);
  await tab.locator('input[type=password]').fill(password);
  await tab.getByRole('button', { name: /log in|sign in/i }).click();
  await tab.waitForURL(/oauth\/authorize/);
  const original = tab.url();

  const panel = await browser.panel(tab);
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Clay on HubSpot');
  await openPart(panel, 'Required');
  await expect(required(panel)).toHaveCount(7);
  await expect(required(panel).locator('input')).toHaveCount(0);
  await expect(checkboxes(panel)).toHaveCount(11);
  await expect(panel.locator('.sr-row input:checked')).toHaveCount(9);

  await preset(panel, 'Read-only').check();
  await expect(continueButton(panel)).toHaveText('Continue with 11 scopes');
  await clickContinue(tab, panel);
  expect(sameExcept(original, tab.url(), scopeNames)).toBe(true);
  expect(new URL(tab.url()).searchParams.get('scope')).toBe(new URL(original).searchParams.get('scope'));

  await chooseAccount(tab);
  await tab.getByRole('button', { name: 'Grant access' }).click();
  const granted = await grantedScopes(tab);
  expect(granted).toHaveLength(11);
  expect(granted.filter((id) => id.endsWith('.write'))).toEqual([]);
  await browser.close();

  // Without an installation HubSpot shows the consent page again, as it does on "Reconnect".
  for (const portal of simulator.state.portals) portal.installed = {};
  browser = await open({ profile });
  tab = browser.context.pages()[0] ?? (await browser.context.newPage());
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  const again = await browser.panel(tab);
  await expect(lastPreset(again)).toBeChecked();
  await expect(again.locator('.sr-row input:checked')).toHaveCount(4);
  await expect(continueButton(again)).toHaveText('Continue with 11 scopes');

  // Later an action of the app fails: what was dropped is named beside what HubSpot's API names.
  const otherTab = await browser.context.newPage();
  const popupOfTab = await browser.popup(tab);
  await otherTab.goto(popupOfTab.url().replace(/\?.*$/, '?tab=-1'));
  await popupOfTab.close();
  await otherTab
    .locator('#paste')
    .fill('{"category":"MISSING_SCOPES","context":{"requiredGranularScopes":["crm.objects.contacts.write"]}}');
  await otherTab.locator('.sr-paste button[type=submit]').click();
  await expect(otherTab.locator('.sr-why')).toContainText('The saved selection for Clay on HubSpot drops crm.objects.contacts.write.');
  await expect(otherTab.locator('.sr-fix ol.sr-steps > li')).toHaveCount(5);
  await otherTab.close();

  const popup = await browser.popup(tab);
  await expect(popup.getByRole('heading', { name: 'Clay on HubSpot' })).toBeVisible();
  await expect(continueButton(popup)).toHaveText('Continue with 11 scopes');
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
});

test('the original request is restored with one click, and Back shows the request of the page', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  const original = tab.url();
  let panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  await clickContinue(tab, panel);
  panel = await browser.panel(tab);
  await expect(face(panel)).toHaveText('Down to 11 of 18. Now decide on the page.');
  await undo(tab, panel);
  await tab.waitForURL((url) => url.href === original);
  panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Keep all 18');
  const history = await browser.context.newPage();
  await history.goto(`chrome-extension://${browser.extensionId}/workbench.html#history`);
  await expect(history.locator('.sr-history tbody tr')).toContainText(['Went back to all scopesRequested 18']);
  await history.close();
  await tab.bringToFront();
  await tab.goBack();
  await expect(face(await browser.panel(tab))).toHaveText('Down to 11 of 18. Now decide on the page.');
});

test('D6: fifty renders of the page leave one mark on each line', async ({ browserWithExtension: browser, tab, simulator }) => {
  simulator.state.rerender = 50;
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  await chooseAccount(tab);
  await tab.locator('main[data-renders="51"]').waitFor();
  await expect(tab.locator('scope-review-mark')).toHaveCount(18);
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toBeVisible();
  await expect(panel.getByText('Not all requested scopes were found on the page')).toHaveCount(0);
  const perLine = await tab
    .locator('main li')
    .evaluateAll((lines) => lines.map((line) => line.querySelectorAll('scope-review-mark').length));
  expect(new Set(perLine)).toEqual(new Set([1]));
});

test('D7: an unknown layout in another language leaves the page unmarked and the review complete', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  simulator.state.layout = 'unknown';
  simulator.state.language = 'ja';
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
  await expect(tab.locator('main .line')).toHaveCount(18);
  await expect(tab.locator('scope-review-mark')).toHaveCount(0);
});

test('a page with switches of its own makes the review read-only', async ({ browserWithExtension: browser, tab, simulator }) => {
  simulator.state.layout = 'switches';
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const panel = await browser.panel(tab);
  await expect(panel.getByText('Read-only review', { exact: false })).toBeVisible();
  await expect(continueButton(panel)).toHaveCount(0);
});

test('B8: popup and panel of a tab share one selection, and another tab has its own', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  const panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  const other = await browser.context.newPage();
  await connect(other, clayStart);
  await expect(continueButton(await browser.panel(other))).toHaveText('Continue with 16 scopes');

  const popup = await browser.popup(tab);
  await expect(continueButton(popup)).toHaveText('Continue with 11 scopes');
  await preset(popup, 'All').check();
  await expect(continueButton(panel)).toHaveText('Keep all 18');
  await expect(continueButton(await browser.panel(other))).toHaveText('Continue with 16 scopes');
  await preset(popup, 'Read-only').check();
  const original = tab.url();
  await continueButton(popup).click();
  await tab.waitForURL((url) => url.href !== original);
  expect(new URL(tab.url()).searchParams.get('state')).toBe(new URL(original).searchParams.get('state'));
});

test('a missing required scope is named, learned and locked the next time', async ({ browserWithExtension: browser, tab, simulator }) => {
  const clay = simulator.state.apps.find((app) => app.name === 'Clay');
  clay?.required.push('crm.objects.deals.read');
  if (clay) clay.optional = clay.optional.filter((id) => id !== 'crm.objects.deals.read');
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const panel = await browser.panel(tab);
  await expect(reason(panel)).toContainText(/lacks scopes/);
  await expect.poll(() => browser.badge(tab)).toMatch(/^[1-9]$/);
  // A panel in a tab behind another one may lose a click.
  await tab.bringToFront();
  await openPart(panel, 'Change the request and try again');
  await openPart(panel, 'Required');
  const row = rowOf(panel, 'crm.objects.deals.read');
  await expect(row).toBeVisible();
  await expect(row.locator('input')).toHaveCount(0);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const again = await browser.panel(tab);
  await openPart(again, 'Change the request and try again');
  await openPart(again, 'Required');
  await expect(required(again)).toHaveCount(8);
});

test('a locked scope that the profile calls optional can be unlocked after a warning, and dropped', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const id = 'crm.objects.deals.write';
  const clay = simulator.state.apps.find((app) => app.name === 'Clay');
  if (!clay) throw new Error('no Clay');
  clay.optional = clay.optional.filter((one) => one !== id);
  clay.conditionallyRequired.push(id);
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001, scope: [...clay.required, id], optional: clay.optional }));
  const panel = await browser.panel(tab);
  await openPart(panel, 'Required');
  const row = rowOf(panel, id);
  await expect(row.getByRole('checkbox')).toHaveCount(0);
  await row.getByRole('button', { name: /^Details/ }).click();
  await expect(row.getByText(/connection may fail/)).toBeVisible();
  await unlock(row);
  await row.getByRole('checkbox').uncheck();
  await expect(continueButton(panel)).toHaveText('Continue with 15 scopes');
  await clickContinue(tab, panel);
  await tab.getByRole('button', { name: 'Grant access' }).click();
  expect(await grantedScopes(tab)).not.toContain(id);
});

test('a selection is remembered only if the user agrees, and can be deleted in the idle popup', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  let panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  await panel.getByRole('checkbox', { name: /^Remember for/ }).uncheck();
  await clickContinue(tab, panel);
  await connect(tab, clayStart);
  panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
  await preset(panel, 'Read-only').check();
  await clickContinue(tab, panel);

  await tab.goto('https://app.hubspot.com/contacts/1234');
  const popup = await browser.popup(tab);
  await expect(popup.getByText('Clay on HubSpot')).toBeVisible();
  await popup.getByRole('button', { name: /^Forget Clay on HubSpot/ }).click();
  await popup.getByRole('group', { name: 'Forget this selection?' }).getByRole('button', { name: 'Forget' }).click();
  await expect(popup.getByText('Clay on HubSpot')).toHaveCount(0);
  await connect(tab, clayStart);
  await expect(continueButton(await browser.panel(tab))).toHaveText('Continue with 16 scopes');
});

test('the stated plans of the account turn a possible warning into a precise one', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  const panel = await browser.panel(tab);
  await expect(findingOf(panel, 'hubspot-plan-not-stated')).toBeVisible();
  const save = panel.getByRole('button', { name: 'Save' });
  // A click in the frame of the panel can get lost on a busy machine.
  await expect(async () => {
    if (!(await save.isVisible())) await panel.getByRole('button', { name: /^Plan ?Not stated/ }).click({ timeout: 1000 });
    for (const hub of await panel.getByRole('combobox').all()) await hub.selectOption('free', { timeout: 1000 });
    await save.click({ timeout: 1000 });
    await expect(panel.getByRole('button', { name: /The plan may stop this connection/ })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  await expect((await browser.panel(tab)).getByRole('button', { name: /The plan may stop this connection/ })).toBeVisible();
  // Plans are stored per account, so another account still has the possible warning.
  await tab.goto(authorizeUrl('clay', { portalId: 4100005 }));
  await expect(findingOf(await browser.panel(tab), 'hubspot-plan-not-stated')).toBeVisible();
});

test('each error page of HubSpot has its blocker, which badge and popup also show once it is closed', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  for (const [setUp, finding] of [
    [{ optional: ['tickets', 'crm.objects.quotes.read'] }, 'hubspot-scope-mismatch'],
    [{ redirectUri: 'https://app.clay.com/other' }, 'hubspot-redirect-mismatch'],
    [{ portalId: 4100002 }, 'hubspot-plan-missing'],
    [{ portalId: 4100004 }, 'hubspot-governance-not-approved'],
  ] as const) {
    await tab.goto('https://app.hubspot.com/contacts/1234');
    await expect.poll(() => browser.badge(tab)).toBe('');
    await tab.goto(authorizeUrl('clay', { portalId: 4100001, ...setUp }));
    await expect(reason(await browser.panel(tab))).toHaveText(findingTitle(finding));
    await expect.poll(() => browser.badge(tab)).not.toBe('');
  }
  const behind = await browser.context.newPage();
  await behind.goto('https://app.hubspot.com/contacts/1234');
  await browser.tabId(behind);
  await tab.close();
  await expect.poll(() => browser.badge(behind)).not.toBe('');
  const popup = await browser.popup(behind);
  await expect(popup.getByRole('heading', { name: t('closed_title', 'HubSpot') })).toBeVisible();
  const title = findingTitle('hubspot-governance-not-approved');
  await expect(popup.getByText(`Clay: ${title}`)).toBeVisible();
  await popup.getByRole('button', { name: t('closed_button') }).click();
  await expect(reason(popup)).toHaveText(title);
});

test('A3, A4, A5: a click on a covered panel is refused', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  const panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  await tab.evaluate(() => {
    // Only another element of the top layer can cover the panel.
    const cover = document.createElement('div');
    cover.popover = 'manual';
    cover.style.cssText = 'width:100vw;height:100vh;margin:0;pointer-events:none;background:rgb(255 255 255 / 60%)';
    document.documentElement.append(cover);
    cover.showPopover();
  });
  const before = tab.url();
  await panel.waitForTimeout(600);
  await clickWhileCovered(tab, panel);
  expect(tab.url()).toBe(before);
});

test('A7: a page that keeps removing the panel gets it back only a few times', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  await browser.panel(tab);
  const removals = await tab.evaluate(async () => {
    let count = 0;
    for (let turn = 0; turn < 30; turn += 1) {
      const dock = document.querySelector('scope-review-dock');
      if (dock) {
        dock.remove();
        count += 1;
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return count;
  });
  expect(removals).toBeGreaterThan(1);
  expect(removals).toBeLessThanOrEqual(6);
});

test('a page that forbids frames (COEP) shows a notice that points to the toolbar', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  simulator.state.extraHeaders = { 'cross-origin-embedder-policy': 'require-corp' };
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  await expect.poll(() => accessibleTexts(tab)).toContain('This page doesn’t let the panel load. Use the Scope Review toolbar button.');
  await expect(continueButton(await browser.popup(tab))).toHaveText('Continue with 16 scopes');
});

test('nothing runs on other pages of HubSpot, on look-alike hosts or on unsupported flows', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  const query = new URL(authorizeUrl('clay')).search;
  for (const url of [
    'https://app.hubspot.com/contacts/1234',
    'https://app.hubspot.com/static-token/1234/authorize?appId=1',
    'https://mcp.hubspot.com/oauth/authorize/user',
    `https://app.hubspot.com.evil.example/oauth/authorize${query}`,
  ]) {
    await tab.goto(url);
    await tab.locator('body').waitFor();
    expect(await tab.locator('scope-review-dock, scope-review-mark').count(), url).toBe(0);
    expect(tab.frames()).toHaveLength(1);
  }
  await tab.goto('https://app.hubspot.com/contacts/1234');
  await expect((await browser.popup(tab)).getByText('Nothing to review on this tab')).toBeVisible();
});

test('A2, A13, A14: a hostile HubSpot page finds no frame, no shadow root and no answer to its messages', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await makeHostile(tab);
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  await expect(continueButton(await browser.panel(tab))).toHaveText('Continue with 16 scopes');
  expect(await extensionTracesIn(tab)).toEqual(noTraces);
});
