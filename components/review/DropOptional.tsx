import { isBlockedByPolicy } from '@/utils/review/access';
import type { Review } from '@/utils/review/types';
import { tPlural } from '@/utils/text/text';
import { type ReviewState, useReviewActions } from './review-state';

/**
 * Returns how many requested scopes can be dropped, where the likeliest reason of a refusal may concern
 * only these; 0 if no scope would be left, too.
 */
export function countOptional({ diagnosis, editable, scopes, current, policy, findings }: Review): number {
  const mayHelp = diagnosis?.causes[0]?.fewerScopesMayHelp === true;
  const required = scopes.filter(({ locked }) => locked).map(({ id }) => id);
  if (!mayHelp || !editable || isBlockedByPolicy({ policy, findings }) || required.length === 0) return 0;
  return current.filter((id) => !required.includes(id)).length;
}

interface Props {
  state: ReviewState;
  /** Shows the choice, from which the user then continues. */
  onDrop(): void;
}

/** Drops all scopes that can be dropped, where that may help. */
export function DropOptional({ state: { review, selection }, onDrop }: Props) {
  const { select } = useReviewActions();
  const drop = () => {
    select(new Set(review.scopes.filter(({ id, locked }) => locked && selection.has(id)).map(({ id }) => id)));
    onDrop();
  };
  return (
    <div class="sr-actions__main">
      <button type="button" class="sr-button sr-button--primary sr-button--large" onClick={drop}>
        {tPlural('action_drop_optional', countOptional(review))}
      </button>
    </div>
  );
}
