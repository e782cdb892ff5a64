import { t, tPlural } from '@/utils/text/text';
import { timeOfDay } from '@/utils/text/time';
import { ErrorExplanation, type ExplainedError } from './ErrorExplanation';
import { type HistoryRow, isGiven, keptText, OutcomeLabel } from './HistoryTable';
import { ScopeColumns } from './ScopeColumns';

/** One entry of a timeline. */
export interface TimelineRow {
  /** The day, as `YYYY-MM-DD`. */
  day: string;
  /** In milliseconds since the epoch; null if only the day is known. */
  at: number | null;
  account: string;
  /** Null if the request is not known. */
  requested: readonly string[] | null;
  kept: readonly string[];
  dropped: readonly string[];
  /** The kept scopes that the approval of that time did not cover; empty without one. */
  beyond: readonly string[];
  /** The scopes of a connected app that the enforced policy denies now. */
  denied: readonly string[];
  /** The difference to the request before; null if there is none to compare with. */
  change: { added: readonly string[]; removed: readonly string[] } | null;
  /** Null if only the request is known. */
  kind: HistoryRow['kind'] | null;
  onCustomerPage: boolean;
  error: ExplainedError | null;
}

/** Shows when an app requested which scopes, what it added and removed, and how its flows ended. */
export function AppTimeline({ rows }: { rows: readonly TimelineRow[] }) {
  return (
    <ol class="sr-app-history">
      {rows.map((row, index) => (
        // Entries are added at the end only, where older ones are.
        <li key={rows.length - index}>
          <p class="sr-app-history__time">
            {row.day}
            {row.at !== null && <small class="sr-app-history__clock">{timeOfDay(row.at)}</small>}
          </p>
          <div class="sr-app-history__body">
            <p class="sr-app-history__head">
              {row.kind && <OutcomeLabel {...row} kind={row.kind} />}
              <span class="sr-muted" dir="auto">
                {[requestText(row), row.account && t('review_account', row.account)].filter(Boolean).join(' \u00b7 ')}
              </span>
            </p>
            {row.change && (
              <ScopeColumns
                lists={[
                  ['added', row.change.added],
                  ['removed', row.change.removed],
                ]}
              />
            )}
            <More row={row} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function requestText({ requested, kind, change, ...row }: TimelineRow): string {
  if (requested === null) return kind === null ? '' : t('workbench_history_no_scopes');
  const isChanged = change !== null && change.added.length + change.removed.length > 0;
  const same = change !== null && !isChanged ? t('workbench_history_same') : '';
  const count =
    kind === null ? tPlural('workbench_history_requested', requested.length) : keptText({ ...row, kind }, { ...row, requested });
  return [count, same].filter(Boolean).join(' \u00b7 ');
}

/** What is one click away: the lists of scopes, and the explanation of the error. */
function More({ row: { requested, kept, dropped, beyond, denied, kind, error } }: { row: TimelineRow }) {
  const hasLists = requested !== null && requested.length > 0;
  if (!hasLists && !error?.known) return null;
  return (
    <details class="sr-app-history__more">
      <summary>{t('workbench_history_details')}</summary>
      {error && <ErrorExplanation error={error} />}
      {hasLists && (
        <ScopeColumns
          lists={
            kind === null
              ? [['first', requested]]
              : [
                  [isGiven(kind) ? 'kept' : 'first', kept],
                  ['beyond', beyond],
                  ['denied', denied],
                  ['dropped', dropped],
                ]
          }
        />
      )}
    </details>
  );
}
