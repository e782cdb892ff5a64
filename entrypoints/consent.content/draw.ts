/** Draws elements without parsing any markup. */
import { type MarkIconName, markShapes } from '@/components/icons/mark-shapes';
import { findAll } from '@/providers/oauth2/dom';

const svgSpace = 'http://www.w3.org/2000/svg';

/** Creates an element. An element of the page called `createElement` does not prevent it. */
export const create: Document['createElement'] = Document.prototype.createElement.bind(document);
const createNS: Document['createElementNS'] = Document.prototype.createElementNS.bind(document);

/** Returns the root element of the page, which is missing only while the page replaces it. */
export const rootElement = () => findAll(document, ':root')[0] as Element;

/**
 * Returns icons side by side as one SVG element, `step` units of their grid of 16 from each other.
 * No markup is parsed, so a page's Trusted Types policy cannot block it.
 */
export function drawIcons(names: readonly MarkIconName[], step = 16): SVGElement {
  const drawing = createNS(svgSpace, 'svg');
  drawing.setAttribute('viewBox', `0 0 ${step * (names.length - 1) + 16} 16`);
  for (const [index, name] of names.entries()) {
    const path = createNS(svgSpace, 'path');
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
  const made = create(name);
  made.className = className;
  // The page may run in the other direction than the texts of the extension.
  made.dir = 'auto';
  made.append(...children);
  return made;
}

/** Returns a style element with this text. */
export function styleElement(css: string): HTMLStyleElement {
  const style = create('style');
  // Firefox exempts only `textContent` from the page's policy for styles, and no copy of the element.
  style.textContent = css;
  return style;
}
