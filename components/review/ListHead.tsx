import { useEffect, useRef } from 'preact/hooks';
import type { ScopeId } from '@/providers/contract/catalogue';
import { canChangeData, stillGranted } from '@/utils/review/access';
import type { Review, ReviewScope } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

interface Props {
  /** The heading of the first scopes below. */
  title: string;
  review: Review;
  selection: ReadonlySet<ScopeId>;
  /** How many scopes the filters leave; null without a filter. */
  shown: number | null;
  /** The text to filter by; null while the field is closed. */
  filter: string | null;
  /** Whether the list is so long that its field is always open. */
  isLong: boolean;
  /** Whether only scopes that change data are shown. */
  onlyChanging: boolean;
  onFilter(filter: string | null): void;
  onOnlyChanging(only: boolean): void;
}

/** A shorter list can be read at a glance. */
const MIN_SCOPES_FOR_FILTER = 8;

/** Heads the list with its count and two filters. A filter never changes the selection. */
export function ListHead({ title, review, selection, shown, filter, isLong, onlyChanging, onFilter, onOnlyChanging }: Props) {
  const { scopes } = review;
  const changing = scopes.filter(canChangeData);
  // A dropped scope that a kept one includes can still change data.
  const granted = stillGranted(scopes, selection);
  const kept = changing.filter(({ id, locked }) => locked || selection.has(id) || granted.has(id)).length;
  const free = scopes.filter((scope) => !scope.locked);
  const total = free.length || scopes.length;
  const listed = free.filter((scope) => !onlyChanging || canChangeData(scope)).length;
  const canFilter = scopes.length >= MIN_SCOPES_FOR_FILTER;
  const openField = tPlural('filter_placeholder', scopes.length);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  // The field that had the focus is gone.
  useEffect(() => {
    if (wasOpen.current && filter === null) opener.current?.focus();
    wasOpen.current = filter !== null;
  }, [filter]);
  const hasToggle = changing.length > 0 && changing.length < scopes.length;
  return (
    <div class="sr-list__head">
      {filter === null || !canFilter ? (
        <h2 class="sr-list__title">
          {title} <small>{onlyChanging && free.length > 0 ? t('filter_count', listed, total) : total}</small>
        </h2>
      ) : (
        <Field filter={filter} shown={shown} total={scopes.length} takesFocus={!isLong} onFilter={onFilter} />
      )}
      {hasToggle && (
        <button
          type="button"
          class="sr-toggle"
          aria-pressed={onlyChanging}
          title={t('filter_changing_title')}
          onClick={() => onOnlyChanging(!onlyChanging)}
        >
          <Icon name="pencil" small />
          {t('filter_changing')} <small>{t('filter_changing_count', kept, changing.length)}</small>
        </button>
      )}
      {canFilter && filter === null && (
        <button
          type="button"
          ref={opener}
          class="sr-icon-button"
          aria-label={openField}
          title={t('filter_open')}
          onClick={() => onFilter('')}
        >
          <Icon name="search" />
        </button>
      )}
    </div>
  );
}

type FieldProps = Pick<Props, 'shown' | 'onFilter'> & {
  filter: string;
  total: number;
  /** Whether the user has just opened the field. */
  takesFocus: boolean;
};

/** Narrows the list while the user types. Escape empties the field, and closes it once it is empty. */
function Field({ filter, shown, total, takesFocus, onFilter }: FieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  return (
    <label class="sr-field">
      <Icon name="search" />
      <span class="sr-hidden">{t('filter_label')}</span>
      <input
        type="search"
        ref={input}
        value={filter}
        placeholder={tPlural('filter_placeholder', total)}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onFilter(filter === '' ? null : '');
        }}
      />
      <span class="sr-small sr-field__count" role="status">
        {shown !== null && t('filter_count', shown, total)}
      </span>
    </label>
  );
}

/**
 * Returns true if a scope's text contains the filter, whatever the case: its ID, label or object,
 * what it allows, what stops without it, or its tags. An empty filter matches every scope.
 */
export function matches(scope: ReviewScope, filter: string): boolean {
  const text = filter.trim().toLowerCase();
  const parts = [scope.id, scope.label, scope.category, scope.allows, scope.impactIfDropped ?? '', ...scope.plans, ...scope.tags];
  return text === '' || parts.some((part) => part.toLowerCase().includes(text));
}
