import type { ReviewScope } from '@/utils/review/types';
import { tPlural } from '@/utils/text/text';
import { type ReviewState, useReviewActions } from './review-state';

/**
 * Returns the unknown scopes that are still selected, if the provider may have refused the request
 * because of them. With them, it would be refused again.
 */
export function blamedScopes({ review: { scopes, diagnosis }, selection }: ReviewState): readonly ReviewScope[] {
  const isBlamed = diagnosis?.causes.some(({ id }) => id === 'unknown-scopes');
  return isBlamed ? scopes.filter(({ known, locked, id }) => !known && !locked && selection.has(id)) : [];
}

/** Drops the scopes because of which the request may have been refused; the next button sends it again. */
export function DropUnknown({ scopes, selection }: { scopes: readonly ReviewScope[]; selection: ReadonlySet<string> }) {
  const { select } = useReviewActions();
  const drop = () => {
    const ids = new Set(scopes.map(({ id }) => id));
    select(new Set([...selection].filter((id) => !ids.has(id))));
    document.getElementById('continue')?.focus();
  };
  return (
    <button type="button" class="sr-button sr-button--primary sr-button--large" onClick={drop}>
      {tPlural('action_drop_unknown', scopes.length)}
    </button>
  );
}
