import { useId, useState } from 'preact/hooks';
import { t, tPlural } from '@/utils/text/text';

const MAX_DAYS = 3650;

interface Props {
  /** After how many days entries are deleted; null for never. */
  days: number | null;
  /** Resolves to how many flows are older than so many days. */
  countOlder(days: number): Promise<number>;
  onSave(days: number | null): void;
}

/**
 * Sets how long the history is kept. What a shorter time deletes is said before it is saved, because
 * it can't be undone.
 */
export function RetentionForm({ days, countOlder, onSave }: Props) {
  const [hasLimit, setLimit] = useState(days !== null);
  const [typed, setTyped] = useState(String(days ?? 365));
  const [older, setOlder] = useState<{ days: number; count: number } | null>(null);
  const id = useId();
  const wanted = hasLimit ? Number(typed) : null;
  const isValid = wanted === null || (Number.isInteger(wanted) && wanted >= 1 && wanted <= MAX_DAYS);
  const isAsked = older !== null && older.days === wanted;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isValid) return;
    const count = wanted === null || isAsked ? 0 : await countOlder(wanted);
    if (count > 0 && wanted !== null) return setOlder({ days: wanted, count });
    setOlder(null);
    onSave(wanted);
  };
  return (
    <form class="sr-retention" onSubmit={(event) => void submit(event)}>
      <fieldset>
        <legend>{t('workbench_history_retention')}</legend>
        <label class="sr-option">
          <input type="radio" name={id} checked={!hasLimit} onChange={() => setLimit(false)} />
          {t('workbench_history_retention_none')}
        </label>
        <label class="sr-option">
          <input type="radio" name={id} checked={hasLimit} onChange={() => setLimit(true)} />
          {t('workbench_history_retention_days')}
        </label>
        <span class="sr-field sr-retention__days">
          <input
            type="number"
            min={1}
            max={MAX_DAYS}
            required={hasLimit}
            disabled={!hasLimit}
            aria-label={t('workbench_history_retention_number')}
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </span>
        <button type="submit" class="sr-button">
          {isAsked ? t('workbench_history_retention_confirm') : t('workbench_history_retention_save')}
        </button>
      </fieldset>
      <p class="sr-small sr-muted" role="status">
        {isAsked ? tPlural('workbench_history_retention_older', older.count) : t('workbench_history_retention_text')}
      </p>
    </form>
  );
}
