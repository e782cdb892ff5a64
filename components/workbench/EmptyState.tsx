import type { ComponentChildren } from 'preact';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';

/** Says why a view has nothing to show, and what would change that. */
export function EmptyState({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="sr-empty">
      <span class="sr-empty__mark">
        <Icon name={icon} />
      </span>
      <p class="sr-empty__title">{title}</p>
      {children && <p class="sr-empty__text">{children}</p>}
    </div>
  );
}
