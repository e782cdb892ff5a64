/**
 * What users do at every provider, in a wide window or in the small window of an app: reduce the
 * request, undo that, reduce it again and approve it, connect once more and deny, and be refused.
 * The test clicks the buttons of the page; the extension never does.
 */
import type { Frame, Page } from 'playwright';
import { findingTitle } from '../finding-title';
import type { TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { forgetApprovals, journeysIn, nameOf, refused, sizes } from './journeys';
import { clickContinue, continueButton, face, grantedScopes, lastPreset, reason, undo, unfold } from './walk';

const isSmall = (page: Page) => (page.viewportSize()?.width ?? 0) < 720;

/** Resolves to the panel, opened with a click where it starts folded. */
async function openPanel(browser: TestBrowser, page: Page): Promise<Frame> {
  if (isSmall(page)) await unfold(page);
  return browser.panel(page);
}

/** Clicks a button of the page, below the sheet if the window is small. */
async function clickOnPage(page: Page, name: string): Promise<void> {
  if (isSmall(page)) await page.keyboard.press('Escape');
  await page.getByRole('button', { name }).click();
}

for (const { journey, viewport } of journeysIn('Chromium')) {
  const { provider, cookie, url, reduce, kept, requested, dropped, allow, deny } = journey;
  test(`${provider} at ${nameOf(viewport)}: reduce, undo, approve, connect again and deny`, async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    const selected = `Continue with ${kept} scopes`;
    const reduceRequest = async () => {
      const decision = await openPanel(browser, tab);
      await expect(async () => {
        await decision.locator(`xpath=${reduce}`).click();
        await expect(continueButton(decision)).toHaveText(selected, { timeout: 2000 });
      }).toPass();
      await clickContinue(tab, decision);
      const panel = await openPanel(browser, tab);
      await expect(face(panel)).toHaveText(`Down to ${kept} of ${requested}. Now decide on the page.`);
      return panel;
    };
    await tab.setViewportSize(viewport);
    await tab.context().addCookies([cookie(simulator)]);
    await tab.goto(url());
    await browser.tabId(tab);
    await undo(tab, await reduceRequest());
    await reduceRequest();
    await clickOnPage(tab, allow);
    const granted = await grantedScopes(tab);
    expect(granted.filter((id) => dropped.test(id))).toEqual([]);

    forgetApprovals(simulator);
    await tab.goto(url());
    const again = await openPanel(browser, tab);
    await expect(lastPreset(again)).toBeChecked();
    await expect(continueButton(again)).toHaveText(selected);
    await clickOnPage(tab, deny);
    await tab.locator('#error').waitFor();
    await expect(face(await browser.popup(tab))).toHaveText('Access denied. Nothing new was granted.');
    await expect.poll(() => browser.badge(tab)).toBe('');
  });
}

for (const viewport of sizes) {
  test(`Salesforce at ${nameOf(viewport)}: a refusal names its cause, who can act and every step without scrolling`, async ({
    browserWithExtension: browser,
    tab,
    simulator,
  }) => {
    await tab.setViewportSize(viewport);
    await tab.context().addCookies([refused.cookie(simulator)]);
    await tab.goto(refused.url());
    const panel = await openPanel(browser, tab);
    await expect(reason(panel)).toHaveText(findingTitle(refused.finding));
    await expect(panel.locator('.sr-actor')).toHaveText(refused.actor);
    const lastStep = await panel.locator('.sr-steps').first().locator('> li').last().boundingBox();
    const bar = await panel.locator('.sr-actions').boundingBox();
    expect((lastStep?.y ?? 0) + (lastStep?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
  });
}
