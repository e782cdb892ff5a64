/** Pages that imitate the panel, change all the time or flood the extension with messages. */
import type { Page } from 'playwright';
import { times } from '../counts';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { expect, test } from './fixtures';
import { clickContinue, continueButton, face, preset, signIn } from './walk';

const clay = authorizeUrl('clay', { portalId: 4100001 });

test.beforeEach(async ({ tab, simulator }) => {
  await signIn(tab, simulator);
});

/** Draws a panel and a mark with the extension's own element names, which say that nothing is requested. */
function plant(): void {
  if (window.top !== window) return;
  const dock = document.createElement('scope-review-dock');
  const button = Object.assign(document.createElement('button'), { id: 'forged', textContent: 'Continue with 1 scope' });
  dock.style.cssText = 'position:fixed;left:0;top:0;z-index:2147483647';
  dock.append(button, 'Nothing to review');
  dock.attachShadow({ mode: 'open' }).append(document.createElement('slot'));
  const mark = Object.assign(document.createElement('scope-review-mark'), { textContent: 'crm.objects.deals.read' });
  document.documentElement.append(dock);
  document.querySelector('main')?.append(mark);
}

test('A8: a look-alike that the page draws first is removed unread, and one that it draws later changes nothing', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  // The page may frame anything.
  simulator.state.extraHeaders = { 'content-security-policy': "script-src 'self'" };
  await tab.addInitScript(`addEventListener('DOMContentLoaded', ${String(plant)})`);
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  await expect(continueButton(panel)).toHaveText('Continue with 11 scopes');
  await expect(tab.locator('scope-review-dock')).toHaveCount(1);
  await expect(tab.locator('scope-review-mark')).toHaveCount(18);
  await expect(tab.locator('#forged')).toHaveCount(0);

  await tab.evaluate(plant);
  await tab.locator('#forged').click();
  await expect(tab.locator('scope-review-mark')).toHaveCount(19);
  expect(tab.url()).toBe(clay);
  await clickContinue(tab, panel);
  const after = await browser.panel(tab);
  await expect(face(after)).toHaveText('Down to 11 of 18. Now decide on the page.');

  // The page cannot frame a second panel either.
  await tab.evaluate((id) => {
    const frame = Object.assign(document.createElement('iframe'), { src: `chrome-extension://${id}/panel.html` });
    document.querySelector('main')?.append(frame);
  }, browser.extensionId);
  await tab.waitForTimeout(500);
  expect(tab.frames().filter((frame) => frame.url().includes('/panel.html'))).toEqual([after]);

  // No page can draw the window of the toolbar button, which shows what is true.
  await tab.evaluate(plant);
  await expect(face(await browser.popup(tab))).toHaveText('Down to 11 of 18. Now decide on the page.');
});

/** Ways in which a page can change without end; each goes on until the page is left. */
const churns: Readonly<Record<string, () => void>> = {
  'a new text in 3,000 elements every 10 ms': () => {
    const elements = Array.from({ length: 3000 }, () => document.querySelector('main')?.appendChild(document.createElement('p')));
    let turn = 0;
    setInterval(() => {
      turn += 1;
      for (const [index, element] of elements.entries()) if (element) element.textContent = `${turn} ${index}`;
    }, 10);
  },
  'a new text in 390 nested blocks over 1 MB every 10 ms': () => {
    let block: Element | null = document.querySelector('main');
    for (let depth = 0; depth < 390; depth += 1) {
      const inner = document.createElement('div');
      block?.append(inner, `block ${depth} ${'word '.repeat(540)}`);
      block = inner;
    }
    let turn = 0;
    setInterval(() => {
      turn += 1;
      block?.replaceChildren(String(turn));
    }, 10);
  },
  'a page in which 10,000 elements a second come and go': () => {
    setInterval(() => {
      for (let count = 0; count < 100; count += 1) document.querySelector('main')?.appendChild(document.createElement('i')).remove();
    }, 10);
  },
};

/**
 * Resolves to how long tasks of more than 50 ms block the page in one second, in milliseconds. Only
 * what is over the 50 counts, as in Total Blocking Time.
 */
