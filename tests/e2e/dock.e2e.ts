/** Where the panel stands, how it folds, and what a page can do to it. */
import type { Frame, Page } from 'playwright';
import { t } from '@/utils/text/text';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import type { TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { watchIsolatedWorld } from './isolated-world';
import {
  accessibleTexts,
  clickContinue,
  clickWhileCovered,
  connect,
  continueButton,
  fold,
  foldedTab,
  preset,
  signIn,
  unfold,
  waitForFoldedTab,
} from './walk';

const clay = authorizeUrl('clay', { portalId: 4100001 });
const hasFrame = (page: Page) => page.frames().some((frame) => frame.url().includes('/panel.html'));
const tabName = 'Scope Review: 18 scopes, 11 you can drop, 1 warning. Review';

/** The box of the panel's frame. */
async function frameBox(panel: Frame) {
  return (await panel.frameElement()).boundingBox();
}

/** Opens Clay's request in a ready panel, with a selection that *Continue* would send. */
async function decide(browser: TestBrowser, page: Page): Promise<Frame> {
  await page.goto(clay);
  const panel = await browser.panel(page);
  await preset(panel, 'Read-only').check();
  await expect(continueButton(panel)).toHaveText('Continue with 11 scopes');
  await panel.waitForTimeout(800);
  return panel;
}

/** Adds a style sheet as a script of the page would, despite its policy. */
const addStyle = (page: Page, css: string) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);

test.beforeEach(async ({ tab, simulator }) => {
  await signIn(tab, simulator);
});

