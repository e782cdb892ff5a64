import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import { Choice } from '../Choice';
import { showResult } from '../show-result';
import { useDrawn } from '../use-drawn';
import { RequestRow, rowId } from './RequestRow';
import {
  type Filter,
  type GroupKey,
  groupKeys,
  groupRows,
  noFilter,
  type RequestRow as Row,
  type Sorting,
  type SortKey,
  shownRows,
  sortKeys,
} from './request-rows';

/** The ID of the line that says how many rows there are. */
const FOUND_ROWS = 'found-rows';

/** More rows are drawn when the user asks for them. */
const PAGE = 100;

interface Props {
  rows: readonly Row[];
  /** Draws the menu that exports the rows that the filter leaves, in their order; it isn't drawn without rows. */
  exports?(rows: readonly Row[]): ComponentChildren;
  /** The key of the row that takes the focus, or `all` for the line that counts them; null for none. */
  focused?: string | null;
  /** Called when it has taken the focus, or is not listed. */
  onFocused?(): void;
}

/** Lists everything that was opened, one row each. It can be filtered, sorted and grouped. */
export function RequestTable({ rows, exports, focused = null, onFocused }: Props) {
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [group, setGroup] = useState<GroupKey>('none');
  const [limit, setLimit] = useState(PAGE);
  const hasApproval = rows.some((row) => row.change);
  const hasPolicy = rows.some((row) => row.policy);
  const columns = sortKeys.filter((key) => (key !== 'change' || hasApproval) && (key !== 'policy' || hasPolicy));
  const shown = shownRows(rows, filter, sorting);
  const listed = shown.slice(0, limit);
  const drawn = useDrawn(listed.length, JSON.stringify([filter, sorting, group, shown[0]?.key]));
  const groups = groupRows(listed.slice(0, drawn), group);
  useEffect(() => {
    if (focused === null) return;
    const target = document.getElementById(focused === 'all' ? FOUND_ROWS : rowId(focused));
    if (!target && drawn < listed.length) return;
    if (target && focused === 'all') showResult(target);
    else (target ?? document.querySelector<HTMLElement>('h1'))?.focus();
    onFocused?.();
  }, [focused, drawn, listed.length]);
  const change = (part: Partial<Filter>) => {
    setFilter({ ...filter, ...part });
    setLimit(PAGE);
  };
  return (
    <>
      <div class="sr-tools">
        <label class="sr-field sr-tools__find">
          <Icon name="search" />
          <span class="sr-hidden">{t('workbench_review_filter')}</span>
          <input
            autocomplete="off"
            type="search"
            placeholder={t('workbench_review_filter')}
            value={filter.words}
            onInput={({ currentTarget }) => change({ words: currentTarget.value })}
          />
        </label>
        <Choice
          isLabelHidden
          label={t('workbench_review_provider')}
          value={filter.provider}
          options={[
            ['', t('workbench_review_all_providers')],
            ...[...new Set(rows.map(({ provider }) => provider))].filter(Boolean).map((name) => [name, name] as const),
          ]}
          onChange={(provider) => change({ provider })}
        />
        <Choice
          isLabelHidden
          label={t('workbench_review_group')}
          value={group}
          options={groupKeys.map((key) => [key, tById('workbench_review_group', key)] as const)}
          onChange={(key) => setGroup(key as GroupKey)}
        />
        <button
          type="button"
          class="sr-toggle"
          aria-pressed={filter.onlyFindings}
          onClick={() => change({ onlyFindings: !filter.onlyFindings })}
        >
          {t('workbench_review_only_findings')}
        </button>
        {hasApproval && (
          <button
            type="button"
            class="sr-toggle"
            aria-pressed={filter.onlyChanged}
            onClick={() => change({ onlyChanged: !filter.onlyChanged })}
          >
            {t('workbench_review_only_changed')}
          </button>
        )}
        {shown.length > 0 && exports?.(groupRows(shown, group).flatMap(({ rows: members }) => members))}
      </div>
      <p class="sr-small sr-muted" role="status" id={FOUND_ROWS} tabIndex={-1}>
        {shown.length === rows.length
          ? tPlural('workbench_review_rows', rows.length)
          : t('workbench_review_rows_of', shown.length, rows.length)}
      </p>
      {shown.length === 0 ? (
        <p class="sr-empty__text">
          {t('workbench_review_no_rows')}{' '}
          <button type="button" class="sr-link" onClick={() => change(noFilter)}>
            {t('workbench_review_clear')}
          </button>
        </p>
      ) : (
        <div class="sr-scroll">
          <table class="sr-table sr-table--list sr-requests">
            <thead>
              <tr data-label={t('workbench_review_sort')}>
                {columns.map((key) => (
                  <Head key={key} column={key} sorting={sorting} onSort={setSorting} />
                ))}
              </tr>
            </thead>
            {groups.map(({ title, rows: members }) => (
              <tbody key={title}>
                {group !== 'none' && (
                  <tr class="sr-table__group">
                    <th scope="rowgroup" colSpan={columns.length}>
                      {title || t(group === 'file' ? 'workbench_pasted' : 'workbench_review_unknown')}
                      <span>{members.length}</span>
                    </th>
                  </tr>
                )}
                {members.map((row) => (
                  <RequestRow key={row.key} row={row} hasApproval={hasApproval} hasPolicy={hasPolicy} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
      {shown.length > limit && (
        <button type="button" class="sr-button" onClick={() => setLimit(limit + PAGE)}>
          {tPlural('workbench_review_more', Math.min(PAGE, shown.length - limit))}
        </button>
      )}
    </>
  );
}

interface HeadProps {
  column: SortKey;
  sorting: Sorting | null;
  onSort(sorting: Sorting | null): void;
}

/** The head of a column. A click sorts in one direction, then in the other, then not at all. */
function Head({ column, sorting, onSort }: HeadProps) {
  const isSorted = sorting?.key === column;
  // The largest numbers, the furthest access and the worst findings are what the user looks for first.
  const startsDescending = column !== 'app' && column !== 'provider' && column !== 'account';
  const next = () => {
    if (!isSorted) onSort({ key: column, isDescending: startsDescending });
    else onSort(sorting.isDescending === startsDescending ? { key: column, isDescending: !startsDescending } : null);
  };
  return (
    <th scope="col" aria-sort={isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="sr-table__sort" onClick={next}>
        {tById('workbench_review_column', column)}
        {isSorted && <Icon name={sorting.isDescending ? 'chevron-down' : 'chevron-up'} small />}
      </button>
    </th>
  );
}
