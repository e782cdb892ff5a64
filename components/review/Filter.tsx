import type { RefObject } from 'preact';
import type { ReviewScope } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

interface Props {
  filter: string;
  shown: number;
  total: number;
  input: RefObject<HTMLInputElement | null>;
  onFilter(filter: string): void;
}

/** Narrows the list while the user types, and says how many scopes are left. */
export function Filter({ filter, shown, total, input, onFilter }: Props) {
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
      />
      <span class="sr-small sr-field__count" role="status">
        {filter && t('filter_count', shown, total)}
      </span>
    </label>
  );
}

/**
 * Returns true if the scope's ID, label or category contains the filter, whatever the case. An
 * empty filter matches every scope.
 */
export function matches(scope: ReviewScope, filter: string): boolean {
  const text = filter.trim().toLowerCase();
  return text === '' || [scope.id, scope.label, scope.category].some((part) => part.toLowerCase().includes(text));
}
