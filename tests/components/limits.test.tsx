/**
 * Limits that hold in every state: accessibility in both themes and in forced colors, no sideways
 * scrolling, and speed with very many scopes.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { hiddenTexts, setColors } from './colors';
import { button, checkbox, clear, colorRules, drawReview, openAll, sizeRules, violations } from './draw';
import { huge } from './samples';
import { states } from './states';

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
});
afterEach(clear);

describe('in any colors and at both widths', () => {
  afterEach(() => setColors(null));

  it.each(Object.keys(states))('the review has no accessibility violation, closed and opened, in the state “%s”', async (name) => {
    // So high that nothing lies below the action bar, where axe cannot measure a target.
    await page.viewport(380, 8000);
    states[name]?.();
    if (name === 'skeleton') await new Promise((resolve) => setTimeout(resolve, 400));
    await setColors('light');
    expect(await violations()).toEqual([]);
    await openAll();
    expect(await violations()).toEqual([]);
    for (const colors of ['dark', 'forced'] as const) {
      await setColors(colors);
      expect(await violations(colorRules), colors).toEqual([]);
    }
    expect(hiddenTexts()).toEqual([]);
    await page.viewport(320, 8000);
    // The popup has a fixed width that no browser reduces, so it cannot be tested at 320 px.
    document.body.classList.remove('popup');
    expect(await violations(sizeRules)).toEqual([]);
  });
});

describe('the review at a width of 320 px', () => {
  it.each(Object.keys(states))('does not scroll sideways in the state “%s”', async (name) => {
    await page.viewport(320, 800);
    states[name]?.();
    // The popup has a fixed width that no browser reduces, so it cannot be tested at 320 px.
    document.body.classList.remove('popup');
    await openAll();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    const cut = [...document.querySelectorAll('#app *')].filter(
      (element) =>
        element.getBoundingClientRect().right > 321 &&
        !element.closest('.sr-id, .sr-hidden, .sr-fold__title, .sr-head__meta, .sr-head__title'),
    );
    expect(cut.map((element) => element.outerHTML)).toEqual([]);
  });
});

describe('a review of 2,000 scopes', () => {
  it('draws one line for each object, and a meter of three parts', async () => {
    await page.viewport(380, 800);
    const before = performance.now();
    drawReview(huge(2000));
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(document.querySelectorAll('.sr-fold--object')).toHaveLength(20);
    expect(document.querySelectorAll('.sr-strip--parts i')).toHaveLength(3);
    expect(document.querySelectorAll('.sr-row')).toHaveLength(0);
  });

  it('opens what the filter finds in portions', async () => {
    await page.viewport(380, 800);
    drawReview(huge(2000));
    await page.getByRole('searchbox').fill('scope number');
    await expect.poll(() => document.querySelectorAll('.sr-row').length).toBe(2000);
    await page.getByRole('searchbox').fill('thing1999');
    await expect.element(page.getByText('1 of 2000')).toBeVisible();
  });

  it('reacts to a toggle without drawing every row again', async () => {
    await page.viewport(380, 800);
    drawReview(huge(2000));
    await button('Show the scopes: Area 1').click();
    await expect.poll(() => document.querySelectorAll('.sr-row').length).toBe(50);
    const row = document.querySelectorAll('.sr-row')[40];
    let changed = 0;
    const observer = new MutationObserver((records) => {
      changed += records.length;
    });
    observer.observe(document.querySelector('main') as Element, { subtree: true, childList: true, attributes: true });
    (checkbox('Scope number 1 (vendor.area1.thing1.read)').element() as HTMLElement).click();
    await expect.element(button('Continue with 1999 scopes')).toBeVisible();
    expect(changed).toBeLessThan(30);
    expect(document.querySelectorAll('.sr-row')[40]).toBe(row);
    observer.disconnect();
  });

  it('keeps or drops all scopes of an object with one checkbox', async () => {
    drawReview(huge(2000));
    await checkbox('Area 1: 50 of 50 kept').click();
    await expect.element(button('Continue with 1950 scopes')).toBeVisible();
    await expect.element(checkbox('Area 1: 0 of 50 kept')).not.toBeChecked();
  });
});
