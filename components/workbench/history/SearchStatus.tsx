import { t, tPlural } from '@/utils/text/text';

interface Props {
  /** How many were found until now. */
  found: number;
  /** How many records were read, of `total`. */
  read: number;
  total: number;
  isSearching: boolean;
  /** What the last action did; empty if there was none. */
  message: string;
  onCancel(): void;
}

/** A shorter search is over before anybody could cancel it. */
const MIN_SHOWN = 1_000;

/** Says how many were found, and how far a long search has come. */
export function SearchStatus({ found, read, total, isSearching, message, onCancel }: Props) {
  const isLong = isSearching && total > MIN_SHOWN;
  return (
    <div class="sr-searching">
      <p role="status">
        {tPlural('workbench_history_found', found)}
        {!isSearching && read < total && ` ${t('workbench_history_read', read, total)}`}
        {message && ` \u00b7 ${message}`}
      </p>
      {isLong && (
        <>
          <progress max={total} value={read} aria-label={t('workbench_history_progress')} />
          <span>{t('workbench_history_read', read, total)}</span>
          <button type="button" class="sr-link" onClick={onCancel}>
            {t('cancel')}
          </button>
        </>
      )}
    </div>
  );
}
