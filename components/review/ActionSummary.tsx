import type { Review } from '@/utils/review/types';
import { counted, text, textById } from '@/utils/text';

/** Says what the button will do to the request, and what the page still asks for until then. */
export function ActionSummary({ review, selection }: { review: Review; selection: ReadonlySet<string> }) {
  if (!review.editable) return <>{whyNot(review)}</>;
  const dropped = review.scopes.filter((scope) => !scope.locked && !selection.has(scope.id));
  const total = review.scopes.length;
  const kept = total - dropped.length;
  const asked = review.current.length;
  if (kept === 0) return <>{text('action_nothing_left')}</>;
  if (kept === total && asked === total) return <>{review.failed ? text('action_again') : counted('action_unchanged', total)}</>;
  if (isAsked(review, selection)) return <>{counted('action_already', asked)}</>;

  const optional = dropped.every((scope) => scope.requirement === 'optional-on' || scope.requirement === 'optional-off');
  const drops = counted(optional ? 'action_drops' : 'action_drops_any', dropped.length);
  // On an error page nobody asks for anything any more.
  if (review.failed) return <>{kept === total ? counted('action_back_to_all', total) : drops}</>;
  return (
    <>
      {kept === total ? counted('action_back_to_all', total) : drops}{' '}
      <span>{asked === total ? text('action_until_then', asked) : counted('action_until_then_fewer', asked)}</span>
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
  const reason = textById('readonly', readOnlyReason ?? '');
  return readOnlyReason === 'already-answered' ? reason : text('action_read_only', reason);
}