test.describe('the place of the panel', () => {
  test('is beside the page in a wide window, on the side that the user chose last', async ({ browserWithExtension: browser, tab }) => {
    await tab.setViewportSize({ width: 1800, height: 900 });
    await tab.goto(clay);
    const panel = await browser.panel(tab);
    await expect(continueButton(panel)).toBeVisible();
    expect(await frameBox(panel)).toEqual({ x: 1800 - 16 - 380, y: 16, width: 380, height: 900 - 32 });
    await panel.getByRole('button', { name: 'More' }).click();
    await panel.getByRole('menuitem', { name: /other side/ }).click();
    await expect.poll(() => frameBox(panel)).toEqual({ x: 16, y: 16, width: 380, height: 900 - 32 });
    await tab.reload();
    const again = await browser.panel(tab);
    await expect(continueButton(again)).toBeVisible();
    expect(await frameBox(again)).toMatchObject({ x: 16 });
    await tab.setViewportSize({ width: 1800, height: 540 });
    await expect.poll(() => frameBox(again)).toMatchObject({ y: 8, height: 540 - 16 });
  });

  test('is a tab without a frame in a small window, which opens a sheet', async ({ browserWithExtension: browser, tab }) => {
    await tab.setViewportSize({ width: 600, height: 700 });
    await tab.goto(clay);
    expect(await waitForFoldedTab(tab)).toEqual({ name: tabName, box: { x: 0, y: 700 - 48, width: 600, height: 48 } });
    await tab.waitForTimeout(1500);
    expect(hasFrame(tab)).toBe(false);
    await unfold(tab);
    const panel = await browser.panel(tab);
    await expect(continueButton(panel)).toBeVisible();
    expect(await frameBox(panel)).toEqual({ x: 0, y: 48, width: 600, height: 700 - 48 });
    await expect.poll(() => panel.evaluate(() => document.hasFocus())).toBe(true);
    await tab.setViewportSize({ width: 600, height: 500 });
    await expect.poll(() => frameBox(panel)).toEqual({ x: 0, y: 0, width: 600, height: 500 });
    await tab.keyboard.press('Escape');
    await waitForFoldedTab(tab);
    // The focus is on the tab, so that Enter opens the panel again.
    await tab.keyboard.press('Enter');
    await expect.poll(() => foldedTab(tab)).toBeNull();
    await expect(continueButton(panel)).toBeVisible();
  });

  test('is a tab with room around words that need three lines', async ({ tab, simulator }) => {
    await tab.setViewportSize({ width: 320, height: 568 });
    await tab.context().addCookies([simulator.salesforceCookie('robot@acme.example')]);
    await tab.goto(salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com' }));
    const { name, box } = await waitForFoldedTab(tab);
    expect(name).toContain('Salesforce stopped the approval without a reason');
    expect(box.height).toBe(8 + 3 * 16 + 8);
  });

  test('is the other edge or side where the page’s own buttons lie', async ({ browserWithExtension: browser, tab }) => {
    const move = (css: string) =>
      tab.addInitScript((rule) => {
        addEventListener('DOMContentLoaded', () => {
          const form = document.createElement('form');
          const button = document.createElement('button');
          // The page's policy forbids style attributes in markup.
          button.style.cssText = `position:fixed;width:60px;height:40px;${rule}`;
          form.append(button);
          document.body.append(form);
        });
      }, css);
    await move('bottom:4px;left:20px');
    await tab.setViewportSize({ width: 600, height: 700 });
    await tab.goto(clay);
    expect((await waitForFoldedTab(tab)).box).toMatchObject({ y: 0 });
    await tab.setViewportSize({ width: 1280, height: 900 });
    await expect.poll(() => hasFrame(tab)).toBe(true);
    await move('top:300px;right:40px');
    await tab.goto(clay);
    // Both sides are taken.
    await waitForFoldedTab(tab);
    await tab.waitForTimeout(1000);
    expect(hasFrame(tab)).toBe(false);
    await unfold(tab);
    await expect(continueButton(await browser.panel(tab))).toBeVisible();
  });

  test('follows the size of the window until the user decides', async ({ browserWithExtension: browser, tab }) => {
    await tab.goto(clay);
    await expect(continueButton(await browser.panel(tab))).toBeVisible();
    await tab.setViewportSize({ width: 700, height: 700 });
    await waitForFoldedTab(tab);
    await tab.setViewportSize({ width: 1280, height: 900 });
    await expect.poll(() => foldedTab(tab)).toBeNull();
  });

  test('shrinks to a state face after Continue, and frees the page', async ({ browserWithExtension: browser, tab }) => {
    const panel = await decide(browser, tab);
    await clickContinue(tab, panel);
    const after = await browser.panel(tab);
    await expect(after.locator('.sr-sheet--card')).toBeVisible();
    await expect.poll(async () => (await frameBox(after))?.height).toBeLessThan(600);
    const { height } = (await frameBox(after)) ?? { height: 0 };
    expect(await after.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(Math.ceil(height));
    await after.getByRole('button', { name: 'Change selection' }).click();
    await expect.poll(async () => (await frameBox(after))?.height).toBe(900 - 32);
  });
});

test('a folded panel stays a tab on the next page, without a frame, until the user opens it', async ({
  browserWithExtension: browser,
  tab,
}) => {
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toBeVisible();
  await fold(panel);
  const { box } = await waitForFoldedTab(tab);
  expect(box.x + box.width).toBeCloseTo(1280 - 16, 0);
  expect(box.width).toBeLessThan(500);
  await tab.reload();
  expect((await waitForFoldedTab(tab)).name).toBe(tabName);
  await tab.waitForTimeout(1500);
  expect(hasFrame(tab)).toBe(false);
  await unfold(tab);
  await expect(continueButton(await browser.panel(tab))).toBeVisible();
  await expect.poll(() => foldedTab(tab)).toBeNull();
  await tab.waitForTimeout(300);
  await tab.reload();
  await expect(continueButton(await browser.panel(tab))).toBeVisible();
});

test('Escape belongs to an open menu first', async ({ browserWithExtension: browser, tab }) => {
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await panel.getByRole('button', { name: 'More' }).click();
  await tab.keyboard.press('Escape');
  await tab.waitForTimeout(300);
  expect(await foldedTab(tab)).toBeNull();
  await tab.keyboard.press('Escape');
  await waitForFoldedTab(tab);
});

test('the commands of the keyboard open the panel, or the review in a window', async ({ browserWithExtension: browser, tab }) => {
  await tab.goto(clay);
  await fold(await browser.panel(tab));
  await waitForFoldedTab(tab);
  const command = async (name: string) => {
    const id = await browser.tabId(tab);
    const [worker] = browser.context.serviceWorkers();
    await worker?.evaluate(
      ({ name, id }) => {
        const { onCommand } = (
          globalThis as unknown as { chrome: { commands: { onCommand: { dispatch(name: string, tab: object): void } } } }
        ).chrome.commands;
        onCommand.dispatch(name, { id });
      },
      { name, id },
    );
  };
  await command('open-panel');
  await expect.poll(() => foldedTab(tab)).toBeNull();
  const opened = browser.context.waitForEvent('page');
  await command('open-window');
  await expect(continueButton(await opened)).toBeVisible();
});

test.describe('a click that the user could not see', () => {
  test('A4, A5: is refused if the page uncovers the panel when it loses the focus', async ({ browserWithExtension: browser, tab }) => {
    const panel = await decide(browser, tab);
    await tab.evaluate(() => {
      const cover = document.createElement('div');
      cover.style.cssText = 'position:fixed;inset:0;z-index:2147483647;pointer-events:none;background:#fff';
      cover.popover = 'manual';
      document.documentElement.append(cover);
      cover.showPopover();
      cover.style.cssText += ';width:100vw;height:100vh;margin:0';
      addEventListener('blur', () => cover.remove());
    });
    await tab.evaluate(() => window.focus());
    await panel.waitForTimeout(800);
    await clickWhileCovered(tab, panel);
    await panel.waitForTimeout(1000);
    expect(tab.url()).toBe(clay);
  });

  test('A3: is asked for again in a window of the extension under a mask, a clip path, a filter and a zoom', async ({
    browserWithExtension: browser,
    tab,
  }) => {
    for (const css of [
      'html{mask:linear-gradient(transparent,transparent)}',
      'html{clip-path:inset(800px 0 0 0)}',
      'html{filter:opacity(0)}',
      'html{zoom:0.5}',
    ]) {
      const panel = await decide(browser, tab);
      await addStyle(tab, css);
      await panel.waitForTimeout(800);
      const opened = browser.context.waitForEvent('page');
      await continueButton(panel).focus();
      await tab.keyboard.press('Enter');
      const review = await opened;
      await expect(continueButton(review), css).toHaveText('Continue with 11 scopes');
      expect(tab.url(), css).toBe(clay);
      await review.close();
    }
  });

  test('A5: is asked for again if the page keeps an element in the top layer, even beside the panel', async ({
    browserWithExtension: browser,
    tab,
  }) => {
    const panel = await decide(browser, tab);
    await tab.evaluate(() => {
      const beside = document.createElement('div');
      beside.popover = 'manual';
      beside.style.cssText = 'inset:auto auto 0 0;width:120px;height:60px;margin:0';
      document.body.append(beside);
      beside.showPopover();
    });
    await panel.waitForTimeout(1500);
    const opened = browser.context.waitForEvent('page');
    await continueButton(panel).click();
    await expect(continueButton(await opened)).toHaveText('Continue with 11 scopes');
    expect(tab.url()).toBe(clay);
  });

  test('A3: is asked for again if the page is hidden a quarter of a second before it', async ({ browserWithExtension: browser, tab }) => {
    const panel = await decide(browser, tab);
    await continueButton(panel).hover();
    await addStyle(tab, 'html{mask:linear-gradient(transparent,transparent)}');
    await panel.waitForTimeout(250);
    const opened = browser.context.waitForEvent('page');
    await tab.mouse.down();
    await tab.mouse.up();
    await expect(continueButton(await opened)).toBeVisible();
    expect(tab.url()).toBe(clay);
  });

  test('A3: is asked for again on a page that is masked only while it is painted', async ({ browserWithExtension: browser, tab }) => {
    const panel = await decide(browser, tab);
    await tab.evaluate(() => {
      const sheet = new CSSStyleSheet();
      document.adoptedStyleSheets.push(sheet);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => sheet.replaceSync('');
      const paint = () => {
        sheet.replaceSync('html{mask:linear-gradient(transparent,transparent)}');
        port2.postMessage(null);
        requestAnimationFrame(paint);
      };
      paint();
    });
    await panel.waitForTimeout(1200);
    const opened = browser.context.waitForEvent('page');
    await continueButton(panel).focus();
    await tab.keyboard.press('Enter');
    await expect(continueButton(await opened)).toHaveText('Continue with 11 scopes');
    expect(tab.url()).toBe(clay);
  });

  test('A3: is refused while the page lets no script look at the panel', async ({ browserWithExtension: browser, tab }) => {
    const panel = await decide(browser, tab);
    await continueButton(panel).hover();
    await tab.evaluate(() => {
      setTimeout(() => {
        const end = Date.now() + 3000;
        while (Date.now() < end);
      });
    });
    await panel.waitForTimeout(1200);
    await panel.evaluate(() => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith('Continue with'));
      button?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      button?.click();
    });
    await expect(panel.getByText('Something covers this panel')).toBeVisible();
    expect(tab.url()).toBe(clay);
  });

  test('A5: is refused right after another window was in front, and counts a moment later', async ({
    browserWithExtension: browser,
    tab,
  }) => {
    const session = await tab.context().newCDPSession(tab);
    let panel = await decide(browser, tab);
    const button = await continueButton(panel).boundingBox();
    // A busy machine may click so late that the click counts.
    await expect(async () => {
      if (tab.url() !== clay) panel = await decide(browser, tab);
      const other = await browser.context.newPage();
      await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
      await other.bringToFront();
      await other.waitForTimeout(800);
      expect(await tab.evaluate(() => document.hasFocus())).toBe(false);
      await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
      await other.close();
      // A locator would wait until the button has stood still, by which time the click counts.
      await tab.mouse.click((button?.x ?? 0) + 20, (button?.y ?? 0) + 10);
      await expect(panel.getByText('Something covers this panel')).toBeVisible({ timeout: 2_000 });
      expect(tab.url()).toBe(clay);
    }).toPass();
    await panel.waitForTimeout(1000);
    await clickContinue(tab, panel);
  });

  test('A6: the page cannot restyle or move the panel at all', async ({ browserWithExtension: browser, tab }) => {
    const panel = await decide(browser, tab);
    const before = await frameBox(panel);
    await addStyle(
      tab,
      'scope-review-dock{all:unset!important;display:none!important;opacity:0!important;transform:translate(-300px)!important;mask:linear-gradient(transparent,transparent)!important;left:0!important}',
    );
    await tab.evaluate(() => document.querySelector('scope-review-dock')?.setAttribute('style', 'display:none!important;left:0!important'));
    await panel.waitForTimeout(800);
    expect(await frameBox(panel)).toEqual(before);
    await clickContinue(tab, panel);
  });

  test('is never asked for on a page that a customer of Salesforce controls, which cannot have the panel in it', async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    const host = 'acme.my.site.com';
    await tab.context().addCookies([simulator.salesforceCookie('pat@partner.example')]);
    await tab.goto(salesforceAuthorizeUrl('northwind', { host, prefix: '/partners', scope: ['openid', 'api', 'refresh_token'] }));
    const { x, y, width, height } = (await waitForFoldedTab(tab)).box;
    const press = () => tab.mouse.click(x + width / 2, y + height / 2);
    const before = tab.url();
    const opened = browser.context.waitForEvent('page');
    await press();
    await expect(continueButton(await opened)).toBeVisible();
    // Another press brings that window to the front.
    await press();
    await tab.waitForTimeout(800);
    expect(browser.context.pages().filter((page) => page.url().includes('/popup.html?tab='))).toEqual([await opened]);
    expect(hasFrame(tab)).toBe(false);
    expect(tab.url()).toBe(before);
  });

  test('C5: is no page’s own, because a page that a customer controls cannot frame the panel', async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    const worldOf = await watchIsolatedWorld(tab, browser.extensionId);
    await decide(browser, tab);
    // It changes with each session, but a page can have the browser report what it does not let load.
    const address = await (await worldOf()).run("chrome.runtime.getURL('/panel.html')");
    await tab.context().addCookies([simulator.salesforceCookie('pat@partner.example')]);
    const frameAt = async (url: string) => {
      await tab.goto(url);
      await waitForFoldedTab(tab);
      await tab.evaluate((src) => document.body.append(Object.assign(document.createElement('iframe'), { src })), String(address));
      await tab.waitForTimeout(1_500);
      return hasFrame(tab);
    };
    const own = salesforceAuthorizeUrl('northwind', {
      host: 'acme.my.site.com',
      prefix: '/partners',
      scope: ['openid', 'api', 'refresh_token'],
    });
    expect(await frameAt(own)).toBe(false);
    // A page of the provider alone may, which shows that the address is right.
    await tab.setViewportSize({ width: 600, height: 700 });
    expect(await frameAt(clay)).toBe(true);
  });
});

