import type { Review } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';

/** Says what the button will do to the request, and what the page still asks for until then. */
export function ActionSummary({ review, selection }: { review: Review; selection: ReadonlySet<string> }) {
  if (!review.editable) return <>{whyNot(review)}</>;
  const dropped = review.scopes.filter((scope) => !scope.locked && !selection.has(scope.id));
  const total = review.scopes.length;
  const kept = total - dropped.length;
  const asked = review.current.length;
  if (kept === 0) return <>{t('action_nothing_left')}</>;
  if (kept === total && asked === total) return <>{review.failed ? t('action_again') : tPlural('action_unchanged', total)}</>;
  if (isAsked(review, selection)) return <>{tPlural('action_already', asked)}</>;

  const optional = dropped.every((scope) => scope.requirement === 'optional-on' || scope.requirement === 'optional-off');
  const drops = tPlural(optional ? 'action_drops' : 'action_drops_any', dropped.length);
  // On an error page nobody asks for anything any more.
  if (review.failed) return <>{kept === total ? tPlural('action_back_to_all', total) : drops}</>;
  return (
    <>
      {kept === total ? tPlural('action_back_to_all', total) : drops}{' '}
      <span>{asked === total ? t('action_until_then', asked) : tPlural('action_until_then_fewer', asked)}</span>
    </>
  );
}

/**
 * Returns true if the tab already asks for exactly the ticked scopes, so that continuing would
 * change nothing.
 */
export function isAsked({ scopes, current }: Review, selection: ReadonlySet<string>): boolean {
  const kept = scopes.filter((scope) => scope.locked || selection.has(scope.id));
  const asked = new Set(current);
  return kept.length === asked.size && kept.every((scope) => asked.has(scope.id));
}

function whyNot({ readOnlyReason }: Review): string {
  const reason = tById('readonly', readOnlyReason ?? '');
  return readOnlyReason === 'already-answered' ? reason : t('action_read_only', reason);
}
