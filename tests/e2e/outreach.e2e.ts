import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sameExcept } from '@/providers/oauth2/query';
import { clay } from '@/providers/outreach/apps/clay';
import { t } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { canary } from '../simulators/canary';
import { outreachAuthorizeUrl } from '../simulators/clients/outreach';
import { expect, test } from './fixtures';
import { authorize, clayScopes, clayStart, logIn, signedIn, without } from './outreach-walk';
import {
  boxFor,
  causes,
  checkboxes,
  clickContinue,
  connect,
  continueButton,
  face,
  findingOf,
  grantedScopes,
  lastPreset,
  openPart,
  reason,
  required,
  rowOf,
  storedFilesWith,
  undo,
  unlock,
} from './walk';

const scopeOnly = new Set(['scope']);

test('an Outreach request is narrowed and approved, and a reconnection after a browser restart preselects the same scopes', async ({
  open,
  simulator,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'scope-review-profile-'));
  let browser = await open({ profile });
  let tab = browser.context.pages()[0] ?? (await browser.context.newPage());

  const sentRequest = tab.waitForRequest(/^https:\/\/api\.outreach\.io\/oauth\/authorize/);
  await connect(tab, clayStart, 'Outreach');
  await logIn(tab);
  const original = tab.url();
  expect(original).toBe((await sentRequest).url().replace('//api.', '//accounts.'));

  const panel = await browser.panel(tab);
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Clay on Outreach');
  await openPart(panel, 'Required');
  await expect(required(panel)).toHaveCount(clay.required.length);
  await expect(required(panel).locator('input')).toHaveCount(0);
  await expect(checkboxes(panel)).toHaveCount(4);
  await boxFor(panel, 'tasks.all').uncheck();
  await expect(continueButton(panel)).toHaveText('Continue with 15 scopes');
  await clickContinue(tab, panel);

  expect(sameExcept(original, tab.url(), scopeOnly)).toBe(true);
  await expect(tab.locator('main li')).toHaveCount(15);
  await expect(tab.getByText('Tasks: All')).toHaveCount(0);
  await authorize(tab);
  expect(await grantedScopes(tab)).toEqual(without('tasks.all'));
  await browser.close();

  // The app requests all scopes again, as it does on "Reconnect".
  browser = await open({ profile });
  tab = browser.context.pages()[0] ?? (await browser.context.newPage());
  await signedIn(tab, simulator);
  await connect(tab, clayStart, 'Outreach');
  const again = await browser.panel(tab);
  await expect(lastPreset(again)).toBeChecked();
  await expect(boxFor(again, 'tasks.all')).not.toBeChecked();
  await expect(continueButton(again)).toHaveText('Continue with 15 scopes');

  // Outreach already issued a token for exactly these scopes, so it redirects without a page.
  await browser.tabId(tab);
  await clickContinue(tab, again);
  expect(await grantedScopes(tab)).toEqual(without('tasks.all'));
  const popup = await browser.popup(tab);
  await expect(face(popup)).toHaveText('Connected: 15 scopes requested');

  // The extension keeps the request URL in memory, but no other secret of the page or the callback.
  const memory = await popup.evaluate(async () => {
    const { storage } = (globalThis as unknown as { chrome: { storage: Record<string, { get(keys: null): Promise<object> }> } }).chrome;
    return JSON.stringify(await Promise.all([storage.session?.get(null), storage.local?.get(null)]));
  });
  expect(memory).toContain(`${canary}-outreach-state`);
  expect(memory).not.toMatch(new RegExp(`${canary}-(?!outreach-state)`));
  await browser.close();
  expect(storedFilesWith(profile, 'taskPurposes.read')).not.toEqual([]);
  rmSync(profile, { recursive: true, force: true });
});

test('a required scope can be unlocked after a warning and dropped, and the original request can be restored', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signedIn(tab, simulator);
  await connect(tab, clayStart, 'Outreach');
  const original = tab.url();
  let panel = await browser.panel(tab);
  await openPart(panel, 'Required');
  const row = rowOf(panel, 'roles.all');
  await expect(row.getByRole('checkbox')).toHaveCount(0);
  await row.getByRole('button', { name: /^Details/ }).click();
  await expect(row.getByText(clay.impactIfDropped['roles.all'] ?? '')).toBeVisible();
  await expect(row.getByText(t('row_unlock_risk_required'))).toBeVisible();
  await unlock(row);
  await row.getByRole('checkbox').uncheck();
  await clickContinue(tab, panel);
  expect(sameExcept(original, tab.url(), scopeOnly)).toBe(true);

  panel = await browser.panel(tab);
  await expect(face(panel)).toHaveText('Down to 15 of 16. Now decide on the page.');
  await undo(tab, panel);
  await tab.waitForURL((url) => url.href === original);

  panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Keep all 16');
  await boxFor(panel, 'roles.all').uncheck();
  await clickContinue(tab, panel);
  await authorize(tab);
  expect(await grantedScopes(tab)).toEqual(without('roles.all'));
});

