import type { ComponentChildren } from 'preact';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';
import { InlineMarkup } from './InlineMarkup';

/**
 * Shows a notice about the review itself rather than about the request. `text` may hold
 * `**bold**`.
 */
export function Banner({ icon, text, children }: { icon: IconName; text: string; children?: ComponentChildren }) {
  return (
    <div class="sr-banner">
      <Icon name={icon} />
      <div>
        <InlineMarkup text={text} /> {children}
      </div>
    </div>
  );
}