test('Ctrl + Enter continues from anywhere in the panel', async ({ browserWithExtension: browser, tab }) => {
  await decide(browser, tab);
  await tab.keyboard.press('Control+Enter');
  await tab.waitForURL((url) => url.href !== clay);
});

test('A7: hidden, inert, a class and a style on the panel are undone a few times, and then the panel stays away', async ({
  browserWithExtension: browser,
  tab,
}) => {
  for (const [how, change] of [
    ['the attribute hidden', (dock: HTMLElement) => dock.setAttribute('hidden', '')],
    ['inert', (dock: HTMLElement) => dock.setAttribute('inert', '')],
    ['a class', (dock: HTMLElement) => dock.setAttribute('class', 'waiting')],
    ['display: none', (dock: HTMLElement) => dock.style.setProperty('display', 'none', 'important')],
  ] as const) {
    await tab.goto(clay);
    const panel = await browser.panel(tab);
    await expect(continueButton(panel)).toBeVisible();
    const dock = tab.locator('scope-review-dock');
    await dock.evaluate(change);
    await expect.poll(() => dock.evaluate((element) => element.getAttributeNames()), how).toEqual([]);
    await expect(continueButton(panel)).toBeVisible();
    expect(hasFrame(tab)).toBe(true);
    for (let turn = 0; turn < 5; turn += 1) {
      await dock.evaluate(change);
      await tab.waitForTimeout(50);
    }
    await expect(dock, how).toHaveCount(0);
  }
  await expect(continueButton(await browser.popup(tab))).toBeVisible();
});

