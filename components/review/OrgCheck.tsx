import type { Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
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
    <section class="sr-section" aria-label={t('org_title')}>
      <Line
        about="user"
        question={review.username === null ? t('org_question_user') : t('org_question_user_named', review.username)}
        state={state}
      />
      <Line about="sign-in" question={t('org_question_sign_in', review.account ?? '')} state={state} />
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
          title={tById('org_how', about)}
          aria-disabled={busy !== null}
          onClick={() => busy === null && checkOrg(about)}
        >
          <Icon name={done.includes(about) ? 'check' : 'question'} small />
          {busy === about ? t('org_busy') : tById('org_ask', about)}
        </button>
      </div>
      <div aria-live="polite">
        {failed?.about === about && <p class="sr-small">{tById('org_failed', failed.reason)}</p>}
        {about === 'user' && !done.includes(about) && failed?.about !== about && <p class="sr-small sr-muted">{tById('org_how', about)}</p>}
      </div>
    </div>
  );
}
