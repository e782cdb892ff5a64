import { canChangeData } from '@/utils/review/access';
import type { Review } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import { InlineMarkup } from '../controls/InlineMarkup';
import { appName, type ScopeCounts } from './format';
import { SelectionMeter } from './SelectionMeter';

/** Sums the request up in one sentence, and shows the same counts in a meter. */
export function ReviewSummary({ review, counts, named }: { review: Review; counts: ScopeCounts; named: boolean }) {
  const droppable = review.scopes.filter((scope) => !scope.locked);
  const changing = review.scopes.filter(canChangeData).length;
  const total = review.scopes.length;
  // A redirect host may contain asterisks, and two of them would switch to bold.
  const name = appName(review).replaceAll('**', '* *');
  const sentences = [
    total === 0 ? noScopesText(review, name) : requestText(review, name, counts.required, droppable.length),
    changing > 0 ? tPlural('review_can_change', changing) : '',
  ];
  return (
    <div class="sr-section sr-verdict-block">
      <p class="sr-verdict">
        <InlineMarkup text={sentences.filter(Boolean).join(' ')} />
      </p>
      <SelectionMeter counts={counts} named={named} />
    </div>
  );
}

/**
 * Returns the sentence for a review without scopes: none were requested, or the request was not
 * observed.
 */
function noScopesText({ readOnlyReason }: Review, name: string): string {
  return readOnlyReason === 'read-from-page' ? t('review_asks_unseen') : t('review_asks_none', name);
}

/** Returns one sentence about who requests how many scopes, and how many of them can be dropped. */
function requestText({ editable, scopes }: Review, name: string, required: number, droppable: number): string {
  const total = scopes.length;
  if (droppable === 0) return tPlural('review_asks_all_required', total, name);
  // Nothing states whether these scopes are optional.
  if (!editable && scopes.every(({ requirement }) => requirement === 'undeclared')) return tPlural('review_asks', total, name);
  if (!editable) return tPlural('review_asks_read_only', total, name, required, droppable);
  if (total === 1) return t('review_asks_single', name);
  if (droppable === total) return tPlural('review_asks_all_optional', total, name);
  return tPlural('review_asks_some', total, name, required, droppable);
}
