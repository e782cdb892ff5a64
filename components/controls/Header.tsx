import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

/** Shows the brand bar. With `onCollapse` it also has the button that folds the panel. */
export function Header({ onCollapse }: { onCollapse?: (() => void) | null }) {
  const collapse = t('panel_collapse');
  return (
    <header class="sr-top">
      <span class="sr-brand">
        <Icon name="brand" />
      </span>
      <span class="sr-top__name">{t('extension_name')}</span>
      {onCollapse && (
        <button type="button" class="sr-icon-button" aria-label={collapse} title={collapse} onClick={onCollapse}>
          <Icon name="collapse" />
        </button>
      )}
    </header>
  );
}
