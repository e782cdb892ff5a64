/**
 * Tells whether the panel looks as it was drawn. `trackVisibility` of the panel's own observer sees
 * what lies over the frame, but no mask and no clip of its ancestors, and no movement.
 */

import { rootElement } from './draw';

const none = ['maskImage', 'clipPath', 'filter', 'transform', 'translate', 'rotate', 'scale'] as const;

/**
 * Returns a function that looks at the panel when the page is painted next, and then calls `report`:
 * with true if neither the host nor the root element alters how the panel is painted, and if the box
 * has not moved since the last look. A look at once would make a page that changes all the time
 * compute its layout once more.
 */
export function watchPlainness(host: Element, box: Element, report: (isPlain: boolean) => void): () => void {
  let last = '';
  // An observer that starts is called once the layout of the next picture is known.
  const observer = new ResizeObserver(() => {
    observer.disconnect();
    const rectangle = JSON.stringify(box.getBoundingClientRect());
    const isStill = rectangle === last;
    last = rectangle;
    report(isStill && [host, rootElement()].every(isUnaltered));
  });
  return () => observer.observe(box);
}

function isUnaltered(element: Element): boolean {
  const style = getComputedStyle(element);
  return none.every((property) => style[property] === 'none') && style.opacity === '1' && style.zoom === '1';
}
