import { useState } from 'preact/hooks';
import { canChangeData, stillGranted } from '@/utils/review/access';
import type { ChangeKind } from '@/utils/review/drift-lists';
import { t, tById, tPlural } from '@/utils/text/text';
import { InlineMarkup } from '../../controls/InlineMarkup';
import { Icon } from '../../icons/Icon';
import { changeCounts } from '../../review/format';
import { Choice, type Option } from '../Choice';
import { useDrawn } from '../use-drawn';
import { type ScopeChoice, ScopeTableRow } from './ScopeTableRow';
import { passes, type ScopeChange, type ScopeFilter, type ScopeGroup, type ScopeRow, shownGroups } from './scope-rows';

interface Props {
  groups: readonly ScopeGroup[];
  /** What the scopes can be compared with; empty if there is nothing. */
  choices: readonly Option[];
  /** The value of the choice; empty for none. */
  compared: string;
  /** Whether that is another app, of which nothing was added or removed. */
  isOtherApp: boolean;
  /** Absent or null if there is nothing to choose. */
  choice?: ScopeChoice | null;
  onCompare(id: string): void;
}

const filters: readonly ScopeFilter[] = ['all', 'changing', 'others', 'changed'];
const kinds: readonly ChangeKind[] = ['new', 'more-access', 'newly-required', 'required-left-out', 'left-out', 'removed'];

