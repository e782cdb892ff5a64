import { useId } from 'preact/hooks';
import { isBlockedByPolicy, type PolicyQuestion, reasonsToConfirm, unseenText } from '@/utils/review/access';
import type { Review, ReviewScope } from '@/utils/review/types';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import { Disclosure } from '../controls/Disclosure';
import { Icon } from '../icons/Icon';
import { type ReviewState, useReviewActions } from './review-state';

/** Marks a scope that the policy denies or asks about. */
export function PolicyTag({ scope: { policy } }: { scope: ReviewScope }) {
  if (!policy) return null;
  const isDenied = policy.action === 'deny';
  return (
    <span class={isDenied ? 'sr-tag sr-tag--blocker' : 'sr-tag'}>
      <Icon name={isDenied ? 'bar' : 'question'} small />
      {t(isDenied ? 'policy_denied' : 'policy_ask')}
    </span>
  );
}

/** Returns what the user still has to confirm before continuing with the selected scopes. */
export function openQuestions({ review, selection, confirmed }: ReviewState): PolicyQuestion[] {
  return reasonsToConfirm(review.scopes, selection).filter(({ reason }) => !confirmed.has(reason));
}

/** Asks the user to confirm each reason of the policy once, with the scopes that it is about. */
export function PolicyQuestions({ state: { review, selection, confirmed } }: { state: ReviewState }) {
  const { confirmReason } = useReviewActions();
  const questions = reasonsToConfirm(review.scopes, selection);
  if (questions.length === 0) return null;
  return (
    <fieldset class="sr-asks">
      <legend class="sr-hidden">{t('policy_questions')}</legend>
      {questions.map(({ reason, scopes }) => (
        <Question
          key={reason}
          reason={reason}
          scopes={listText(scopes)}
          checked={confirmed.has(reason)}
          onConfirm={(isConfirmed) => confirmReason(reason, isConfirmed)}
        />
      ))}
    </fieldset>
  );
}

interface QuestionProps {
  reason: string;
  scopes: string;
  checked: boolean;
  onConfirm(isConfirmed: boolean): void;
}

function Question({ reason, scopes, checked, onConfirm }: QuestionProps) {
  const id = useId();
  return (
    <label class="sr-option">
      <input
        class="sr-check"
        type="checkbox"
        checked={checked}
        aria-label={t('policy_confirm', reason)}
        aria-describedby={id}
        onChange={(event) => onConfirm(event.currentTarget.checked)}
      />
      <span>
        {t('policy_confirm', reason)}{' '}
        <small class="sr-muted" id={id}>
          {scopes}
        </small>
      </span>
    </label>
  );
}

/** Says in the details whose policy applies, from which day, and what it does to this request. */
export function PolicyLine({ policy }: Pick<Review, 'policy'>) {
  if (policy?.mode !== 'enforce') return null;
  const { name, owner, date, blocking, dropped, asked, isIncomplete, unseen } = policy;
  const denied = blocking.length + dropped.length;
  const effects = [
    ...(denied > 0 ? [tPlural('policy_denies', denied)] : []),
    ...(asked.length > 0 ? [tPlural('policy_asks', asked.length)] : []),
    ...(isIncomplete ? [unseenText(unseen)] : []),
  ];
  return (
    <Disclosure name={t('details_policy')} line={t('policy_line', name, tById('policy_owner', owner), date)}>
      <p>{effects.length > 0 ? effects.join(' ') : t('policy_allows_all')}</p>
      <p>{t('policy_overrides')}</p>
    </Disclosure>
  );
}

/**
 * The button of a request that the policy forbids: it copies the text that asks for an exception.
 */
export function CopyException({ state: { review, pasted, copied } }: { state: ReviewState }) {
  const { copy } = useReviewActions();
  if (!isBlockedByPolicy(review) || review.diagnosis || pasted) return null;
  const isCopied = copied === 'exception';
  return (
    <div class="sr-actions__main">
      <button type="button" class="sr-button sr-button--primary sr-button--large" onClick={() => copy('exception')}>
        <Icon name={isCopied ? 'check' : 'copy'} />
        {t(isCopied ? 'policy_exception_copied' : 'policy_exception_copy')}
      </button>
      <span class="sr-hidden" role="status">
        {isCopied && t('policy_exception_copied')}
      </span>
    </div>
  );
}
