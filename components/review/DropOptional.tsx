import { isBlockedByPolicy } from '@/utils/review/access';
import { tPlural } from '@/utils/text/text';
import { type ReviewState, useReviewActions } from './review-state';

interface Props {
  state: ReviewState;
  /** Shows the choice, from which the user then continues. */
  onDrop(): void;
}

/**
 * Drops all scopes that can be dropped, where the likeliest reason of a refusal may concern only these;
 * nothing if there are none, or if no scope would be left.
 */
export function DropOptional({ state: { review, selection }, onDrop }: Props) {
  const { select } = useReviewActions();
  const { diagnosis, editable, scopes, current } = review;
  const required = scopes.filter(({ locked }) => locked).map(({ id }) => id);
  const dropped = current.filter((id) => !required.includes(id)).length;
  const mayHelp = diagnosis?.causes[0]?.fewerScopesMayHelp === true;
  if (!mayHelp || !editable || isBlockedByPolicy(review) || required.length === 0 || dropped === 0) return null;
  const drop = () => {
    select(new Set([...selection].filter((id) => required.includes(id))));
    onDrop();
  };
  return (
    <div class="sr-actions__main">
      <button type="button" class="sr-button sr-button--primary sr-button--large" onClick={drop}>
        {tPlural('action_drop_optional', dropped)}
      </button>
    </div>
  );
}