/** Lists the scopes by requirement, with what is different from another list of the same app. */
export function ScopeTable({ groups, choices, compared, isOtherApp, choice = null, onCompare }: Props) {
  const [filter, setFilter] = useState<ScopeFilter>('all');
  const [words, setWords] = useState('');
  const isCompared = compared !== '';
  const rows = groups.flatMap((group) => group.rows);
  const columns = {
    isCompared,
    isOtherApp,
    choice,
    hasPolicy: rows.some(({ policy }) => policy !== null),
    hasPlan: rows.some(({ plans, planNote }) => plans.length > 0 || planNote),
  };
  const width = 3 + Number(isCompared) + Number(columns.hasPolicy) + Number(columns.hasPlan);
  const requested = rows.flatMap(({ details }) => details ?? []);
  const granted = stillGranted(requested, new Set(requested.map(({ id }) => id)).difference(choice?.left ?? new Set()));
  /** Where the requirement of the rows was seen, and how many of those that can be left out are kept. */
  const sideOf = (of: readonly ScopeRow[], source = '') => {
    const free = of.filter(({ id }) => choice?.droppable.has(id));
    const kept = free.filter(({ id }) => !choice?.left.has(id)).length;
    const seen = of.every(({ change }) => change === 'removed') ? comparedWith : source;
    return [seen, free.length > 0 && tPlural('review_strip_kept', kept)].filter(Boolean).join(' \u00b7 ');
  };
  const comparedWith = choices.find(([value]) => value === compared)?.[1] ?? '';
  // Nothing has changed if nothing is compared any more.
  const shown = shownGroups(groups, filter === 'changed' && !isCompared ? 'all' : filter, words);
  const count = shown.reduce((sum, group) => sum + group.rows.length, 0);
  const drawn = useDrawn(count, JSON.stringify([filter, words, isCompared]));
  // What is not requested any more is listed, but is no scope of this request.
  const numberOf = (one: ScopeFilter) => rows.filter((row) => passes(row, one) && (one === 'changed' || row.change !== 'removed')).length;
  const countOf = (change: ScopeChange) => rows.filter((row) => row.change === change).length;
  const changed = kinds.filter((kind) => countOf(kind) > 0);
  const counts = [
    ...changed.flatMap((kind) =>
      isOtherApp
        ? tPlural('workbench_contrast_count', countOf(kind), tById('workbench_contrast', kind))
        : changeCounts(kind, countOf(kind), rows.filter((row) => row.change === kind && canChangeData(row)).length),
    ),
    ...(countOf('same') > 0 ? [tPlural('changes_same', countOf('same'))] : []),
  ];
  return (
    <>
      <div class="sr-tools sr-compare">
        {choices.length > 0 && (
          <Choice
            label={t('workbench_review_compared')}
            value={compared}
            options={[['', t('workbench_review_compared_none')], ...choices]}
            onChange={onCompare}
          />
        )}
        <fieldset class="sr-segments">
          <legend class="sr-hidden">{t('workbench_review_show')}</legend>
          {filters
            .filter((one) => one !== 'changed' || isCompared)
            .map((one) => (
              <label key={one}>
                <input type="radio" name="show" checked={one === filter} onChange={() => setFilter(one)} />
                {one === 'changed' && isOtherApp ? t('workbench_contrast_show') : tById('workbench_review_show', one)}
                <small>{numberOf(one)}</small>
              </label>
            ))}
        </fieldset>
        <label class="sr-field sr-tools__find">
          <Icon name="search" />
          <span class="sr-hidden">{t('workbench_review_find_scopes')}</span>
          <input
            autocomplete="off"
            type="search"
            placeholder={t('workbench_review_find_scopes')}
            value={words}
            onInput={({ currentTarget }) => setWords(currentTarget.value)}
          />
        </label>
      </div>
      {isCompared && <p class="sr-print">{t('review_compared_with', comparedWith)}</p>}
      {isCompared && (
        <p class="sr-diff" role="status">
          {counts.map((text) => (
            <span key={text}>
              <InlineMarkup text={text} />
            </span>
          ))}
        </p>
      )}
      {shown.length === 0 ? (
        <p class="sr-empty__text">
          {t(rows.length === 0 ? 'workbench_review_no_scopes' : 'workbench_review_no_scopes_shown')}{' '}
          {rows.length > 0 && (
            <button
              type="button"
              class="sr-link"
              onClick={() => {
                setFilter('all');
                setWords('');
              }}
            >
              {t('workbench_review_clear')}
            </button>
          )}
        </p>
      ) : (
        <table
          class={[
            'sr-table sr-table--list sr-scope-table',
            isCompared && 'sr-scope-table--compared',
            columns.hasPolicy && 'sr-scope-table--policy',
            choice && 'sr-scope-table--choice',
          ]
            .filter(Boolean)
            .join(' ')}
        >
          <thead>
            <tr>
              <th scope="col">{t('cli_scope')}</th>
              <th scope="col">{t('workbench_review_id')}</th>
              <th scope="col">{t('workbench_review_column_access')}</th>
              {isCompared && <th scope="col">{t(isOtherApp ? 'workbench_contrast_column' : 'workbench_review_change')}</th>}
              {columns.hasPolicy && <th scope="col">{t('workbench_title_policy')}</th>}
              {columns.hasPlan && <th scope="col">{t('workbench_review_plan')}</th>}
            </tr>
          </thead>
          {firstRows(shown, drawn).map((group) => (
            <tbody key={group.title}>
              <tr class="sr-table__group">
                <th scope="rowgroup" colSpan={width}>
                  {group.title}
                  <span>{group.all.length}</span>
                  <small>{sideOf(group.all, group.source)}</small>
                </th>
              </tr>
              {group.rows.map((row) => (
                <ScopeTableRow key={row.id} row={row} width={width} grantedBy={granted.get(row.id)?.label ?? null} {...columns} />
              ))}
            </tbody>
          ))}
        </table>
      )}
      {shown.some((group) => group.rows.some(({ label }) => /\byour?\b/i.test(label))) && (
        <p class="sr-small sr-muted">{t('workbench_review_you')}</p>
      )}
    </>
  );
}

/** Returns the groups with the first of all their rows; `all` has the others, too. */
function firstRows(groups: readonly ScopeGroup[], limit: number): (ScopeGroup & { all: readonly ScopeRow[] })[] {
  let left = limit;
  return groups.flatMap((group) => {
    const rows = group.rows.slice(0, left);
    left -= rows.length;
    return rows.length > 0 ? [{ ...group, rows, all: group.rows }] : [];
  });
}
