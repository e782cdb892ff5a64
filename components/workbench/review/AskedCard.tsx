import { useEffect, useRef, useState } from 'preact/hooks';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import { t } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import { Facts } from './Facts';

/** What the user who asks for an app said; texts may be empty. */
export interface AskedFor {
  by: string;
  reason: string;
  /** The scopes that the user wants to drop; absent if that is not known. */
  dropped?: readonly string[] | undefined;
}

/**
 * Shows who asks for the app and why, and writes the answer of an admin who does not approve it.
 * `onDecline` copies that answer.
 */
export function AskedCard({ asked, onDecline }: { asked: AskedFor; onDecline(reason: string): void }) {
  const [reason, setReason] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isDeclining = reason !== null;
  const wasDeclining = useRef(false);
  useEffect(() => {
    if (isDeclining) field.current?.focus();
    else if (wasDeclining.current) button.current?.focus();
    wasDeclining.current = isDeclining;
  }, [isDeclining]);
  const submit = (event: Event) => {
    event.preventDefault();
    onDecline(reason ?? '');
  };
  return (
    <section class="sr-approval" aria-label={t('workbench_asked')}>
      <h2 class="sr-heading">{t('workbench_asked')}</h2>
      <Facts
        facts={[
          [t('approval_asked_by'), asked.by],
          [t('approval_reason'), asked.reason],
          [t('workbench_asked_dropped'), asked.dropped ? asked.dropped.join(', ') || t('workbench_asked_keeps_all') : ''],
        ]}
      />
      {isDeclining ? (
        <form class="sr-approval__form" onSubmit={submit} onKeyDown={({ key }) => key === 'Escape' && setReason(null)}>
          <label class="sr-approval__reason">
            <span>{t('workbench_decline_reason')}</span>
            <textarea
              class="sr-area"
              ref={field}
              rows={2}
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
            <button type="button" class="sr-button" onClick={() => setReason(null)}>
              {t('workbench_approve_cancel')}
            </button>
          </p>
        </form>
      ) : (
        <p class="sr-approval__actions">
          <button type="button" class="sr-button" ref={button} onClick={() => setReason('')}>
            {t('workbench_decline')}
          </button>
        </p>
      )}
    </section>
  );
}
