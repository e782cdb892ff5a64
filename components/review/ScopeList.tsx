import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ScopeId } from '@/providers/contract/catalogue';
import { canChangeData, isDeniedByPolicy } from '@/utils/review/access';
import type { Review, ReviewScope } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { objectsOf, whyNotReadOnly } from './format';
import { ListHead, matches } from './ListHead';
import { ObjectGroups } from './ObjectGroups';
import { Presets } from './Presets';
import { type ReviewActions, useReviewActions } from './review-state';
import { rowsOf } from './rows-of';
import { ScopeFold } from './ScopeFold';
import { Rows, type RowTarget } from './ScopeRow';
import { useGradual } from './use-gradual';
import { useRowKeys } from './use-row-keys';

interface Props {
  review: Review;
  selection: ReadonlySet<ScopeId>;
  idsShown: boolean;
  onShowIds(shown: boolean): void;
  /** The row to show; null while there is none. */
  target: RowTarget | null;
  onTargetShown(): void;
}

/** A longer list is grouped by object, and its filter is always open. */
const MIN_SCOPES_FOR_OBJECTS = 40;

/** The scopes that can be dropped under one heading. */
interface Part {
  title: string;
  scopes: readonly ReviewScope[];
}

/**
 * Shows the presets and the scopes that the user can drop. What must stay is one folded line below,
 * unless nothing can be dropped.
 */
export function ScopeList({ review, selection, idsShown, onShowIds, target, onTargetShown }: Props) {
  const { select, unlock } = useReviewActions();
  const [filter, setFilter] = useState<string | null>(null);
  const [onlyChanging, setOnlyChanging] = useState(false);
  const change = useStable({ scopes: review.scopes, selection, select, unlock, onTargetShown });
  const shown = useMemo(
    () => review.scopes.filter((scope) => matches(scope, filter ?? '') && (!onlyChanging || canChangeData(scope))),
    [review.scopes, filter, onlyChanging],
  );
  const isFiltered = onlyChanging || (filter ?? '') !== '';
  const locked = shown.filter((scope) => scope.locked);
  const parts = useMemo(() => partsOf(shown), [shown]);
  const isLong = review.scopes.length >= MIN_SCOPES_FOR_OBJECTS;
  const room = useGradual(isLong && !isFiltered ? 0 : shown.length);
  const list = useRowKeys({ onFilter: () => setFilter(filter ?? ''), onIds: () => onShowIds(!idsShown) });
  const unlocked = useRef<ScopeId | null>(null);
  // The row of an unlocked scope moves up to the optional ones, and the focus moves with it.
  useEffect(() => {
    const id = unlocked.current;
    if (id === null || review.scopes.some((scope) => scope.id === id && scope.locked)) return;
    unlocked.current = null;
    list.current?.querySelector<HTMLElement>(`[data-scope="${CSS.escape(id)}"]`)?.focus();
  }, [review.scopes, list]);
  const onUnlock = useCallback(
    (id: ScopeId) => {
      unlocked.current = id;
      change.onUnlock(id);
    },
    [change],
  );
  const clear = () => {
    setFilter(filter === null ? null : '');
    setOnlyChanging(false);
  };
  // A filter may hide the row.
  useEffect(() => {
    if (target) clear();
  }, [target]);

  const hasChoice = review.scopes.some((scope) => !scope.locked);
  const notReadOnly = whyNotReadOnly(review);
  const rows = { ...rowsOf(review, selection, idsShown), onToggle: change.onToggle, onUnlock, target, onTargetShown: change.onTargetShown };
  return (
    <div class="sr-scopes" ref={list}>
      <div class="sr-choice">
        {(notReadOnly || ((review.editable || review.readOnlyReason === 'pasted') && review.presets.length > 0)) && (
          <div class="sr-presets">
            {review.presets.length > 0 && (
              <Presets
                presets={review.presets}
                selection={selection}
                total={review.scopes.length}
                readOnly={!review.editable}
                onSelect={select}
              />
            )}
            {notReadOnly && <p class="sr-small sr-muted">{notReadOnly}</p>}
          </div>
        )}
        <ListHead
          title={hasChoice ? (parts[0]?.title ?? t('choice_optional')) : tById('requirement', 'required')}
          review={review}
          selection={selection}
          shown={isFiltered ? shown.length : null}
          filter={isLong ? (filter ?? '') : filter}
          isLong={isLong}
          onlyChanging={onlyChanging}
          onFilter={setFilter}
          onOnlyChanging={setOnlyChanging}
        />
      </div>
      {shown.length === 0 && <Empty filter={filter ?? ''} provider={review.provider.name} onClear={clear} />}
      {parts.map(({ title, scopes }, index) => (
        <>
          {index > 0 && (
            <h3 class="sr-list__part">
              {title} <span>{scopes.length}</span>
            </h3>
          )}
          {isLong && !isFiltered ? (
            <ObjectGroups scopes={scopes} onKeep={change.onKeep} {...rows} />
          ) : (
            <Rows scopes={scopes} limit={room} {...rows} />
          )}
        </>
      ))}
      {hasChoice ? (
        <ScopeFold
          icon="lock"
          title={tById('requirement', 'required')}
          summary={objectsOf(locked)}
          scopes={locked}
          isOpen={isFiltered || locked.some(({ id }) => rows.flagOf(id) === 'blocker')}
          limit={room}
          {...rows}
        />
      ) : (
        <Rows scopes={locked} limit={room} {...rows} />
      )}
    </div>
  );
}

