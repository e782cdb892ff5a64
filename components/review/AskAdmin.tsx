import { useEffect, useRef, useState } from 'preact/hooks';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { type Copyable, useReviewActions } from './review-state';

interface Props {
  copied: Copyable | null;
  onClose(): void;
}

/**
 * Copies a request that an admin can open, with what the user wants to say. The focus returns to
 * the menu when it is closed.
 */
export function AskAdmin({ copied, onClose }: Props) {
  const { askAdmin } = useReviewActions();
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const [hasTried, setTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const close = () => {
    document.querySelector<HTMLElement>('.sr-more > button')?.focus();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isSubmitting = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key !== 'Escape' && !isSubmitting) return;
    // Outside this form, Escape folds the panel, and Ctrl + Enter continues.
    event.preventDefault();
    if (isSubmitting) submit(event);
    else close();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    askAdmin({ by, reason });
  };
  const change = (set: (value: string) => void, value: string) => {
    set(value);
    setTried(false);
  };
  const isCopied = hasTried && copied === 'request';
  return (
    <form autocomplete="off" class="sr-section sr-ask" aria-labelledby="ask" onSubmit={submit} onKeyDown={onKeyDown}>
      <h2 class="sr-heading" id="ask">
        {t('ask_menu')}
      </h2>
      <p class="sr-small sr-muted">{t('ask_text')}</p>
      <label>
        <span class="sr-small">{t('ask_name')}</span>
        <span class="sr-field">
          <input
            autocomplete="off"
            ref={first}
            type="text"
            maxLength={FIELD_LIMITS.person}
            value={by}
            onInput={({ currentTarget }) => change(setBy, currentTarget.value)}
          />
        </span>
      </label>
      <label>
        <span class="sr-small">{t('ask_reason')}</span>
        <textarea
          autocomplete="off"
          class="sr-area"
          rows={2}
          maxLength={FIELD_LIMITS.reason}
          value={reason}
          onInput={({ currentTarget }) => change(setReason, currentTarget.value)}
        />
      </label>
      <p class="sr-ask__actions">
        <button type="submit" class="sr-button">
          <Icon name={isCopied ? 'check' : 'copy'} />
          {t('ask_copy')}
        </button>
        <button type="button" class="sr-link" onClick={close}>
          {t('ask_close')}
        </button>
      </p>
      <p class="sr-small" role="status">
        {isCopied && t('ask_copied')}
      </p>
    </form>
  );
}
