import { h } from 'preact';
import { markShapes } from './mark-shapes';
import { type IconName, shapes } from './shapes';

/** These point along the line of text, so they are mirrored where it runs from right to left. */
const directional: ReadonlySet<IconName> = new Set(['chevron-left', 'chevron-right', 'external']);

/**
 * Draws an icon of 16 px, or of 12 px if `small`. It is hidden from assistive technology, because
 * the words beside it say the same.
 */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  const classes = ['sr-icon', small && 'sr-icon--12', directional.has(name) && 'sr-icon--directional'].filter(Boolean).join(' ');
  return (
    <svg class={classes} viewBox="0 0 16 16" aria-hidden="true">
      {name in markShapes ? (
        <path d={markShapes[name as keyof typeof markShapes]} />
      ) : (
        shapes[name as keyof typeof shapes].map(([tag, attributes]) => h(tag, attributes))
      )}
    </svg>
  );
}
