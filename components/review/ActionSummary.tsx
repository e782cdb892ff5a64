import { isBlockedByPolicy, stillGranted } from '@/utils/review/access';
import type { Review } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import { InlineMarkup } from '../controls/InlineMarkup';

interface Props {
  review: Review;
  selection: ReadonlySet<string>;
  /** How many of the ticked scopes may be why the request was refused. */
  blamed?: number;
}

/** Says what the button will do to the request, and what the page requests until then. */
export function ActionSummary({ review, selection, blamed = 0 }: Props) {
  if (isBlockedByPolicy(review))
    return (
      <>
        <InlineMarkup text={t('policy_off_denied')} />{' '}
        <span>{review.isIncomplete ? t('action_until_then_unknown') : tPlural('action_until_then', review.scopes.length)}</span>
      </>
    );
  if (!review.editable) return <>{readOnlyText(review)}</>;
  const total = review.scopes.length;
  const dropped = review.scopes.filter((scope) => !scope.locked && !selection.has(scope.id)).length;
  const kept = total - dropped;
  const requested = review.current.length;
  if (kept === 0) return <>{t('action_nothing_left')}</>;
  if (kept === total && requested === total) return <>{review.failed ? againText(blamed) : unchangedText(review)}</>;
  // An error page requests nothing, so there is no current request to mention.
  if (isRequested(review, selection) && !review.failed) return <>{tPlural('action_already', requested)}</>;
  const change = kept === total ? tPlural('action_back_to_all', total) : changeText(review, selection);
  if (review.failed) return <>{change}</>;
  // The page that asks for the account lists and requests nothing itself.
  const untilThen = isBeforePage(review)
    ? 'action_until_then_account'
    : requested === total
      ? 'action_until_then'
      : 'action_until_then_fewer';
  return (
    <>
      {change} <span>{tPlural(untilThen, requested)}</span>
    </>
  );
}

/** Whether the page that asks for the account comes first, which lists no scopes. */
export function isBeforePage({ asksForAccount, page }: Review): boolean {
  return asksForAccount && !page?.marked;
}

/**
 * Says how the button changes what the page requests. An error page requests nothing, so what was
 * dropped from the app's own request counts there.
 */
function changeText({ scopes, current, failed }: Review, selection: ReadonlySet<string>): string {
  const requested = new Set(failed ? scopes.map(({ id }) => id) : current);
  const isKept = ({ id, locked }: Review['scopes'][number]) => locked || selection.has(id);
  const added = scopes.filter((scope) => isKept(scope) && !requested.has(scope.id)).length;
  const dropped = scopes.filter((scope) => !isKept(scope) && requested.has(scope.id)).length;
  const granted = dropped > 0 ? stillGranted(scopes, selection).size : 0;
  return [
    added > 0 ? tPlural('action_adds', added) : '',
    dropped > 0 ? tPlural('action_drops', dropped) : '',
    granted > 0 ? tPlural('action_drops_granted', granted) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const againText = (blamed: number) => (blamed > 0 ? tPlural('action_again_unknown', blamed) : t('action_again'));

function unchangedText({ scopes }: Review): string {
  return scopes.every((scope) => scope.locked) ? t('action_nothing_to_drop') : tPlural('action_unchanged', scopes.length);
}

/**
 * Returns true if the tab already requests exactly the ticked scopes, so that continuing would
 * change nothing.
 */
export function isRequested({ scopes, current }: Review, selection: ReadonlySet<string>): boolean {
  const kept = scopes.filter((scope) => scope.locked || selection.has(scope.id));
  const requested = new Set(current);
  return kept.length === requested.size && kept.every((scope) => requested.has(scope.id));
}

/** The reason stands above the list, except once a code was issued. */
function readOnlyText({ readOnlyReason }: Review): string {
  return readOnlyReason === 'already-answered' ? t('readonly_already_answered') : t('action_read_only');
}

/**
 * Whether the request can be edited, there is something to change or a request to repeat, and the
 * policy does not forbid it.
 */
export function canContinue(review: Review): boolean {
  const hasChoice = review.scopes.some((scope) => !scope.locked) || review.current.length < review.scopes.length;
  return review.editable && (hasChoice || review.failed) && !isBlockedByPolicy(review);
}
