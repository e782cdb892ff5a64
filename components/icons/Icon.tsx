import { h } from 'preact';
import { type IconName, shapes } from './shapes';

/**
 * Draws an icon of 16 px, or of 12 px if `small`. It is hidden from assistive technology, because
 * the words beside it say the same.
 */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg class={small ? 'sr-icon sr-icon--12' : 'sr-icon'} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[name].map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
