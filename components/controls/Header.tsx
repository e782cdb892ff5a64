import type { ComponentChildren } from 'preact';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

/** Shows the name of the extension, on a screen that is about no request, and what is beside it. */
export function Header({ children }: { children?: ComponentChildren }) {
  return (
    <header class="sr-head">
      <span class="sr-brand">
        <Icon name="brand" />
      </span>
      <span class="sr-head__title">{t('extension_name')}</span>
      {children}
    </header>
  );
}