test('A7: a page that replaces its root element gets the panel back', async ({ browserWithExtension: browser, tab }) => {
  await decide(browser, tab);
  await tab.evaluate(() => {
    const root = document.createElement('html');
    root.append(document.createElement('body'));
    document.replaceChild(root, document.documentElement);
  });
  await expect(tab.locator('scope-review-dock')).toHaveCount(1);
  // For a moment, the frame that went with the old root element is still reported.
  await expect(async () => expect(continueButton(await browser.panel(tab))).toBeVisible({ timeout: 2000 })).toPass();
  await tab.evaluate(() => document.documentElement.remove());
  await tab.evaluate(() => document.append(document.createElement('html')));
  await expect(tab.locator('scope-review-dock')).toHaveCount(1);
});

test('D3: after the extension was reloaded, an open page has a notice instead of a dead panel', async ({
  browserWithExtension: browser,
  tab,
}) => {
  await tab.goto(clay);
  await expect(continueButton(await browser.panel(tab))).toBeVisible();
  const [worker] = browser.context.serviceWorkers();
  await worker
    ?.evaluate(() => (globalThis as unknown as { chrome: { runtime: { reload(): void } } }).chrome.runtime.reload())
    .catch(() => {});
  await expect.poll(() => hasFrame(tab), { timeout: 5000 }).toBe(false);
  await expect.poll(() => accessibleTexts(tab)).toContain(t('panel_orphaned'));
  // A change of the page brings the old script to the background, which does not know it.
  await tab.evaluate(() => document.querySelector('main')?.append('More'));
  await tab.waitForTimeout(500);
  expect(await accessibleTexts(tab)).toContain(t('panel_orphaned'));
});

