import { canChangeData, stillGranted } from '@/utils/review/access';
import type { Review, ReviewScope } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import type { IconName } from '../icons/shapes';
import { countScopes, MAX_NAMES, namesOf } from './format';
import { rowsOf } from './rows-of';
import { ScopeFold } from './ScopeFold';
import { SelectionMeter } from './SelectionMeter';
import { useRowKeys } from './use-row-keys';

/** Shows how many scopes the page's request has of those that the app requested. */
export function Meter({ review }: { review: Review }) {
  return (
    <div class="sr-state__meter">
      <SelectionMeter counts={countScopes(review, new Set(review.current))} named />
    </div>
  );
}

interface Props {
  review: Review;
  /** Whether it is not known that all of the request was granted, so that none of it is called kept. */
  isRequestOnly?: boolean;
  /** What was requested, but is on no line of the page. */
  unlisted?: readonly ReviewScope[];
  /** What was requested beyond the user's choice. */
  beyond?: readonly ReviewScope[];
  idsShown: boolean;
}

/** Lists what the page's request has and what it lacks, one folded line each. */
export function KeptAndDropped({ review, isRequestOnly = false, unlisted = [], beyond = [], idsShown }: Props) {
  const requested = new Set(review.current);
  const kept = review.scopes.filter(({ id }) => requested.has(id));
  const dropped = review.scopes.filter(({ id }) => !requested.has(id));
  const granted = stillGranted(review.scopes, requested);
  const rows = {
    ...rowsOf({ ...review, editable: false }, requested, idsShown),
    target: null,
    onTargetShown() {},
    onToggle() {},
    onUnlock() {},
  };
  const keys = useRowKeys({});
  const fold = (icon: IconName, title: string, summary: string, scopes: readonly ReviewScope[]) => (
    <ScopeFold icon={icon} title={title} summary={summary} scopes={scopes} limit={scopes.length} {...rows} />
  );
  return (
    <div class="sr-scopes" ref={keys}>
      {fold('check', t(isRequestOnly || beyond.length > 0 ? 'state_requested_fold' : 'state_kept'), keptText(kept), kept)}
      {fold('search', t('state_unlisted_fold'), namesOf(unlisted), unlisted)}
      {fold('warning', t('state_beyond_fold'), namesOf(beyond), beyond)}
      {fold('box-off', t('state_dropped'), droppedText(dropped, granted), dropped)}
    </div>
  );
}

function keptText(kept: readonly ReviewScope[]): string {
  const changing = kept.filter(canChangeData).length;
  if (changing > 1 && changing === kept.length) return t('state_kept_change_all');
  if (changing > 0) return tPlural('state_kept_change', changing);
  return kept.every(({ access }) => access !== null) ? t('state_kept_read') : '';
}

/**
 * Names the access that is lost, or counts what of it can change data if it is too much for one line,
 * and counts the scopes that a kept one includes.
 */
function droppedText(dropped: readonly ReviewScope[], granted: ReadonlyMap<string, ReviewScope>): string {
  const lost = dropped.filter(({ id }) => !granted.has(id));
  const lostText = lost.length > MAX_NAMES && lost.some(canChangeData) ? keptText(lost) : namesOf(lost);
  return [lostText, granted.size > 0 ? tPlural('state_still_granted', granted.size) : ''].filter(Boolean).join(' · ');
}
