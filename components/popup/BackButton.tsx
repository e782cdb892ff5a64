import { useEffect, useRef } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

/**
 * Leads back to where the user came from. It takes the focus, because the button that was pressed
 * there is gone.
 */
export function BackButton({ onBack }: { onBack: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="button" class="sr-link sr-back" onClick={onBack}>
      <Icon name="chevron-left" small /> {t('idle_paste_back')}
    </button>
  );
}
