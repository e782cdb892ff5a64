import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '@/utils/text/text';

/**
 * Asks for confirmation before all saved data is deleted. The focus moves to the question and back
 * to the button.
 */
export function ForgetAll({ onForgetAll }: { onForgetAll: () => void }) {
  const [isConfirming, setIsConfirming] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const wasRendered = useRef(false);
  useEffect(() => {
    if (wasRendered.current) first.current?.focus();
    wasRendered.current = true;
  }, [isConfirming]);
  if (!isConfirming) {
    return (
      <button type="button" key="ask" ref={first} class="sr-link" onClick={() => setIsConfirming(true)}>
        {t('idle_forget_all')}
      </button>
    );
  }
  const question = t('idle_forget_all_question');
  return (
    <fieldset class="sr-confirm">
      <legend class="sr-hidden">{question}</legend>
      <strong aria-hidden="true">{question}</strong>
      <button type="button" class="sr-link" onClick={onForgetAll}>
        {t('idle_forget_all_yes')}
      </button>
      <button type="button" key="keep" ref={first} class="sr-link" onClick={() => setIsConfirming(false)}>
        {t('idle_forget_all_no')}
      </button>
    </fieldset>
  );
}
