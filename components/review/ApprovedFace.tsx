import { findingText } from '@/utils/diagnosis/finding-text';
import { isDeniedByPolicy } from '@/utils/review/access';
import type { Review, ReviewScope } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { InlineMarkup } from '../controls/InlineMarkup';
import { Icon } from '../icons/Icon';
import { appName, isNamedByHost } from './format';
import { KeptAndDropped, Meter } from './KeptAndDropped';
import { NoEffect } from './NoEffect';
import type { ReviewState } from './review-state';
import { Face } from './StateFace';

/**
 * Shows what is known of the approval, and how to change or revoke it. Only the app receives what was
 * granted; what the review knows is the request, and how much of it the page listed.
 */
export function ApprovedFace({ state, idsShown }: { state: ReviewState; idsShown: boolean }) {
  const { review } = state;
  const { provider, page, current, scopes, chosen, policy } = review;
  const name = isNamedByHost(review) ? t('revoke_app_of', appName(review)) : appName(review);
  const isListed = listsAll(review);
  // Whoever approves the page without Continue approves what it requests, whatever was chosen. What the
  // policy denies was no choice, and is named as the policy's.
  const beyond = chosen
    ? scopes.filter((scope) => current.includes(scope.id) && !chosen.includes(scope.id) && !isDeniedByPolicy(scope))
    : [];
  const denied = policy?.mode === 'enforce' ? policy.scopes.filter(({ id }) => policy.blocking.includes(id)) : [];
  const reasons = [...new Set(denied.map(({ reason }) => (reason ?? '').replaceAll('**', '* *')))];
  const warnings = [
    ...(denied.length > 0 ? [tPlural('state_policy_denied', denied.length, reasons.join('; '))] : []),
    ...review.findings.filter(({ id }) => id === 'page-differed').map((finding) => findingText(finding, 'text')),
    ...(chosen && beyond.length > 0
      ? [tPlural(review.saved?.join() === chosen.join() ? 'state_beyond_saved' : 'state_beyond', current.length, chosen.length)]
      : []),
  ];
  // A line that fits no scope may stand for any of them.
  const unseen = page && page.marked === page.lines ? page.unseen : [];
  return (
    <>
      <Face icon="check" isDone title={titleOf(review)} text={textOf(review)}>
        {isListed && beyond.length === 0 && <Meter review={review} />}
      </Face>
      {warnings.length > 0 && (
        <div class="sr-lead">
          {warnings.map((text) => (
            <p class="sr-alert sr-alert--warning" key={text}>
              <Icon name="warning" />
              <span>
                <InlineMarkup text={text} />
              </span>
            </p>
          ))}
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
      {scopes.length > 0 && (
        <KeptAndDropped review={review} isRequestOnly={!isListed} unlisted={scopesOf(scopes, unseen)} beyond={beyond} idsShown={idsShown} />
      )}
    </>
  );
}

const scopesOf = (scopes: readonly ReviewScope[], ids: readonly string[]) => scopes.filter(({ id }) => ids.includes(id));

/** Whether the page showed as many lines as the request has scopes, so that nothing was left out. */
const listsAll = ({ page, current, isIncomplete }: Review) => !isIncomplete && page !== null && page.lines === current.length;

/** Whether a page with a list was read. Of a request without scopes, any line is one of its list. */
const isPageSeen = ({ page, current }: Review) => page !== null && (page.marked > 0 || (current.length === 0 && page.lines > 0));

function titleOf(review: Review): string {
  const { current, isIncomplete } = review;
  const isSeen = isPageSeen(review);
  if (current.length === 0) return t(isSeen ? 'state_approved_unnamed' : 'state_unasked_unnamed');
  if (isIncomplete) return tPlural(isSeen ? 'state_approved_incomplete' : 'state_unasked_incomplete', current.length);
  if (!isSeen) return tPlural('state_unasked', current.length);
  return tPlural(listsAll(review) ? 'state_approved' : 'state_approved_request', current.length);
}

function textOf(review: Review): string {
  const { provider, page, current } = review;
  const listed =
    page && isPageSeen(review) ? tPlural('state_approved_listed', page.lines, provider.name) : t('state_unasked_text', provider.name);
  return current.length === 0 ? `${t('state_unnamed_text', provider.name)} ${listed}` : listed;
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
