import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { reasonsToConfirm } from '@/utils/review/access';
import { shownAlerts } from '@/utils/review/shown-alerts';
import type { Review } from '@/utils/review/types';
import { listText, t, tPlural } from '@/utils/text/text';
import { Fold } from '../controls/Fold';
import { InlineMarkup } from '../controls/InlineMarkup';
import { ErrorFold } from '../diagnosis/Diagnosis';
import { CopiedStatus } from '../diagnosis/Messages';
import { NavigationHistory } from '../diagnosis/NavigationHistory';
import { CopyReport } from '../diagnosis/SendBar';
import { Steps } from '../diagnosis/Steps';
import { Findings } from '../findings/Findings';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';
import { isBeforePage } from './ActionSummary';
import { appName } from './format';
import { KeptAndDropped, Meter } from './KeptAndDropped';
import { Notice } from './Lead';
import type { ReviewState } from './review-state';

interface FaceProps {
  icon: IconName;
  isDone: boolean;
  title: string;
  /** May hold `**bold**`. */
  text: string;
  children?: ComponentChildren;
}

/** Shows one moment of a connection: what happened, and what now. It takes the focus once. */
export function Face({ icon, isDone, title, text, children }: FaceProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Only an action in this document moves the focus; a panel that loads leaves it in the page.
    if (document.hasFocus()) heading.current?.focus();
  }, []);
  return (
    <section class="sr-state" aria-live="polite">
      <span class={isDone ? 'sr-state__mark sr-state__mark--done' : 'sr-state__mark'}>
        <Icon name={icon} small />
      </span>
      <h2 class="sr-state__title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p class="sr-state__text">
        <InlineMarkup text={text} />
      </p>
      {children}
    </section>
  );
}

/**
 * Shows that the page now requests fewer scopes, and that the decision is the page's; while it loads,
 * that the page before still requests more.
 */
export function ReducedFace({ state, idsShown }: { state: ReviewState; idsShown: boolean }) {
  const { review } = state;
  const { provider, current, scopes, isLoading } = review;
  const alerts = shownAlerts(review);
  // The policy may be newer than the click on Continue, which had to confirm its reasons.
  const asked = reasonsToConfirm(scopes, new Set(current));
  const text = isLoading
    ? t('state_loading_text', provider.name)
    : [tPlural(isBeforePage(review) ? 'state_reduced_account' : 'state_reduced_text', current.length, provider.name), listedText(review)]
        .join(' ')
        .trim();
  return (
    <>
      <Face
        icon={isLoading ? 'clock' : 'check'}
        isDone={!isLoading}
        title={tPlural(isLoading ? 'state_loading' : 'state_reduced', current.length, scopes.length)}
        text={text}
      >
        <Meter review={review} />
      </Face>
      {alerts.length + asked.length > 0 && (
        <div class="sr-lead">
          <Findings findings={alerts} links={review.links} />
          {asked.map(({ reason, scopes: about }) => (
            <Notice key={reason} icon="question" text={t('policy_reminder', reason, listText(about))} />
          ))}
        </div>
      )}
      <KeptAndDropped review={review} idsShown={idsShown} />
    </>
  );
}

/** Says that the page lists less than was requested, as it does if the user can't grant all of it. */
const listedText = ({ page, current }: Review) =>
  page && page.marked > 0 && page.lines < current.length ? tPlural('state_reduced_listed', page.lines) : '';

/**
 * Shows that access was denied, most likely by the user, and how to connect after all. Somebody who
 * supports the user finds the error, the hosts and the report in one folded line each.
 */
export function DeniedFace({ state: { review, copied } }: { state: ReviewState }) {
  const { provider, diagnosis, links } = review;
  if (!diagnosis) return null;
  return (
    <>
      <Face icon="minus" isDone={false} title={t('state_denied')} text={t('state_denied_text', provider.name, appName(review))} />
      <section class="sr-fix" aria-labelledby="again">
        <h2 class="sr-heading" id="again">
          {t('state_denied_again')}
        </h2>
        <Steps finding={diagnosis.finding} links={links} alternatives={canDrop(review) ? [t('state_denied_less')] : []} />
      </section>
      <ErrorFold diagnosis={diagnosis} />
      {diagnosis.navigation.length > 0 && (
        <Fold icon="pulse" title={t('state_denied_history')} summary={tPlural('diagnosis_steps_seen', diagnosis.navigation.length)}>
          <div class="sr-section sr-fold__body">
            <NavigationHistory navigation={diagnosis.navigation} />
          </div>
        </Fold>
      )}
      <Fold icon="reply" title={t('report_fold')} summary={t('report_fold_for')}>
        <div class="sr-section sr-fold__body">
          <p class="sr-small sr-muted">{t('report_private')}</p>
          <CopyReport copied={copied} />
          <CopiedStatus messages={[]} copied={copied} />
        </div>
      </Fold>
    </>
  );
}

/** Whether the review would offer a choice if the request were made again. */
function canDrop({ editable, readOnlyReason, scopes }: Review): boolean {
  return (editable || readOnlyReason === 'window-closed') && scopes.length > 1 && scopes.some(({ locked }) => !locked);
}
