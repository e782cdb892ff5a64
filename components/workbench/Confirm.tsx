import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

interface Props {
  /** The button that asks. */
  label: string;
  /** What is going to happen, in a sentence or two. */
  text: string;
  /** The button that does it. */
  yes: string;
  onConfirm(): void;
}

/**
 * Asks before something is deleted, and says what that does. The focus moves to the safe answer, and
 * back to the button.
 */
export function Confirm({ label, text, yes, onConfirm }: Props) {
  const [isAsking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const wasRendered = useRef(false);
  useEffect(() => {
    if (wasRendered.current) first.current?.focus();
    wasRendered.current = true;
  }, [isAsking]);
  if (!isAsking) {
    return (
      <button type="button" key="ask" ref={first} class="sr-button" onClick={() => setAsking(true)}>
        <Icon name="trash" />
        {label}
      </button>
    );
  }
  return (
    <fieldset class="sr-confirmation">
      <legend class="sr-hidden">{label}</legend>
      <p>{text}</p>
      <button
        type="button"
        class="sr-button"
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        {yes}
      </button>
      <button type="button" key="keep" ref={first} class="sr-button" onClick={() => setAsking(false)}>
        {t('workbench_keep')}
      </button>
    </fieldset>
  );
}
