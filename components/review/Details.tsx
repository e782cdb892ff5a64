import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { Disclosure } from '../controls/Disclosure';
import { appName } from './format';
import { HistoryLine } from './HistoryLine';
import { PlanEditor } from './PlanEditor';
import type { ReviewState } from './review-state';

/** Shows what is worth knowing but decides nothing, one line each and only if it says something. */
export function Details({ state }: { state: ReviewState }) {
  const { review, plans, planChoices } = state;
  const needsPlan = planChoices.length > 0 && review.scopes.some((scope) => scope.plans.length > 0);
  return (
    <section class="sr-details" aria-labelledby="details">
      <h2 class="sr-heading" id="details">
        {t('details_title')}
      </h2>
      <HistoryLine state={state} />
      {needsPlan && <PlanEditor account={review.account} choices={planChoices} plans={plans} />}
      {review.editable && <LaterLine review={review} />}
      <PageLine review={review} />
      <p class="sr-details__own">{t('details_local')}</p>
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

/** Compares the list on the provider's page with the request, if they differ. */
function PageLine({ review: { page, current } }: { review: Review }) {
  if (!page || (page.marked > 0 && page.marked === current.length)) return null;
  const line = page.lines === 0 ? t('page_no_list') : t('page_lines', page.lines, current.length, page.marked);
  return (
    <Disclosure name={t('details_page')} line={line}>
      <p>{page.marked === 0 ? t('page_unmarked') : t('page_explained')}</p>
    </Disclosure>
  );
}
