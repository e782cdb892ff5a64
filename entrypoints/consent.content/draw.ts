/** Draws elements without parsing any markup. */
import { type MarkIconName, markShapes } from '@/components/icons/mark-shapes';

const svgSpace = 'http://www.w3.org/2000/svg';

/**
 * Returns an icon as SVG elements. No markup is parsed, so a page's Trusted Types policy cannot
 * block it.
 */
export function drawIcon(name: MarkIconName): SVGElement {
  const icon = document.createElementNS(svgSpace, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  for (const [tag, attributes] of markShapes[name]) {
    const shape = document.createElementNS(svgSpace, tag);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    icon.append(shape);
  }
  return icon;
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
