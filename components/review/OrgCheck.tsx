import type { OrgSignIn, OrgUser } from '@/providers/contract/org';
import type { Review } from '@/utils/review/types';
import { listText, t, tById } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { type OrgCheckState, type OrgQuestion, useReviewActions } from './review-state';

interface Props {
  review: Review;
  state: OrgCheckState;
}

/**
 * Offers two checks that the account's own org can answer. Each runs only on a click. Its answer
 * appears in place, also if it is nothing unusual; what is unusual is a finding as well.
 */
export function OrgCheck({ review, state }: Props) {
  return (
    <section class="sr-section" aria-label={t('org_title')}>
      <Line
        about="user"
        question={review.username === null ? t('org_question_user') : t('org_question_user_named', review.username)}
        answer={state.facts?.user && userAnswer(state.facts.user, review.username)}
        state={state}
      />
      <Line
        about="sign-in"
        question={t('org_question_sign_in', review.account ?? '')}
        answer={state.facts?.signIn && signInAnswer(state.facts.signIn)}
        state={state}
      />
    </section>
  );
}

interface LineProps {
  about: OrgQuestion;
  question: string;
  /** What the org answered and what that means; undefined before its first answer. */
  answer: string | undefined;
  state: OrgCheckState;
}

function Line({ about, question, answer, state }: LineProps) {
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
        {answer && done.includes(about) && (
          <p class="sr-small" dir="auto">
            {answer}
          </p>
        )}
        {failed?.about === about && <p class="sr-small">{tById('org_failed', failed.reason)}</p>}
        {about === 'user' && !done.includes(about) && failed?.about !== about && <p class="sr-small sr-muted">{tById('org_how', about)}</p>}
      </div>
    </div>
  );
}

/** The org answers for the session of the browser, which may belong to another user than the page. */
function userAnswer({ username, integrationUser }: OrgUser, pageUser: string | null): string {
  if (username !== null && pageUser !== null && username.toLowerCase() !== pageUser.toLowerCase())
    return t('org_answer_other_user', username, pageUser);
  if (integrationUser === null) return t('org_answer_user_unknown');
  return t(integrationUser ? 'org_answer_integration_user' : 'org_answer_full_user');
}

function signInAnswer({ providers, password }: OrgSignIn): string {
  if (providers.length === 0) return t(password ? 'org_answer_password' : 'org_answer_sign_in_unknown');
  const hosts = listText(providers, 'disjunction');
  if (password === null) return t('org_answer_sso_password_unknown', hosts);
  return t(password ? 'org_answer_sso_or_password' : 'org_answer_sso_only', hosts);
}