/** Says that nothing is shown and why, and offers to clear the filter. */
function Empty({ filter, provider, onClear }: { filter: string; provider: string; onClear: () => void }) {
  return (
    <div class="sr-list__none">
      <p>
        <strong>{filter ? t('filter_empty', filter) : t('filter_none_changes')}</strong>{' '}
        <button type="button" class="sr-link sr-link--inline" onClick={onClear}>
          {t('filter_clear')}
        </button>
      </p>
      {filter && <p class="sr-small">{t('filter_empty_text', provider)}</p>}
    </div>
  );
}

/** Sorts the scopes that can be dropped into parts, those that the app turns on by default first. */
function partsOf(scopes: readonly ReviewScope[]): Part[] {
  const free = scopes.filter((scope) => !scope.locked);
  const having = (...requirements: ReviewScope['requirement'][]) =>
    byObject(free.filter(({ requirement }) => requirements.includes(requirement)));
  return [
    { title: t('choice_optional'), scopes: having('optional-on', 'required') },
    { title: tById('requirement', 'undeclared'), scopes: having('undeclared') },
    { title: t('choice_off'), scopes: having('optional-off') },
  ].filter((part) => part.scopes.length > 0);
}

/**
 * Brings the scopes of one object together, in the order of the request. New scopes come first,
 * because nobody has decided on them, and those of them that can change data before the others.
 * Then come those without a description, because nobody can say that they are harmless.
 */
function byObject(scopes: readonly ReviewScope[]): ReviewScope[] {
  const rank = (scope: ReviewScope) => (scope.tags.includes('new') ? Number(!canChangeData(scope)) : 2 + Number(scope.known));
  const ranked = scopes.toSorted((one, other) => rank(one) - rank(other));
  return [...Map.groupBy(ranked, (scope) => scope.category).values()].flat();
}

/**
 * Returns functions that never change and act on the newest selection, so that unchanged rows are
 * not rendered again.
 */
function useStable(props: Pick<Props, 'selection' | 'onTargetShown'> & Pick<Review, 'scopes'> & Pick<ReviewActions, 'select' | 'unlock'>) {
  const latest = useRef(props);
  latest.current = props;
  return useMemo(() => {
    const onKeep = (ids: readonly ScopeId[], kept: boolean) => {
      const next = new Set(latest.current.selection);
      const denied = new Set(latest.current.scopes.filter(isDeniedByPolicy).map(({ id }) => id));
      for (const id of ids) kept && !denied.has(id) ? next.add(id) : next.delete(id);
      latest.current.select(next);
    };
    return {
      onKeep,
      onToggle: (id: ScopeId, kept: boolean) => onKeep([id], kept),
      onUnlock: (id: ScopeId) => latest.current.unlock(id),
      onTargetShown: () => latest.current.onTargetShown(),
    };
  }, []);
}
