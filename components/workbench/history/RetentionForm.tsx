import { useId, useState } from 'preact/hooks';
import { listText, t, tPlural } from '@/utils/text/text';

const MAX_DAYS = 3650;

/** What a shorter time deletes: outcomes of flows, histories of apps, and older results in `trimmed` histories that stay. */
interface Older {
  outcomes: number;
  seen: number;
  trimmed: number;
}

interface Props {
  /** After how many days entries are deleted; null for never. */
  days: number | null;
  /** Resolves to how many records are older than so many days; null if they can't be counted. */
  countOlder(days: number): Promise<Older | null>;
  /** Resolves to what became of it, in words. */
  onSave(days: number | null): Promise<string>;
}

/**
 * Sets how long the history is kept. What a shorter time deletes is said before it is saved,
 * because it can't be undone.
 */
export function RetentionForm({ days, countOlder, onSave }: Props) {
  const [hasLimit, setLimit] = useState(days !== null);
  const [typed, setTyped] = useState(String(days ?? 365));
  const [older, setOlder] = useState<{ days: number; count: Older | null } | null>(null);
  const [saved, setSaved] = useState<{ days: number | null; text: string } | null>(null);
  const id = useId();
  const wanted = hasLimit ? Number(typed) : null;
  const isValid = wanted === null || (Number.isInteger(wanted) && wanted >= 1 && wanted <= MAX_DAYS);
  const isAsked = older !== null && older.days === wanted;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isValid) return;
    if (wanted !== null && !isAsked) {
      const count = await countOlder(wanted);
      if (!count || count.outcomes + count.seen + count.trimmed > 0) return setOlder({ days: wanted, count });
    }
    setOlder(null);
    setSaved({ days: wanted, text: await onSave(wanted) });
  };
  return (
    <form autocomplete="off" class="sr-retention" onSubmit={(event) => void submit(event)}>
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
            autocomplete="off"
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
        {isAsked ? olderText(older.count) : saved?.days === wanted ? saved.text : t('workbench_history_retention_text')}
      </p>
    </form>
  );
}

function olderText(count: Older | null): string {
  if (!count) return t('workbench_history_retention_unknown');
  const parts = [
    count.outcomes > 0 && tPlural('workbench_history_retention_outcomes', count.outcomes),
    count.seen > 0 && tPlural('workbench_history_retention_seen', count.seen),
    count.trimmed > 0 && tPlural('workbench_history_retention_trimmed', count.trimmed),
  ];
  return t('workbench_history_retention_older', listText(parts.filter((part) => part !== false)));
}
