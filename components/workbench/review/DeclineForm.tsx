import { useEffect, useRef, useState } from 'preact/hooks';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import { t } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

interface Props {
  /** What is known against the app, which the admin edits; may be empty. */
  known: string;
  /** Copies the text for the user. */
  onDecline(reason: string): void;
  onClose(): void;
}

/** Writes the answer of an admin who does not approve an app. The focus moves into it. */
export function DeclineForm({ known, onDecline, onClose }: Props) {
  const [reason, setReason] = useState(known);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    onDecline(reason);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && onClose();
  return (
    <form autocomplete="off" class="sr-approval sr-approval__form" aria-labelledby="decline" onSubmit={submit} onKeyDown={onKeyDown}>
      <h2 class="sr-heading" id="decline">
        {t('workbench_decline')}
      </h2>
      <label class="sr-approval__reason">
        <span>{t('workbench_decline_reason')}</span>
        <textarea
          autocomplete="off"
          class="sr-area"
          ref={field}
          rows={known.includes('\n') ? 4 : 2}
          maxLength={FIELD_LIMITS.reason}
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </label>
      <p class="sr-small sr-muted">{t('workbench_decline_note')}</p>
      <p class="sr-approval__actions">
        <button type="submit" class="sr-button sr-button--primary">
          <Icon name="copy" />
          {t('workbench_reply')}
        </button>
        <button type="button" class="sr-button" onClick={onClose}>
          {t('cancel')}
        </button>
      </p>
    </form>
  );
}
