import { useId, useState } from 'preact/hooks';
import type { StoredOutcome } from '@/utils/storage/schema';
import { t, tById, tPlural } from '@/utils/text/text';
import { calendarDay, timeOfDay } from '@/utils/text/time';
import { Icon } from '../../icons/Icon';
import type { IconName } from '../../icons/shapes';
import { useDrawn } from '../use-drawn';
import { ErrorExplanation, type ExplainedError } from './ErrorExplanation';
import { ScopeColumns } from './ScopeColumns';

/** How one flow ended, as the list shows it. */
export interface HistoryRow {
  key: string;
  /** When it ended, in milliseconds since the epoch. */
  at: number;
  /** The name of the app, else its client ID or host. */
  app: string;
  provider: string;
  /** Empty if unknown. */
  account: string;
  /** The link to the timeline of the app. */
  href: string;
  kind: StoredOutcome['outcome']['kind'];
  /** Whether a customer of the provider publishes the page, which can feign what happens there. */
  onCustomerPage: boolean;
  error: ExplainedError | null;
  /** Null if the request may have been incomplete, or was too large. */
  scopes: StoredOutcome['scopes'];
  /** The kept scopes that the approval of that time did not cover; empty without one. */
  beyond: readonly string[];
  /** The scopes of a connected app that the enforced policy denies now. */
  denied: readonly string[];
}

/** The icon of each kind of outcome. */
const kindIcons = {
  connected: 'check',
  continued: 'minus',
  undone: 'restore',
  denied: 'close',
  refused: 'blocker',
} as const satisfies Record<HistoryRow['kind'], IconName>;

/** Shows how a flow ended, as an icon and words. */
export function OutcomeLabel({ kind, error, onCustomerPage }: Pick<HistoryRow, 'kind' | 'error' | 'onCustomerPage'>) {
  return (
    <span class={kind === 'refused' ? 'sr-severity sr-severity--blocker' : 'sr-severity'}>
      <Icon name={kindIcons[kind]} small />
      <span>
        {tById('workbench_history_kind', kind)}
        {error && <small dir="auto">{error.title}</small>}
        {onCustomerPage && <small>{t('workbench_history_by_site')}</small>}
      </span>
    </span>
  );
}

/** Lists how flows ended. A row opens to its scopes and to the explanation of its error. */
export function HistoryTable({ rows }: { rows: readonly HistoryRow[] }) {
  const drawn = useDrawn(rows.length, rows[0]?.key);
  return (
    <div class="sr-scroll">
      <table class="sr-table sr-table--list sr-history">
        <thead>
          <tr>
            <th scope="col">{t('workbench_history_column_app')}</th>
            <th scope="col">{t('workbench_history_column_time')}</th>
            <th scope="col">{t('workbench_history_column_result')}</th>
            <th scope="col">{t('workbench_history_column_scopes')}</th>
            <th scope="col">
              <span class="sr-hidden">{t('workbench_history_details')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, drawn).map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether the user gave the scopes that are kept, or is about to. After a failure, nobody has them. */
export function isGiven(kind: HistoryRow['kind']): boolean {
  return kind === 'connected' || kind === 'continued';
}

/** Says how many scopes were kept, or only requested where the connection failed. */
export function scopeCount(
  kind: HistoryRow['kind'],
  { kept, requested }: { kept: readonly string[]; requested: readonly string[] },
): string {
  if (isGiven(kind)) return t('idle_kept', kept.length, requested.length);
  return kept.length === requested.length
    ? tPlural('workbench_history_requested', requested.length)
    : t('workbench_history_requested_of', kept.length, requested.length);
}

/** Says how many scopes were kept, how many of them were beyond the approval, and how many the policy denies. */
export function keptText(
  { kind, beyond, denied }: Pick<HistoryRow, 'beyond' | 'denied'> & { kind: HistoryRow['kind'] },
  scopes: Parameters<typeof scopeCount>[1],
): string {
  return [
    scopeCount(kind, scopes),
    beyond.length > 0 && tPlural('workbench_history_beyond', beyond.length),
    denied.length > 0 && tPlural('workbench_history_denied', denied.length),
  ]
    .filter(Boolean)
    .join(' \u00b7 ');
}

function Row({ row }: { row: HistoryRow }) {
  const { at, app, provider, account, href, error, scopes, beyond, denied } = row;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const canOpen = scopes !== null || error?.known != null;
  return (
    <>
      <tr>
        <td class="sr-table__name">
          <a class="sr-link" href={href} dir="auto">
            {app}
          </a>
          <small dir="auto">{[provider, account].filter(Boolean).join(' \u00b7 ')}</small>
        </td>
        <td>
          {calendarDay(at)}
          <small>{timeOfDay(at)}</small>
        </td>
        <td>
          <OutcomeLabel {...row} />
        </td>
        <td>{scopes ? keptText(row, scopes) : t('workbench_history_no_scopes')}</td>
        <td>
          {canOpen && (
            <button
              type="button"
              class="sr-icon-button"
              aria-expanded={isOpen}
              aria-controls={id}
              aria-label={t('workbench_history_details_of', app)}
              onClick={() => setOpen(!isOpen)}
            >
              <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} small />
            </button>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr class="sr-history__detail" id={id}>
          <td colSpan={5}>
            <div class="sr-history__body">
              {error && <ErrorExplanation error={error} />}
              {scopes && (
                <ScopeColumns
                  lists={[
                    [isGiven(row.kind) ? 'kept' : 'first', scopes.kept],
                    ['beyond', beyond],
                    ['denied', denied],
                    ['dropped', scopes.dropped],
                  ]}
                />
              )}
            </div>
          </td>
        </tr>
      )}
    </>
  );
}
