import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { Disclosure } from '../controls/Disclosure';
import { Icon } from '../icons/Icon';
import { ApprovalLine } from './ApprovalLine';
import { appName } from './format';
import { HistoryLine } from './HistoryLine';
import { PlanEditor } from './PlanEditor';
import { PolicyLine } from './Policy';
import { type ReviewState, useReviewActions } from './review-state';

/** Shows what is worth knowing but decides nothing, one line each and only if it says something. */
export function Details({ state }: { state: ReviewState }) {
  const { review, plans, planChoices } = state;
  return (
    <section class="sr-details" aria-labelledby="details">
      <h2 class="sr-heading" id="details">
        {t('details_title')}
      </h2>
      <ApprovalLine review={review} />
      <PolicyLine policy={review.policy} />
      <HistoryLine state={state} />
      {planChoices.length > 0 && <PlanEditor account={review.account} choices={planChoices} plans={plans} />}
      {review.editable && <LaterLine review={review} />}
      <PageLine state={state} />
      <p class="sr-details__own">{t(review.orgQuestions ? 'details_local_org' : 'details_local')}</p>
    </section>
  );
}

/** Says which connections the selection applies to, and how to change it later. */
function LaterLine({ review }: { review: Review }) {
  const { reconnectPath } = review.app;
  return (
    <Disclosure name={t('details_later')} line={t('later_title')}>
      <p>
        {t('later_existing')} {reconnectPath ? t('later_change_path', appName(review), reconnectPath) : t('later_change')}
      </p>
    </Disclosure>
  );
}

/**
 * Compares the list on the provider's page with the request, if they differ. Of a page without any
 * known line the user can copy the outline, from which its reader can be corrected.
 */
function PageLine({ state: { review, copied } }: { state: ReviewState }) {
  const { copy } = useReviewActions();
  const { page, current } = review;
  if (!page || (page.marked > 0 && page.marked === current.length)) return null;
  const line = page.lines === 0 ? t('page_no_list') : t('page_lines', page.lines, current.length, page.marked);
  const isCopied = copied === 'outline';
  return (
    <Disclosure name={t('details_page')} line={line}>
      {page.lines > 0 && <p>{page.marked === 0 ? t('page_unmarked') : t('page_explained')}</p>}
      {page.marked === 0 && (
        <>
          <p>{t('outline_why')}</p>
          <p>
            <button type="button" class="sr-link" onClick={() => copy('outline')}>
              <Icon name={isCopied ? 'check' : 'copy'} small />
              {t(isCopied ? 'outline_copied' : 'outline_copy')}
            </button>
          </p>
          <span class="sr-hidden" role="status">
            {isCopied && t('outline_copied')}
          </span>
        </>
      )}
    </Disclosure>
  );
}
