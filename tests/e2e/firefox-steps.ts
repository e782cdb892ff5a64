/** The steps of a journey in Firefox, which reviews and fault runs share. */
import type { Frame, Page } from 'puppeteer-core';
import { button, saying, untilClickCounts } from './firefox-browser';
import { firefox, nextPage, press } from './firefox-session';
import type { Journey, sizes } from './journeys';

/** Presses something, and resolves to what that leads to. */
export type Act = <Result>(result: Promise<Result>, press: () => Promise<void>) => Promise<Result>;

const pressOnce: Act = async (result, press) => (await Promise.all([result, press()]))[0];

type Size = (typeof sizes)[number];

const isSmall = ({ width }: Size) => width < 720;

/**
 * Opens a page in a window of this size (null: the tab shows it already), and its panel with a click
 * where it starts folded.
 */
export async function openPanel(page: Page, viewport: Size, url: string | null = null): Promise<Frame> {
  await page.setViewport(viewport);
  if (url) await page.goto(url);
  if (isSmall(viewport)) await firefox.unfold(page);
  return firefox.panel(page);
}

/**
 * Returns the steps of a journey in a tab with a window of this size. `act` carries out a press that
 * leads to what it resolves to; a fault run presses again.
 */
export function stepsOf({ reduce, kept, requested }: Journey, page: Page, viewport: Size, act: Act = pressOnce) {
  const selected = button(`Continue with ${kept} scopes`);
  const open = (url?: string) => openPanel(page, viewport, url);
  /** Presses a button of the panel, and again in the window that opens to confirm it. */
  const confirm = async (panel: Frame, name: string) => {
    const review = await act(nextPage(), () => firefox.clickInPanel(panel, name));
    await untilClickCounts(review);
    await act(page.waitForNavigation(), () => press(review, name));
    await review.close();
  };
  return {
    open,
    confirm,
    /** Drops scopes, and continues. */
    async drop(panel: Frame): Promise<void> {
      await panel.waitForSelector('.sr-row');
      const isReduced = panel.waitForSelector(selected);
      if (!(await panel.$(selected))) await act(isReduced, () => firefox.clickInPanel(panel, `::-p-xpath(${reduce})`));
      await isReduced;
      await confirm(panel, selected);
    },
    /** Resolves to the panel of the page that asks for the scopes that were kept. */
    async reduced(): Promise<Frame> {
      const panel = await open();
      await panel.waitForSelector(saying(`Down to ${kept} of ${requested}. Now decide on the page.`));
      return panel;
    },
    /** Presses a button of the page itself. */
    async decide(name: string): Promise<void> {
      if (isSmall(viewport)) await page.keyboard.press('Escape');
      const isNamed = `normalize-space() = "${name}" or normalize-space(@value) = "${name}"`;
      await Promise.all([page.waitForNavigation(), press(page, `::-p-xpath(//button[${isNamed}] | //input[${isNamed}])`)]);
    },
  };
}
