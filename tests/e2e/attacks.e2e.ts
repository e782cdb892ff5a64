/** What a hostile page or a compromised renderer tries against the production build. */
import { t } from '@/utils/text/text';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { outreachAuthorizeUrl } from '../simulators/clients/outreach';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { expect, test } from './fixtures';
import { watchIsolatedWorld } from './isolated-world';
import { authorize, clayStart, signedIn, without } from './outreach-walk';
import { boxFor, clickContinue, connect, continueButton, foldedTab, grantedScopes, preset, rowOf, signIn } from './walk';

const clay = authorizeUrl('clay', { portalId: 4100001 });
const callback = new URL(clay).searchParams.get('redirect_uri');

const withUserInfo = (url: string) => url.replace('https://', 'https://www.example.com:pass@');

test('B9: user info in an address keeps no request from the review, and none is stored', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signedIn(tab, simulator);
  await tab.goto(withUserInfo(outreachAuthorizeUrl('clay').replace('//api.', '//accounts.')));
  const panel = await browser.panel(tab);
  await boxFor(panel, 'tasks.all').uncheck();
  await expect(continueButton(panel)).toHaveText('Continue with 15 scopes');
  await clickContinue(tab, panel);
  await authorize(tab);
  expect(await grantedScopes(tab)).toEqual(without('tasks.all'));

  await tab.context().addCookies([simulator.salesforceCookie('ben@acme.example')]);
  const scope = ['full', 'refresh_token'];
  await tab.goto(withUserInfo(salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com', scope })));
  await expect(rowOf(await browser.popup(tab), 'full')).toBeVisible();
});

for (const [answer, query] of [
  ['connected', '?code=forged'],
  ['refused', '?error=access_denied&error_description=forged'],
] as const)
  test(`A1: a page that starts to navigate to the app and cancels is not shown as ${answer}`, async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    await signIn(tab, simulator);
    await tab.goto(clay);
    const panel = await browser.panel(tab);
    await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
    await tab.evaluate((target) => {
      const { navigation } = globalThis as unknown as { navigation: EventTarget };
      navigation.addEventListener('navigate', (event) => event.preventDefault());
      const NavigateEvent = (globalThis as unknown as { NavigateEvent?: typeof Event }).NavigateEvent ?? Event;
      try {
        navigation.dispatchEvent(new Event('navigate'));
        navigation.dispatchEvent(new NavigateEvent('navigate', { destination: { url: target } } as EventInit));
      } catch {
        // The browser does not let the page make such an event.
      }
      location.assign(target);
      // A change that makes the extension read the page again, after the message of the navigation.
      return new Promise((resolve) => setTimeout(resolve, 300));
    }, callback + query);
    expect(tab.url()).toBe(clay);
    await tab.evaluate(() => history.replaceState(null, '', location.href));
    await expect(continueButton(await browser.popup(tab))).toHaveText('Continue with 16 scopes');
    await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
    await expect(panel.getByText('forged')).toHaveCount(0);
  });

test('A1: an address that a script of the page writes is no request, and no administrator is blamed', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
  await tab.evaluate(() => {
    const redirect = encodeURIComponent('https://app.clay.com/cb');
    history.replaceState(null, '', `/oauth/authorize?client_id=EVIL&redirect_uri=${redirect}&scope=oauth`);
  });
  const popup = await browser.popup(tab);
  for (const shown of [popup, panel]) {
    await expect(shown.getByText(t('readonly_read_from_page'), { exact: false })).toBeVisible();
    await expect(continueButton(shown)).toHaveCount(0);
  }
  await expect(popup.getByText(t('idle_unreached_text'), { exact: false })).toHaveCount(0);
});

