import { h } from 'preact';
import { type IconName, shapes } from './shapes';

/** Decoration beside a word that says the same: hidden from assistive technology. `small` is 12 px, else 16 px. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg class={small ? 'sr-icon sr-icon--12' : 'sr-icon'} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[name].map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
