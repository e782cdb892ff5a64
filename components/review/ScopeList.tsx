import { useMemo, useRef, useState } from 'preact/hooks';
import type { Requirement, ScopeId } from '@/providers/types';
import type { Review, ReviewScope } from '@/utils/review/types';
import { text } from '@/utils/text';
import { Icon } from '../icons/Icon';
import { Presets } from './Presets';
import { ScopeGroup } from './ScopeGroup';

interface Props {
  review: Review;
  selection: ReadonlySet<ScopeId>;
  folded: boolean;
  onSelect(ids: ReadonlySet<ScopeId>): void;
  onUnlock(id: ScopeId): void;
}

const order: readonly Requirement[] = ['required', 'optional-on', 'optional-off', 'undeclared'];
const filterFrom = 12;

/** Presets, filter, and the scopes by requirement. */
export function ScopeList({ review, selection, folded, onSelect, onUnlock }: Props) {
  const [filter, setFilter] = useState('');
  // Rows are drawn once: they get functions that stay the same and read the newest selection.
  const latest = useRef({ selection, onSelect, onUnlock });
  latest.current = { selection, onSelect, onUnlock };
  const change = useRef({
    keep: (ids: readonly ScopeId[], keep: boolean) => {
      const next = new Set(latest.current.selection);
      for (const id of ids) keep ? next.add(id) : next.delete(id);
      latest.current.onSelect(next);
    },
    toggle: (id: ScopeId, keep: boolean) => change.keep([id], keep),
    unlock: (id: ScopeId) => latest.current.onUnlock(id),
  }).current;

  const shown = useMemo(() => review.scopes.filter((scope) => matches(scope, filter)), [review.scopes, filter]);
  const groups = useMemo(() => Map.groupBy(shown, (scope) => scope.requirement), [shown]);
  const total = review.scopes.length;
  const withFilter = total >= filterFrom && !folded;
  return (
    <>
      {(review.presets.length > 0 || withFilter) && (
        <div class="sr-section sr-choose">
          <h2 class="sr-hidden">{text('review_choose')}</h2>
          <Presets presets={review.presets} selection={selection} onSelect={onSelect} />
          {withFilter && (
            <label class="sr-field">
              <Icon name="search" />
              <span class="sr-hidden">{text('filter_label')}</span>
              <input
                type="search"
                value={filter}
                placeholder={text('filter_placeholder', total)}
                onInput={(event) => setFilter(event.currentTarget.value)}
              />
              {filter && (
                <span class="sr-small" role="status">
                  {text('filter_count', shown.length, total)}
                </span>
              )}
            </label>
          )}
        </div>
      )}
      {shown.length === 0 && total > 0 && (
        <div class="sr-empty">
          <p class="sr-empty__title">{text('filter_empty', filter)}</p>
          <button type="button" class="sr-link" onClick={() => setFilter('')}>
            {text('filter_clear')}
          </button>
        </div>
      )}
      {order.map((requirement) => (
        <ScopeGroup
          key={requirement}
          requirement={requirement}
          scopes={groups.get(requirement) ?? []}
          selection={selection}
          findings={review.findings}
          readOnly={!review.editable}
          folded={folded}
          onKeep={change.keep}
          onToggle={change.toggle}
          onUnlock={change.unlock}
        />
      ))}
    </>
  );
}

function matches(scope: ReviewScope, filter: string): boolean {
  const words = filter.trim().toLowerCase();
  return words === '' || [scope.id, scope.label, scope.object].some((part) => part.toLowerCase().includes(words));
}