test('a scope that the app has not registered is named as the cause, and dropping it helps', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signedIn(tab, simulator);
  // Northwind registered sequences.all for its production credentials only.
  const scope = ['openid', 'accounts.read', 'sequences.all'];
  await tab.goto(outreachAuthorizeUrl('northwind', { scope, credentials: 'development' }));
  await expect(tab.getByText('The requested scope is invalid')).toBeVisible();
  const original = tab.url();
  const panel = await browser.panel(tab);
  await expect(reason(panel)).toHaveText(findingTitle('outreach-invalid-scope'));
  await expect(causes(panel)).toHaveText(findingTitle('outreach-scope-not-ticked'));
  await expect(panel.locator('.sr-cause')).toContainText('App vendor');
  await expect.poll(() => browser.badge(tab)).toBe('1');
  await openPart(panel, 'Change the request and try again');
  await boxFor(panel, 'sequences.all').uncheck();
  await clickContinue(tab, panel);
  expect(sameExcept(original, tab.url(), scopeOnly)).toBe(true);
  await expect(face(await browser.panel(tab))).toHaveText('Down to 2 of 3. Now decide on the page.');
  await authorize(tab);
  expect(await grantedScopes(tab)).toEqual(['accounts.read', 'openid']);
});

test('a withdrawn scope is reported at the sign-in, with its replacement', async ({ browserWithExtension: browser, tab }) => {
  await tab.goto(outreachAuthorizeUrl('northwind', { scope: ['accounts.read', 'audits.read'] }));
  await tab.getByLabel('Email').waitFor();
  await expect.poll(() => browser.badge(tab)).toBe('1');
  const popup = await browser.popup(tab);
  await expect(findingOf(popup, 'outreach-withdrawn-scopes')).toBeVisible();
  const row = rowOf(popup, 'audits.read');
  await row.getByRole('button', { name: /^Details/ }).click();
  await expect(row.getByText('auditLogs.read')).toBeVisible();
  await row.getByRole('checkbox').uncheck();
  // The narrowed request leads to the same sign-in page again, so the URL alone does not show that
  // the tab has arrived.
  await Promise.all([tab.waitForEvent('framenavigated'), continueButton(popup).click()]);
  await tab.waitForURL(/users\/sign_in/);
  await logIn(tab);
  await authorize(tab);
  expect(await grantedScopes(tab)).toEqual(['accounts.read']);
});

test('the last scope cannot be dropped, and the panel says why', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signedIn(tab, simulator);
  await tab.goto(outreachAuthorizeUrl('northwind', { scope: ['accounts.read', 'prospects.read'] }));
  const urlBefore = tab.url();
  const panel = await browser.panel(tab);
  for (const id of ['accounts.read', 'prospects.read']) await boxFor(panel, id).uncheck();
  await expect(panel.getByText(t('action_nothing_left'))).toBeVisible();
  const button = panel.getByRole('button', { name: 'Continue with 0 scopes' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  const before = simulator.requests.length;
  await button.click({ force: true });
  // An accepted click would have changed the page within this time.
  await panel.waitForTimeout(1200);
  expect(tab.url()).toBe(urlBefore);
  expect(simulator.requests).toHaveLength(before);
  await boxFor(panel, 'accounts.read').check();
  await clickContinue(tab, panel);
  expect(new URL(tab.url()).searchParams.get('scope')).toBe('accounts.read');
  await expect(face(await browser.panel(tab))).toHaveText('Down to 1 of 2. Now decide on the page.');
});

test('the popup reports at the callback that access to Outreach was denied', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signedIn(tab, simulator);
  await connect(tab, clayStart, 'Outreach');
  await browser.panel(tab);
  await browser.tabId(tab);
  await tab.getByRole('button', { name: 'Deny' }).click();
  await tab.waitForURL(/app\.clay\.com/);
  const popup = await browser.popup(tab);
  await expect(face(popup)).toHaveText(t('state_denied'));
  const steps = ['Requested at api.outreach.io', 'Requested at accounts.outreach.io', 'Sent to app.clay.com'];
  await openPart(popup, 'What happened');
  await expect(popup.locator('.sr-trail li > span')).toHaveText(steps);
  await expect.poll(() => browser.badge(tab)).toBe('');
});

for (const [variant, separator] of [
  ['', '%20'],
  ['?variant=plus', '+'],
] as const) {
  test(`narrowing an Outreach request keeps ${separator} between the scopes`, async ({ browserWithExtension: browser, tab, simulator }) => {
    await signedIn(tab, simulator);
    await connect(tab, `${clayStart}${variant}`, 'Outreach');
    const panel = await browser.panel(tab);
    await boxFor(panel, 'taskPriorities.read').uncheck();
    await clickContinue(tab, panel);
    const kept = clayScopes.filter((id) => id !== 'taskPriorities.read').join(separator);
    expect(tab.url()).toContain(`&scope=${kept}&state=`);
    await authorize(tab);
    expect(await grantedScopes(tab)).toEqual(without('taskPriorities.read'));
  });
}

test('scopes joined by %2B are reported as one unknown scope', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signedIn(tab, simulator);
  await tab.goto(outreachAuthorizeUrl('northwind', { scope: ['openid', 'accounts.read'], separator: '%2B' }));
  const panel = await browser.panel(tab);
  await expect(causes(panel).first()).toHaveText(findingTitle('outreach-joined-scopes'));
  await openPart(panel, 'Change the request and try again');
  await expect(panel.locator('li.sr-row')).toHaveCount(1);
  await expect(rowOf(panel, 'openid+accounts.read')).toContainText('Unknown scope');
});