test('A5: the second click of a double click on Continue does not undo it in a window of the extension', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await tab.goto(clay);
  await expect(continueButton(await browser.panel(tab))).toBeVisible();
  const popup = await browser.popup(tab);
  await preset(popup, 'Read-only').check();
  await expect(continueButton(popup)).toHaveText('Continue with 11 scopes');
  await popup.evaluate(() => {
    new MutationObserver((_, observer) => {
      const undo = [...document.querySelectorAll('button')].find((button) => button.textContent?.startsWith('Undo'));
      if (!undo) return;
      observer.disconnect();
      for (const detail of [1, 2]) {
        undo.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
        undo.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
      }
    }).observe(document, { subtree: true, childList: true });
  });
  await continueButton(popup).click();
  await expect(popup.getByText(t('refused_too_early'))).toBeVisible();
  const undo = popup.getByRole('button', { name: /^Undo/ });
  await undo.dispatchEvent('click', { detail: 2 });
  await popup.reload();
  await expect(undo).toBeVisible();
  expect(tab.url()).not.toContain('crm.objects.deals.write');
  await popup.waitForTimeout(1000);
  await undo.click();
  await expect(continueButton(popup)).toBeVisible();
  await expect.poll(() => tab.url()).toContain('crm.objects.deals.write');
});

test('B8: a request that is never answered does not replace the review of the page on screen', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
  const popup = await browser.popup(tab);
  simulator.state.unanswered = 'client_id=harmless';
  const harmless = clay.replace(/client_id=[^&]*/, 'client_id=harmless').replace(/&optional_scope=[^&]*/, '');
  const count = simulator.requests.length;
  await tab.evaluate((url) => void location.assign(url), harmless);
  await expect.poll(() => simulator.requests.length).toBeGreaterThan(count);
  await popup.reload();
  await expect(popup.getByRole('heading', { level: 1 })).toContainText('Clay on HubSpot');
  await expect(continueButton(popup)).toHaveText('Continue with 16 scopes');
  // A locator would wait for the page that never comes.
  const frame = tab.frames().find((one) => one.url().includes('/panel.html'));
  expect(await frame?.evaluate(() => document.body.textContent)).toMatch(/Clay on HubSpot.*Continue with 16 scopes/s);
});

test('A2: a form whose fields hide its members gets the panel and the marks all the same', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  // In Chromium, a content script does not see the elements that hide members of the document.
  await tab.addInitScript(() =>
    addEventListener('DOMContentLoaded', () => {
      const form = document.createElement('form');
      for (const name of ['closest', 'querySelector', 'parentElement', 'nodeName', 'textContent'])
        form.append(Object.assign(document.createElement('input'), { name }));
      document.querySelector('main')?.append(form);
      form.append('Loose text');
    }),
  );
  await signedIn(tab, simulator);
  await connect(tab, clayStart, 'Outreach');
  await expect(tab.locator('scope-review-mark')).toHaveCount(16);
  await expect(continueButton(await browser.panel(tab))).toHaveText('Keep all 16');
});

test('A1: events that the page makes on the panel, on a mark or on the document change nothing', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await expect(tab.locator('scope-review-mark').first()).toBeAttached();
  await tab.evaluate(() => {
    const targets = [document, document.documentElement, ...document.querySelectorAll('scope-review-dock, scope-review-mark')];
    for (const target of targets)
      for (const type of ['click', 'pointerdown', 'pointerup', 'keydown', 'keyup', 'submit', 'change', 'input'])
        for (const key of ['Enter', 'Escape', ' ']) {
          const init = { bubbles: true, composed: true, cancelable: true, key };
          target.dispatchEvent(type.startsWith('key') ? new KeyboardEvent(type, init) : new MouseEvent(type, init));
        }
    document.querySelector<HTMLElement>('scope-review-dock')?.click();
  });
  expect(tab.url()).toBe(clay);
  await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
  expect(await foldedTab(tab)).toBeNull();
});

test('C2: the isolated world of a content script reads and writes no storage of the extension', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const worldOf = await watchIsolatedWorld(tab, browser.extensionId);
  await signIn(tab, simulator);
  await tab.goto(clay);
  await browser.panel(tab);
  const world = await worldOf();
  const outcome = (call: string) =>
    world.run(`Promise.resolve().then(() => ${call}).then(() => 'done', (error) => 'refused: ' + error.message)`);
  for (const area of ['local', 'session'])
    for (const call of [`set({ dock: 'collapsed' })`, 'get(null)', 'clear()'])
      expect(await outcome(`chrome.storage.${area}.${call}`), `${area}.${call}`).toMatch(/^refused: /);
});
