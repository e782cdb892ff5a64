import { t } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { type HistoryRow, keptText, OutcomeLabel } from '../history/HistoryTable';

interface Props {
  /** The last flows of the app in this browser, the newest first. */
  rows: readonly HistoryRow[];
  /** The link to all of them. */
  href: string;
}

/** Shows how an app was connected before, beside what is approved for it; nothing if it never was. */
export function EarlierConnections({ rows, href }: Props) {
  if (rows.length === 0) return null;
  return (
    <section class="sr-approval" aria-label={t('workbench_review_earlier')}>
      <h2 class="sr-heading">{t('workbench_review_earlier')}</h2>
      <ul class="sr-approval__changes">
        {rows.map((row) => (
          <li key={row.key}>
            {calendarDay(row.at)} <OutcomeLabel {...row} />{' '}
            {[row.scopes && keptText(row, row.scopes), row.account].filter(Boolean).join(' \u00b7 ')}
          </li>
        ))}
      </ul>
      <a class="sr-link" href={href}>
        {t('workbench_review_earlier_all')}
      </a>
    </section>
  );
}
