import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t, tById, tPlural } from '@/utils/text/text';
import { InlineMarkup } from '../../controls/InlineMarkup';
import { severityIcons } from '../../findings/FindingCard';
import { Icon } from '../../icons/Icon';
import { declaredText, initial } from '../../review/format';
import { Choice } from '../Choice';
import { showResult } from '../show-result';
import { useDrawn } from '../use-drawn';
import {
  type Filter,
  type GroupKey,
  groupKeys,
  groupRows,
  noFilter,
  type RequestRow,
  type Sorting,
  type SortKey,
  scopesOf,
  shownRows,
  sortKeys,
} from './request-rows';

/** The ID of the line that says how many rows there are. */
const FOUND_ROWS = 'found-rows';
/** Returns the ID of the link of a row. */
const rowId = (key: string): string => `row-${key.replace('/', '-')}`;

/** More rows are drawn when the user asks for them. */
const PAGE = 100;

interface Props {
  rows: readonly RequestRow[];
  /** Draws the menu that exports the rows that the filter leaves, in their order; it isn't drawn without rows. */
  exports?(rows: readonly RequestRow[]): ComponentChildren;
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
  const columns = sortKeys.filter((key) => key !== 'change' || hasApproval);
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
                  <Row key={row.key} row={row} hasApproval={hasApproval} />
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

/** Shows a host, which breaks before a dot where it has to. */
function HostName({ host }: { host: string }) {
  return (
    <bdi>
      {host.split(/(?=\.)/).map((part, index) => (
        <Fragment key={index}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </bdi>
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
  // The largest numbers and the worst findings are what the user looks for first.
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

/** Says what kind of thing a row is, who asks for it, and where it stands. */
function aboutRow({ kind, askedBy, file, apart }: RequestRow): string {
  const asked = askedBy === null ? '' : askedBy === '' ? t('workbench_review_asked') : t('workbench_review_asked_by', askedBy);
  return [tById('workbench_kind', kind), asked, file, apart].filter(Boolean).join(' \u00b7 ');
}

function Row({ row, hasApproval }: { row: RequestRow; hasApproval: boolean }) {
  const { key, href, app, provider, account, changing, finding, moreFindings, change } = row;
  return (
    <tr>
      <td class="sr-table__name">
        <span class="sr-requests__app">
          <span class="sr-tile sr-tile--small" aria-hidden="true">
            {initial(app)}
          </span>
          <span>
            <a class="sr-link" id={rowId(key)} href={href} dir="auto">
              {app}
            </a>
            <small dir="auto">{aboutRow(row)}</small>
          </span>
        </span>
      </td>
      <td>{provider}</td>
      <td data-label={account === null ? undefined : t('workbench_review_column_account')}>{account && <HostName host={account} />}</td>
      <td>
        {scopesOf(row) > 0 && (
          <>
            {tPlural('refused_choice_scopes', scopesOf(row))}
            {row.required + row.optional > 0 && <small>{declaredText(row)}</small>}
            {row.sensitive > 0 && <span class="sr-tag">{tPlural('choice_sensitive', row.sensitive)}</span>}
          </>
        )}
      </td>
      <td data-label={t('workbench_review_column_changing')}>{changing > 0 && changing}</td>
      <td>
        {finding && (
          <>
            <span class={`sr-severity sr-severity--${finding.severity}`}>
              <Icon name={severityIcons[finding.severity]} small />
              <span class="sr-hidden">{tById('severity', finding.severity)}: </span>
              <span>{finding.title}</span>
            </span>
            {moreFindings > 0 && <small>{tPlural('findings_more', moreFindings)}</small>}
          </>
        )}
      </td>
      {hasApproval && (
        <td data-label={t('workbench_review_column_change')}>
          {change ? <InlineMarkup text={change.text} /> : <span class="sr-muted">{t('workbench_review_no_approval')}</span>}
        </td>
      )}
    </tr>
  );
}
