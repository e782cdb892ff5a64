/** Draws elements without parsing any markup. */
import { type MarkIconName, markShapes } from '@/components/icons/mark-shapes';

const svgSpace = 'http://www.w3.org/2000/svg';

/**
 * Returns icons side by side as one SVG element, `step` units of their grid of 16 from each other.
 * No markup is parsed, so a page's Trusted Types policy cannot block it.
 */
export function drawIcons(names: readonly MarkIconName[], step = 16): SVGElement {
  const drawing = document.createElementNS(svgSpace, 'svg');
  drawing.setAttribute('viewBox', `0 0 ${step * (names.length - 1) + 16} 16`);
  for (const [index, name] of names.entries()) {
    const path = document.createElementNS(svgSpace, 'path');
    path.setAttribute('d', markShapes[name]);
    path.setAttribute('transform', `translate(${step * index})`);
    drawing.append(path);
  }
  return drawing;
}

/** Returns an element with a class, empty for none, and children. No markup is parsed. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  // The page may run in the other direction than the texts of the extension.
  made.dir = 'auto';
  made.append(...children);
  return made;
}

/** Returns a style element with this text. */
export function styleElement(css: string): HTMLStyleElement {
  const style = document.createElement('style');
  // Firefox exempts only `textContent` from the page's policy for styles.
  style.textContent = css;
  return style;
}
