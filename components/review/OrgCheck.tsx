import type { Review } from '@/utils/review/types';
import { text, textById } from '@/utils/text';
import { Icon } from '../icons/Icon';
import { type OrgCheckState, type OrgQuestion, useReviewActions } from './review-state';

interface Props {
  review: Review;
  state: OrgCheckState;
}

/**
 * Offers two checks that the account's own org can answer. Each runs only on a click, and its
 * result arrives as a finding.
 */
export function OrgCheck({ review, state }: Props) {
  return (
    <section class="sr-section" aria-label={text('org_title')}>
      <Line
        about="user"
        question={review.username === null ? text('org_question_user') : text('org_question_user_named', review.username)}
        state={state}
      />
      <Line about="sign-in" question={text('org_question_sign_in', review.account ?? '')} state={state} />
    </section>
  );
}

function Line({ about, question, state }: { about: OrgQuestion; question: string; state: OrgCheckState }) {
  const { checkOrg } = useReviewActions();
  const { busy, done, failed } = state;
  return (
    <div class="sr-check-line">
      <div class="sr-check-line__row">
        <span dir="auto">{question}</span>
        <button
          type="button"
          class="sr-link"
          title={textById('org_how', about)}
          aria-disabled={busy !== null}
          onClick={() => busy === null && checkOrg(about)}
        >
          <Icon name={done.includes(about) ? 'check' : 'question'} small />
          {busy === about ? text('org_busy') : textById('org_ask', about)}
        </button>
      </div>
      <div aria-live="polite">
        {failed?.about === about && <p class="sr-small">{textById('org_failed', failed.reason)}</p>}
        {about === 'user' && !done.includes(about) && failed?.about !== about && (
          <p class="sr-small sr-muted">{textById('org_how', about)}</p>
        )}
      </div>
    </div>
  );
}
