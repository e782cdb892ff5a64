import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

/** Shows the name of the extension, on a screen that is about no request. */
export function Header() {
  return (
    <header class="sr-head">
      <span class="sr-brand">
        <Icon name="brand" />
      </span>
      <span class="sr-head__who sr-head__title">{t('extension_name')}</span>
    </header>
  );
}
