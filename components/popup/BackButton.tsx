import { useEffect, useRef } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

/**
 * Leads back to where the user came from, as Escape does. It takes the focus, because the button that
 * was pressed there is gone.
 */
export function BackButton({ onBack }: { onBack: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // Escape would close the popup.
      event.preventDefault();
      onBack();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onBack]);
  return (
    <button ref={button} type="button" class="sr-link sr-back" onClick={onBack}>
      <Icon name="chevron-left" small /> {t('idle_paste_back')}
    </button>
  );
}
