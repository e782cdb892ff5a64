import type { Frame, Page } from 'playwright';
import { t } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { outreachAuthorizeUrl } from '../simulators/clients/outreach';
import type { DoorkeeperVersion } from '../simulators/outreach/doorkeeper';
import { expect, test } from './fixtures';
import { authorize, clayScopes, clayStart, logIn, markedScopes, signedIn, without } from './outreach-walk';
import {
  boxFor,
  clickContinue,
  connect,
  continueButton,
  extensionTracesIn,
  face,
  findingOf,
  grantedScopes,
  makeHostile,
  noTraces,
  reason,
  unfold,
  waitForFoldedTab,
} from './walk';

test("Outreach's lines are marked by their order, with their labels and without, also after narrowing", async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signedIn(tab, simulator);
  for (const labels of ['outreach', 'missing'] as const) {
    simulator.state.outreach.labels = labels;
    await connect(tab, clayStart, 'Outreach');
    await expect.poll(() => markedScopes(tab)).toEqual(clayScopes);
    const panel = await browser.panel(tab);
    await boxFor(panel, 'taskDispositions.read').uncheck();
    await clickContinue(tab, panel);
    await expect.poll(() => markedScopes(tab)).toEqual(clayScopes.filter((id) => id !== 'taskDispositions.read'));
    await expect(face(await browser.panel(tab))).toHaveText('Down to 15 of 16. Now decide on the page.');
  }
});

test('no line is marked by its order when the page shows another number of lines', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  simulator.state.outreach.labels = 'missing';
  await signedIn(tab, simulator);
  await connect(tab, clayStart, 'Outreach');
  await expect(tab.locator('scope-review-mark')).toHaveCount(16);
  await tab.evaluate(() => document.querySelector('main ul')?.insertAdjacentHTML('afterbegin', '<li>See your name</li>'));
  await expect(tab.locator('scope-review-mark')).toHaveCount(0);
  const panel = await browser.panel(tab);
  await expect(panel.getByText('Not all requested scopes were found on the page. Matching lines: 0 of 17; requested: 16')).toBeVisible();
  await expect(continueButton(panel)).toHaveText('Keep all 16');
});

test('D7: an unknown layout of Outreach leaves the page unmarked and the review complete', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  simulator.state.outreach.layout = 'unknown';
  await signedIn(tab, simulator);
  await connect(tab, clayStart, 'Outreach');
  const panel = await browser.panel(tab);
  await expect(panel.getByText(t('page_no_list'))).toBeVisible();
  await expect(tab.locator('main .row')).toHaveCount(16);
  await expect(tab.locator('scope-review-mark')).toHaveCount(0);
  await boxFor(panel, 'tasks.all').uncheck();
  await clickContinue(tab, panel);
  await expect(tab.locator('main .row')).toHaveCount(15);
  await tab.getByRole('button', { name: 'Connect' }).click();
  expect(await grantedScopes(tab)).toEqual(without('tasks.all'));
});

test('the pages of every Doorkeeper version are marked, and their errors recognized', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const { outreach } = simulator.state;
  outreach.layout = 'doorkeeper';
  await signedIn(tab, simulator);
  for (const version of ['4.2', '4.4', '5.0', '5.5', '5.6', '6'] satisfies DoorkeeperVersion[]) {
    outreach.version = version;
    await tab.goto(outreachAuthorizeUrl('clay'));
    await expect.poll(() => markedScopes(tab), version).toEqual(clayScopes);
    for (const [wrong, finding] of [
      [{ scope: ['calls.all'] }, 'outreach-invalid-scope'],
      [{ redirectUri: 'https://app.clay.com/other' }, 'outreach-redirect-mismatch'],
      [{ clientId: 'nobody' }, 'outreach-invalid-client'],
    ] as const) {
      await tab.goto(outreachAuthorizeUrl('clay', wrong));
      const panel = await browser.panel(tab);
      await expect(reason(panel), version).toHaveText(findingTitle(finding));
    }
  }
});

