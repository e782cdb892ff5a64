import { useId, useState } from 'preact/hooks';
import { t, tPlural } from '@/utils/text/text';
import { type HistoryRow, HistoryTable } from '../history/HistoryTable';

/** More rows are drawn when the user asks for them. */
const PAGE = 100;

interface Props {
  /** How many connections the rules were tested with, and to how many of them they apply. */
  text: string;
  /** Those to which they apply, as the history lists them. */
  rows: readonly HistoryRow[];
}

/** Says to how many connections the rules apply, and lists those on demand. */
export function AuditedReviews({ text, rows }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [limit, setLimit] = useState(PAGE);
  const id = useId();
  return (
    <>
      <p class="sr-small sr-muted">
        {text}{' '}
        {rows.length > 0 && (
          <button type="button" class="sr-link" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t('workbench_policy_audit_hide') : tPlural('workbench_policy_audit_show', rows.length)}
          </button>
        )}
      </p>
      <div id={id} hidden={!isOpen}>
        {isOpen && <HistoryTable rows={rows.slice(0, limit)} />}
        {isOpen && rows.length > limit && (
          <button type="button" class="sr-button" onClick={() => setLimit(limit + PAGE)}>
            {t('idle_more')}
          </button>
        )}
      </div>
    </>
  );
}
