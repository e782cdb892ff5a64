import type { Review } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';

/** Says what the button will do to the request, and what the page requests until then. */
export function ActionSummary({ review, selection }: { review: Review; selection: ReadonlySet<string> }) {
  if (!review.editable) return <>{readOnlyText(review)}</>;
  const dropped = review.scopes.filter((scope) => !scope.locked && !selection.has(scope.id));
  const total = review.scopes.length;
  const kept = total - dropped.length;
  const requested = review.current.length;
  if (kept === 0) return <>{t('action_nothing_left')}</>;
  if (kept === total && requested === total) return <>{review.failed ? t('action_again') : tPlural('action_unchanged', total)}</>;
  if (isRequested(review, selection)) return <>{tPlural('action_already', requested)}</>;

  const optional = dropped.every((scope) => scope.requirement === 'optional-on' || scope.requirement === 'optional-off');
  const drops = tPlural(optional ? 'action_drops' : 'action_drops_any', dropped.length);
  // An error page requests nothing, so there is no current request to mention.
  if (review.failed) return <>{kept === total ? tPlural('action_back_to_all', total) : drops}</>;
  return (
    <>
      {kept === total ? tPlural('action_back_to_all', total) : drops}{' '}
      <span>{tPlural(requested === total ? 'action_until_then' : 'action_until_then_fewer', requested)}</span>
    </>
  );
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

function readOnlyText({ readOnlyReason }: Review): string {
  const reason = tById('readonly', readOnlyReason ?? '');
  return readOnlyReason === 'already-answered' ? reason : t('action_read_only', reason);
}
