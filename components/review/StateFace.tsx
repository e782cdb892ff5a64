import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { shownAlerts } from '@/utils/review/shown-alerts';
import type { Review } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';
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
import { appName } from './format';
import { KeptAndDropped, Meter } from './KeptAndDropped';
import { NoEffect } from './NoEffect';
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
function Face({ icon, isDone, title, text, children }: FaceProps) {
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
  // The page that asks for the account lists no scopes.
  const isBeforePage = review.asksForAccount && !hasShownScopes(review);
  const text = isLoading
    ? t('state_loading_text', provider.name)
    : tPlural(isBeforePage ? 'state_reduced_account' : 'state_reduced_text', current.length, provider.name);
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
      {alerts.length > 0 && (
        <div class="sr-lead">
          <Findings findings={alerts} links={review.links} />
        </div>
      )}
      <KeptAndDropped review={review} idsShown={idsShown} />
    </>
  );
}

/** Shows what the app was approved with, and how to change or revoke that. */
export function ApprovedFace({ state, idsShown }: { state: ReviewState; idsShown: boolean }) {
  const { review } = state;
  const { provider, current, scopes, chosen } = review;
  const name = appName(review);
  const isSeen = hasShownScopes(review);
  const title = review.isIncomplete
    ? isSeen
      ? 'state_approved_incomplete'
      : 'state_unasked_incomplete'
    : isSeen
      ? 'state_approved'
      : 'state_unasked';
  // Whoever approves the page without Continue grants what it requests, whatever was chosen.
  const beyond = chosen ? scopes.filter(({ id }) => current.includes(id) && !chosen.includes(id)) : [];
  return (
    <>
      <Face
        icon="check"
        isDone
        title={tPlural(title, current.length)}
        text={t(isSeen ? 'state_approved_text' : 'state_unasked_text', provider.name)}
      >
        {beyond.length === 0 && <Meter review={review} />}
      </Face>
      {chosen && beyond.length > 0 && (
        <div class="sr-lead">
          <p class="sr-alert sr-alert--warning">
            <Icon name="warning" />
            <span>
              <InlineMarkup
                text={tPlural(
                  review.saved?.join() === chosen.join() ? 'state_beyond_saved' : 'state_beyond',
                  current.length,
                  chosen.length,
                )}
              />
            </span>
          </p>
        </div>
      )}
      <section class="sr-fix" aria-labelledby="later">
        <h2 class="sr-heading" id="later">
          {t('state_later')}
        </h2>
        <dl class="sr-lines">
          {scopes.some(({ locked }) => !locked) && (
            <>
              <dt>{t('state_change')}</dt>
              <dd>
                {changeText(review)} {t('state_change_until')}
              </dd>
            </>
          )}
          <dt>{t('state_revoke')}</dt>
          <dd>{tById('revoke', provider.id, '', name) || t('revoke_generic', name, provider.name)}</dd>
        </dl>
        <NoEffect />
      </section>
      <KeptAndDropped review={review} beyond={beyond} idsShown={idsShown} />
    </>
  );
}

/** Whether a page was read that lists scopes of the request, so that it asked for consent. */
function hasShownScopes({ page }: Review): boolean {
  return page !== null && page.marked > 0;
}

/**
 * Says how to change what was approved. A provider asks again only if the request has a scope that
 * was not approved before, so reconnecting alone leads to no choice if all of them were. Whoever
 * dropped some had a page to do so, which comes again.
 */
function changeText(review: Review): string {
  const { provider, app, current, scopes } = review;
  const place = app.reconnectPath;
  if (current.length === scopes.length) {
    const own = tById('revoke', provider.id, 'first');
    return own || (place ? t('later_unasked_path', provider.name, appName(review), place) : t('later_unasked', provider.name));
  }
  return place ? t('later_change_path', appName(review), place) : t('later_change');
}

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
        <Steps finding={diagnosis.finding} links={links} more={canDrop(review) ? [t('state_denied_less')] : []} />
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
