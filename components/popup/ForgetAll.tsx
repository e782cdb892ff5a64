import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '@/utils/text/text';

/**
 * Asks for confirmation before everything is forgotten. The focus moves to the question and back
 * to the button.
 */
export function ForgetAll({ onForgetAll }: { onForgetAll: () => void }) {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) first.current?.focus();
    asked.current = true;
  }, [asking]);
  if (!asking) {
    return (
      <button type="button" key="ask" ref={first} class="sr-link" onClick={() => setAsking(true)}>
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
      <button type="button" key="keep" ref={first} class="sr-link" onClick={() => setAsking(false)}>
        {t('idle_forget_all_no')}
      </button>
    </fieldset>
  );
}