async function blockedBy(page: Page, churn: () => void): Promise<number> {
  const seconds = times(1.5, 10);
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
  await page.evaluate(churn);
  // To build what changes is one long task of the page itself.
  await page.waitForTimeout(300);
  const tasks = () => page.evaluate(() => (window as unknown as { tasks: number[] }).tasks.splice(0));
  await tasks();
  await page.waitForTimeout(seconds * 1000);
  return (await tasks()).reduce((sum, duration) => sum + duration - 50, 0) / seconds;
}

test('A7: no page that changes without end is blocked for longer than without the extension, and the popup answers', async ({
  browserWithExtension: browser,
  tab,
}) => {
  test.setTimeout(600_000);
  for (const [name, churn] of Object.entries(churns)) {
    // Other work on the machine makes tasks long, so one good measurement is enough.
    await expect(async () => {
      await tab.goto('https://app.hubspot.com/contacts/1234');
      const alone = await blockedBy(tab, churn);
      await tab.goto(clay);
      await browser.panel(tab);
      const both = await blockedBy(tab, churn);
      expect(both - alone, name).toBeLessThan(50);
    }).toPass();
    const popup = await browser.popup(tab);
    await expect(continueButton(popup), name).toHaveText('Continue with 16 scopes');
    await popup.close();
    await tab.bringToFront();
  }
});

test('A13, C3: messages in every format of the extension change nothing when the page sends them', async ({
  browserWithExtension: browser,
  tab,
}) => {
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await preset(panel, 'Read-only').check();
  await expect(continueButton(panel)).toHaveText('Continue with 11 scopes');
  const popup = await browser.popup(tab);
  const stored = () =>
    popup.evaluate(async () => {
      const { chrome } = globalThis as unknown as { chrome: { storage: Record<string, { get(keys: null): Promise<object> }> } };
      return JSON.stringify([await chrome.storage.session?.get(null), await chrome.storage.local?.get(null)]);
    });
  const before = await stored();
  await tab.bringToFront();
  await tab.evaluate(
    async (count) => {
      const dock = document.querySelector('scope-review-dock');
      const channels = ['scope-review', 'webext-core', 'dock'].map((name) => new BroadcastChannel(name));
      const selection = { shown: '', keep: [], unlocked: [], remember: true, confirmed: [] };
      const snapshot = { headings: ['forged'], paragraphs: [], lines: [], username: null, lineScopes: [], switches: 9 };
      const to = { originAndPath: 'https://app.clay.com/oauth/hubspot/callback', codes: 1, error: null, description: null };
      const messages = [
        ...['continueWith', 'updateSelection', 'restoreOriginal', 'openReviewWindow'].map((type) => ({ type, data: selection })),
        { type: 'forget', data: { key: 'all' } },
        { type: 'pageRead', data: { snapshot, page: location.origin + location.pathname } },
        { type: 'pageNavigating', data: to },
        { type: 'draw', data: { marks: [], tab: { verdict: 'forged', optional: '', alerts: null, open: '' } } },
        { type: 'constructor', data: {} },
        ...['fold', 'move', 'watch', 'fit'].map((act) => ({ do: act, height: 1 })),
        { isPlain: true, isFocused: true, canMove: true, side: 'left', openings: 9 },
        'dock',
        null,
      ];
      for (let turn = 0; turn < count; turn += 1) {
        const message = messages[turn % messages.length];
        const data: unknown = message && typeof message === 'object' ? { id: turn, timestamp: Date.now(), ...message } : message;
        window.postMessage(data, '*', [new MessageChannel().port2]);
        for (const channel of channels) channel.postMessage(data);
        for (const target of [window, document, dock])
          for (const type of ['message', 'storage', 'navigate', 'prerenderingchange', 'scope-review', 'wxt:content-script-started'])
            target?.dispatchEvent(
              type === 'message' ? new MessageEvent(type, { data, source: window }) : new CustomEvent(type, { detail: data }),
            );
        if (turn % 100 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
    },
    times(500, 10_000),
  );
  await tab.waitForTimeout(300);
  expect(tab.url()).toBe(clay);
  expect(await stored()).toBe(before);
  await expect(tab.locator('scope-review-dock')).toHaveCount(1);
  await expect(tab.locator('scope-review-mark')).toHaveCount(18);
  await expect(continueButton(panel)).toHaveText('Continue with 11 scopes');
  await popup.reload();
  await expect(continueButton(popup)).toHaveText('Continue with 11 scopes');
});
