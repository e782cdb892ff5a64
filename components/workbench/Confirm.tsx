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
 * Asks before something is deleted, below the button, so that nothing beside it moves. The focus
 * moves to the safe answer, and back to the button.
 */
export function Confirm({ onConfirm, ...words }: Props) {
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (wasAsking.current) button.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const confirm = () => {
    setAsking(false);
    onConfirm();
  };
  return (
    <>
      <button type="button" ref={button} class="sr-button" aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
        <Icon name="trash" />
        {words.label}
      </button>
      {isAsking && (
        <div class="sr-confirm">
          <Question {...words} onConfirm={confirm} onKeep={() => setAsking(false)} />
        </div>
      )}
    </>
  );
}

/**
 * Says what is going to happen and asks for it, for a button that is elsewhere. The safe answer
 * takes the focus.
 */
export function Question({ label, text, yes, onConfirm, onKeep }: Props & { onKeep(): void }) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <fieldset class="sr-confirmation">
      <legend class="sr-hidden">{label}</legend>
      <p>{text}</p>
      <button type="button" class="sr-button" onClick={onConfirm}>
        {yes}
      </button>
      <button type="button" ref={keep} class="sr-button" onClick={onKeep}>
        {t('workbench_keep')}
      </button>
    </fieldset>
  );
}
