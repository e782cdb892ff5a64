import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Requirement } from '@/providers/contract/request';
import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { Filter, matches } from './Filter';
import { whyNotReadOnly } from './format';
import { Presets } from './Presets';
import { type ReviewActions, useReviewActions } from './review-state';
import { SavedSelectionNote } from './SavedSelectionNote';
import { ScopeGroup } from './ScopeGroup';

interface Props {
  review: Review;
  selection: ReadonlySet<ScopeId>;
  folded: boolean;
  /** When the remembered selection was kept, milliseconds since the epoch. */
  rememberedAt: number | null;
}

const order: readonly Requirement[] = ['required', 'optional-on', 'optional-off', 'undeclared'];

/**
 * Shorter lists have no filter. The limit is higher in the popup, whose folded groups need less
 * room.
 */
const MIN_SCOPES_FOR_FILTER = { open: 12, folded: 33 };

/** Shows the presets, the filter, and the scopes grouped by requirement. */
export function ScopeList({ review, selection, folded, rememberedAt }: Props) {
  const { select, unlock } = useReviewActions();
  const [filter, setFilter] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const change = useStable({ selection, select, unlock });
  const groups = useMemo(() => {
    const shown = review.scopes.filter((scope) => matches(scope, filter));
    return order.map((requirement) => ({ requirement, scopes: shown.filter((scope) => scope.requirement === requirement) }));
  }, [review.scopes, filter]);
  const shown = groups.reduce((sum, { scopes }) => sum + scopes.length, 0);
  const total = review.scopes.length;
  let room = useGradual(shown);

  const presets = review.editable ? review.presets : [];
  const notReadOnly = whyNotReadOnly(review);
  const withFilter = total >= (folded ? MIN_SCOPES_FOR_FILTER.folded : MIN_SCOPES_FOR_FILTER.open);
  const withRemembered = review.editable && rememberedAt !== null;
  const clear = () => {
    setFilter('');
    input.current?.focus();
  };
  return (
    <>
      <h2 class="sr-hidden">{t('review_choose')}</h2>
      {(presets.length > 0 || notReadOnly || withFilter || withRemembered) && (
        <div class={folded ? 'sr-section sr-choose sr-choose--folded' : 'sr-section sr-choose'}>
          <Presets presets={presets} selection={selection} onSelect={select} />
          {notReadOnly && <p class="sr-small sr-muted">{notReadOnly}</p>}
          {withRemembered && <SavedSelectionNote {...{ presets, selection, rememberedAt }} />}
          {withFilter && <Filter {...{ filter, shown, total, input, onFilter: setFilter }} />}
        </div>
      )}
      {shown === 0 && (
        <div class="sr-empty">
          <p class="sr-empty__title">{total === 0 ? t('review_empty') : t('filter_empty', filter)}</p>
          {total > 0 && (
            <>
              <p class="sr-empty__text">{t('filter_empty_text', review.provider.name)}</p>
              <button type="button" class="sr-link" onClick={clear}>
                {t('filter_clear')}
              </button>
            </>
          )}
        </div>
      )}
      {groups.map(({ requirement, scopes }) => {
        const rows = Math.max(0, room);
        room -= scopes.length;
        return (
          <ScopeGroup
            key={requirement}
            requirement={requirement}
            scopes={scopes}
            rows={rows}
            selection={selection}
            findings={review.findings}
            readOnly={!review.editable}
            folded={folded}
            unfolded={filter !== ''}
            onKeep={change.keep}
            onToggle={change.toggle}
            onUnlock={change.unlock}
          />
        );
      })}
    </>
  );
}

/**
 * Returns functions that never change and act on the newest selection, so that unchanged rows are
 * not rendered again.
 */
function useStable(props: Pick<Props, 'selection'> & Pick<ReviewActions, 'select' | 'unlock'>) {
  const latest = useRef(props);
  latest.current = props;
  return useMemo(() => {
    const keep = (ids: readonly ScopeId[], kept: boolean) => {
      const next = new Set(latest.current.selection);
      for (const id of ids) kept ? next.add(id) : next.delete(id);
      latest.current.select(next);
    };
    return {
      keep,
      toggle: (id: ScopeId, kept: boolean) => keep([id], kept),
      unlock: (id: ScopeId) => latest.current.unlock(id),
    };
  }, []);
}

/**
 * Returns how many rows to draw now. A very long list is drawn in portions of 64, so that clicks do
 * not have to wait for all of it.
 */
function useGradual(total: number): number {
  const [count, setCount] = useState(64);
  useEffect(() => {
    if (count >= total) return;
    const timer = setTimeout(() => setCount(count + 64));
    return () => clearTimeout(timer);
  }, [count, total]);
  return count;
}
