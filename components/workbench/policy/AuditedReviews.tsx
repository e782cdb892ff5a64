import { useId, useState } from 'preact/hooks';
import { t, tPlural } from '@/utils/text/text';
import { type HistoryRow, HistoryTable } from '../history/HistoryTable';

/** More rows are drawn when the user asks for them. */
const PAGE = 100;

interface Props {
  /** What is known of how the policy applies; the last sentence counts the connections to which it does. */
  text: readonly (string | false | null | undefined)[];
  /** Those to which they apply, as the history lists them. */
  rows: readonly HistoryRow[];
}

/** Says how the policy applies, and lists the connections to which its rules do on demand. */
export function AuditedReviews({ text, rows }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [limit, setLimit] = useState(PAGE);
  const id = useId();
  return (
    <>
      <p class="sr-small sr-muted">
        {text.filter(Boolean).join(' ')}{' '}
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
