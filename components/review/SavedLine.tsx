import { t, tPlural } from '@/utils/text/text';
import { appOnProvider } from './format';
import { type ReviewState, useReviewActions } from './review-state';

/** Whether the user selected something that is, or could be, saved for the next time. */
export function hasSelection({ review, rememberedAt, pasted }: ReviewState): boolean {
  return !pasted && (rememberedAt !== null || review.current.length < review.scopes.length);
}

/**
 * Says whether the selection is saved for the next time, and offers to forget it; nothing if the user
 * selected nothing. Scopes that are new since then do not count as a part of what was saved.
 */
export function SavedLine({ state }: { state: ReviewState }) {
  const { forgetSavedSelection } = useReviewActions();
  if (!hasSelection(state)) return null;
  const { review, rememberedAt } = state;
  const kept = review.saved?.length ?? 0;
  const total = review.scopes.length - (review.changes?.added.length ?? 0);
  const saved = kept === total ? t('state_saved', appOnProvider(review)) : tPlural('state_saved_some', kept, total, appOnProvider(review));
  return (
    <div class="sr-actions__line">
      <p class={rememberedAt === null ? 'sr-small sr-muted' : undefined} aria-live="polite">
        {rememberedAt === null ? t('state_not_saved') : saved}
      </p>
      {rememberedAt !== null && (
        <button type="button" class="sr-link" onClick={forgetSavedSelection}>
          {t('state_forget')}
        </button>
      )}
    </div>
  );
}

/** Whether the saved selection keeps every requested scope. */
export function savesAll({ review, rememberedAt }: ReviewState): boolean {
  return rememberedAt !== null && review.saved?.length === review.scopes.length;
}