test('the panel is a tab at the edge of a narrow window, after every load', async ({ browserWithExtension: browser, tab, simulator }) => {
  await tab.setViewportSize({ width: 380, height: 860 });
  await signedIn(tab, simulator);
  for (let load = 0; load < 8; load += 1) {
    await tab.goto(outreachAuthorizeUrl('clay'));
    expect((await waitForFoldedTab(tab)).name).toMatch(/^Scope Review: 16 scopes, /);
  }
  await unfold(tab);
  await expect(continueButton(await browser.panel(tab))).toBeVisible();
});

test('the warning about an unverified Outreach app is shown beside the review', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signedIn(tab, simulator);
  const scope = ['openid', 'accounts.read', 'prospects.read'];
  await tab.goto(outreachAuthorizeUrl('northwind', { scope }));
  const panel = await browser.panel(tab);
  await expect(findingOf(panel, 'outreach-unverified-app')).toBeVisible();
  await expect(continueButton(panel)).toHaveText('Keep all 3');
  await expect.poll(() => markedScopes(tab)).toEqual(scope);
  await expect.poll(() => browser.badge(tab)).toBe('1');
});

test('an Outreach request is narrowed and approved on the staging hosts', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signedIn(tab, simulator, 'ada@staging.example');
  await connect(tab, `${clayStart}?outreach=api.outreach-staging.com`, 'Outreach');
  await expect(tab).toHaveURL(/^https:\/\/accounts\.outreach-staging\.com\/oauth\/authorize\?/);
  const panel = await browser.panel(tab);
  await boxFor(panel, 'tasks.all').uncheck();
  await clickContinue(tab, panel);
  await expect.poll(() => markedScopes(tab)).toEqual(clayScopes.filter((id) => id !== 'tasks.all'));
  await authorize(tab);
  expect(await grantedScopes(tab)).toEqual(without('tasks.all'));
});

test('a form that Outreach rejects, because the session is another one meanwhile, is an error with its status', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  for (const isReduced of [true, false]) {
    await signedIn(tab, simulator);
    await tab.goto(outreachAuthorizeUrl('clay'));
    const before = await browser.panel(tab);
    await browser.tabId(tab);
    if (isReduced) {
      await boxFor(before, 'tasks.all').uncheck();
      await clickContinue(tab, before);
      await browser.panel(tab);
    }
    await signedIn(tab, simulator, 'ben@ridgeline.example');
    await authorize(tab);
    await tab.getByText('The change you wanted was rejected').waitFor();
    for (const review of [await browser.panel(tab), await browser.popup(tab)]) {
      await expect(review.getByText('The server answered with').first()).toBeVisible();
      await expect(review.getByText('HTTP 422').first()).toBeVisible();
      await expect(review.getByText(t('finding_unknown_error_title')).first()).toBeVisible();
      await expect(review.getByText('Now decide on the page')).toHaveCount(0);
    }
  }
});

test('B9: an authorize address in an unusual spelling ends the flow before and is reviewed, read-only', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signedIn(tab, simulator);
  const host = 'accounts.outreach.io';
  const scope = ['tasks.all', 'users.all'];
  const url = outreachAuthorizeUrl('clay', { host, scope });
  for (const spelling of [
    '/oauth/authorize/?',
    '/oauth/authorize.html?',
    '//oauth/authorize?',
    '/oauth//authorize?',
    '/oauth%2fauthorize?',
  ]) {
    await tab.goto(outreachAuthorizeUrl('clay', { host }));
    await expect(continueButton(await browser.panel(tab))).toHaveText('Keep all 16');
    await tab.goto(url.replace('/oauth/authorize?', spelling));
    // Rails undoes no escapes, and no pattern of a manifest matches them.
    const isServed = !spelling.includes('%');
    if (isServed) await expect.poll(() => markedScopes(tab), spelling).toEqual(scope);
    for (const review of [...(isServed ? [await browser.panel(tab)] : []), await browser.popup(tab)]) {
      await expect(review.getByText(t('readonly_unusual_address')).first(), spelling).toBeVisible();
      await expect(continueButton(review)).toHaveCount(0);
    }
    if (!isServed) await expect(tab.locator('scope-review-dock')).toHaveCount(0);
  }
});

