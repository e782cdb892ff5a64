/**
 * Limits that hold in every state of every view: accessibility in both themes and in forced colors,
 * and everything within reach in the window that a zoom of 200 % leaves, and at 320 px.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { hiddenTexts, setColors } from './colors';
import { clear, colorRules, openAll, sizeRules, violations } from './draw';
import { drawState, stateNames } from './workbench-states';

/** A window of 1280 × 720 pixels at 200 %, and the narrowest that has to work. */
const windows = [
  [640, 360],
  [320, 640],
] as const;

beforeEach(async () => {
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
  await page.viewport(1200, 900);
  await setColors('light');
});
afterEach(async () => {
  clear();
  await setColors(null);
});

/** Returns what the user can press, but not see when it has the focus. */
function outOfReach(): string[] {
  const pressed = [...document.querySelectorAll<HTMLElement>('#app :is(a, button, summary, input, select, textarea)')];
  const isOnTop = (element: HTMLElement) => {
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    // The middle of a link that has several lines may be beside it.
    const { left = 0, right = 0, top = 0, bottom = 0 } = element.getClientRects()[0] ?? {};
    const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return element.contains(found) || (found instanceof HTMLLabelElement && found.control === element);
  };
  return pressed.filter((element) => element.checkVisibility() && !isOnTop(element)).map((element) => element.outerHTML);
}

/** Returns the elements that reach over the end of the line, where nothing scrolls to them. */
function cutOff(): string[] {
  const reaches = (element: Element) => element.getBoundingClientRect().right > innerWidth + 1;
  const all = [...document.querySelectorAll('#app *')].filter(
    (element) => reaches(element) && !element.closest('.sr-scroll, .sr-hidden, .sr-fold__title'),
  );
  return all.map((element) => element.outerHTML);
}

it.each(stateNames)('the workbench is accessible in any colors and small windows, in the state “%s”', async (name) => {
  await drawState(name);
  await openAll();
  for (const details of document.querySelectorAll('details')) details.open = true;
  expect(await violations()).toEqual([]);
  for (const colors of ['dark', 'forced'] as const) {
    await setColors(colors);
    expect(await violations(colorRules), colors).toEqual([]);
  }
  expect(hiddenTexts()).toEqual([]);
  // A menu covers what is below it.
  for (const menu of document.querySelectorAll<HTMLElement>('[aria-haspopup=menu][aria-expanded=true]')) menu.click();
  for (const [width, height] of windows) {
    await page.viewport(width, height);
    expect(document.documentElement.scrollWidth, `${width} pixels`).toBe(width);
    expect(cutOff(), `${width} pixels`).toEqual([]);
    expect(outOfReach(), `${width} pixels`).toEqual([]);
  }
  expect(await violations(sizeRules)).toEqual([]);
});
