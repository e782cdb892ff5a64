import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '@/utils/text/text';

interface Props {
  /** The button before the question. */
  label: string;
  /** The accessible name of that button, where several have the same label. */
  name?: string;
  question: string;
  onForget(): void;
}

/**
 * Asks for confirmation before saved data is deleted. The focus moves to the question and back to
 * the button.
 */
export function Forget({ label, name, question, onForget }: Props) {
  const [isConfirming, setIsConfirming] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const wasRendered = useRef(false);
  useEffect(() => {
    if (wasRendered.current) first.current?.focus();
    wasRendered.current = true;
  }, [isConfirming]);
  if (!isConfirming) {
    return (
      <button type="button" key="ask" ref={first} class="sr-link" aria-label={name} onClick={() => setIsConfirming(true)}>
        {label}
      </button>
    );
  }
  return (
    <fieldset class="sr-confirm">
      <legend class="sr-hidden">{question}</legend>
      <strong aria-hidden="true">{question}</strong>
      <button type="button" class="sr-link" onClick={onForget}>
        {t('idle_forget_all_yes')}
      </button>
      <button type="button" key="keep" ref={first} class="sr-link" onClick={() => setIsConfirming(false)}>
        {t('idle_forget_all_no')}
      </button>
    </fieldset>
  );
}