test("a request to Outreach's MCP server is identified and read-only", async ({ browserWithExtension: browser, tab }) => {
  const query = new URL(outreachAuthorizeUrl('northwind', { scope: ['prospects.all', 'mcp:read'] })).search;
  for (const host of ['api.outreach.io', 'api.outreach-staging.com']) {
    await tab.goto(`https://${host}/mcpOAuth/authorize${query}`);
    const panel = await browser.panel(tab);
    for (const review of [panel, await browser.popup(tab)]) {
      await expect(findingOf(review, 'outreach-mcp-server')).toBeVisible();
      await expect(review.getByText(t('readonly_mcp_server')).first()).toBeVisible();
      await expect(continueButton(review)).toHaveCount(0);
    }
  }
});

test('nothing runs on other pages of Outreach or on look-alike hosts', async ({ browserWithExtension: browser, tab }) => {
  const query = new URL(outreachAuthorizeUrl('clay')).search;
  for (const url of [
    'https://web.outreach.io/',
    `https://accounts.outreach.io.evil.example/oauth/authorize${query}`,
    'https://accounts.outreach.io/users/sign_in',
  ]) {
    await tab.goto(url);
    await tab.locator('main button').first().waitFor();
    expect(await tab.locator('scope-review-dock, scope-review-mark').count(), url).toBe(0);
    expect(tab.frames()).toHaveLength(1);
  }
  await expect((await browser.popup(tab)).getByText('Nothing to review on this tab')).toBeVisible();
});

test('A2, A13, A14: a hostile Outreach page finds no frame, no shadow root and no answer to its messages', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await makeHostile(tab);
  await signedIn(tab, simulator);
  await connect(tab, clayStart, 'Outreach');
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Keep all 16');
  await expect(tab.locator('scope-review-mark')).toHaveCount(16);
  expect(await extensionTracesIn(tab)).toEqual(noTraces);
});

test('popup and panel show the same review at every step', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signedIn(tab, simulator);
  await connect(tab, clayStart, 'Outreach');
  const shownIn = (review: Frame | Page) => review.locator('main, .sr-actions').allInnerTexts();
  const popup = await browser.popup(tab);
  for (const [id, left] of [
    [null, 16],
    ['tasks.all', 15],
    ['taskPurposes.read', 14],
  ] as const) {
    if (id) await boxFor(popup, id).uncheck();
    await expect(continueButton(popup)).toHaveText(left === 16 ? 'Keep all 16' : `Continue with ${left} scopes`);
    const panel = await browser.panel(tab);
    await expect.poll(() => shownIn(panel)).toEqual(await shownIn(popup));
  }
  const original = tab.url();
  await continueButton(popup).click();
  await tab.waitForURL((url) => url.href !== original);
  const panel = await browser.panel(tab);
  await expect(face(popup)).toHaveText('Down to 14 of 16. Now decide on the page.');
  await expect.poll(() => shownIn(panel)).toEqual(await shownIn(popup));
  await expect.poll(() => browser.badge(tab)).toBe('');
});

test('D1: the Outreach review survives a worker restart between any two steps', async ({ browserWithExtension: browser, tab }) => {
  const killed = async () => {
    await browser.killWorker();
    await tab.bringToFront();
  };
  await connect(tab, clayStart, 'Outreach');
  await killed();
  await logIn(tab, killed);
  await killed();
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Keep all 16');
  await killed();
  await boxFor(panel, 'tasks.all').uncheck();
  await killed();
  await clickContinue(tab, panel);
  await killed();
  await expect(face(await browser.panel(tab))).toHaveText('Down to 15 of 16. Now decide on the page.');
  await expect(tab.locator('scope-review-mark')).toHaveCount(15);
  await browser.tabId(tab);
  await killed();
  await authorize(tab);
  expect(await grantedScopes(tab)).toEqual(without('tasks.all'));
  await expect(face(await browser.popup(tab))).toHaveText('Approved with 15 scopes');
});
