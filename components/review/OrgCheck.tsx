import type { Review } from '@/utils/review/types';
import { text, textById } from '@/utils/text';
import { Icon } from '../icons/Icon';

export interface OrgCheckState {
  /** What is being asked; null while nothing is. */
  busy: 'user' | 'sign-in' | null;
  /** What was answered in this window. */
  done: readonly ('user' | 'sign-in')[];
  /** Why the last question has no answer. */
  failed: { about: 'user' | 'sign-in'; reason: string } | null;
}

interface Props {
  review: Review;
  state: OrgCheckState;
  onCheck(about: 'user' | 'sign-in'): void;
}

/** Two questions that the person's own org can answer, each asked once and only on request. The answers come as findings. */
export function OrgCheck({ review, state, onCheck }: Props) {
  return (
    <section class="sr-section" aria-label={text('org_title')}>
      <Line
        about="user"
        question={review.username === null ? text('org_question_user') : text('org_question_user_named', review.username)}
        state={state}
        onCheck={onCheck}
      />
      <Line about="sign-in" question={text('org_question_sign_in', review.account ?? '')} state={state} onCheck={onCheck} />
    </section>
  );
}

function Line({ about, question, state, onCheck }: { about: 'user' | 'sign-in'; question: string } & Omit<Props, 'review'>) {
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
          onClick={() => busy === null && onCheck(about)}
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