test('B8: a popup whose tab has moved on to another app changes nothing', async ({ browserWithExtension: browser, tab }) => {
  await tab.goto(clay);
  await expect(continueButton(await browser.panel(tab))).toBeVisible();
  const popup = await browser.popup(tab);
  await preset(popup, 'Read-only').check();
  await expect(continueButton(popup)).toHaveText('Continue with 11 scopes');
  // The popup is not drawn again: its message is what an older drawing would send.
  const send = await popup.evaluateHandle(
    () => (globalThis as unknown as { chrome: { runtime: { sendMessage(message: object): Promise<unknown> } } }).chrome.runtime,
  );
  const ask = (type: string, data: object) =>
    send.evaluate(async (runtime, given) => (await runtime.sendMessage({ id: 0, timestamp: 0, ...given })) as { res: { shown: string } }, {
      type,
      data,
    });
  const tabId = await browser.tabId(tab);
  const { shown } = (await ask('getReview', { tabId })).res;
  const other = clay.replace(/client_id=[^&]+/, 'client_id=evil-client');
  await tab.goto(other);
  await tab.waitForTimeout(500);
  const at = tab.url();
  const answer = await ask('continueWith', { tabId, shown, keep: [], unlocked: [], remember: true });
  expect(answer).toMatchObject({ res: { ok: false, reason: 'moved-on' } });
  expect(tab.url()).toBe(at);
  await connect(tab, 'https://app.clay.com/');
});
