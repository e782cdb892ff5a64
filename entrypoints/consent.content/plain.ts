/**
 * Tells whether the panel looks as it was drawn. `trackVisibility` of the panel's own observer sees
 * what lies over the frame, but no mask and no clip of its ancestors, and no movement.
 */

import { rootElement } from './draw';

const none = ['maskImage', 'clipPath', 'filter', 'transform', 'translate', 'rotate', 'scale'] as const;

/**
 * Returns a function that returns true if neither the host nor the root element alters how the panel
 * is painted, and if the box has not moved since the last call.
 */
export function watchPlainness(host: Element, box: Element): () => boolean {
  let last = '';
  return () => {
    const rectangle = JSON.stringify(box.getBoundingClientRect());
    const isStill = rectangle === last;
    last = rectangle;
    return isStill && [host, rootElement()].every(isUnaltered);
  };
}

function isUnaltered(element: Element): boolean {
  const style = getComputedStyle(element);
  return none.every((property) => style[property] === 'none') && style.opacity === '1' && style.zoom === '1';
}
