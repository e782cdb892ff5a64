/** Draws the page in the colors that users choose, and finds what can't be read in them. */
import { commands } from 'vitest/browser';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Emulates the colors that a user of high contrast chose, instead of those of the page. */
    forceColors(active: boolean): Promise<void>;
  }
}

/** Draws the page in these colors, or in those of the system for null. */
export async function setColors(colors: 'light' | 'dark' | 'forced' | null): Promise<void> {
  document.documentElement.dataset.theme = colors ?? '';
  await commands.forceColors(colors === 'forced');
  // A color that changes slowly has an unreadable value in between.
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
}

/**
 * Returns the texts that have the color of what is behind them. Forced colors put a plate of the
 * page's color behind the text of every element that does not keep its own colors.
 */
export function hiddenTexts(): string[] {
  const { backgroundColor: plate } = getComputedStyle(document.body);
  const groundOf = (element: Element): string => {
    const { backgroundColor, forcedColorAdjust } = getComputedStyle(element);
    if (forcedColorAdjust === 'auto' || !element.parentElement) return plate;
    return /^rgba\(.*, 0\)$/.test(backgroundColor) ? groundOf(element.parentElement) : backgroundColor;
  };
  const holdsText = (element: Element) => [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
  return [...document.querySelectorAll('#app *')]
    .filter((element) => holdsText(element) && getComputedStyle(element).color === groundOf(element))
    .map((element) => element.outerHTML);
}
