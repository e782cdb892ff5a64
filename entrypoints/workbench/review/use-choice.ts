import { useMemo, useState } from 'preact/hooks';
import type { ScopeChoice } from '@/components/workbench/review/ScopeTableRow';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Approval } from '@/utils/review/approval';
import { droppableOf } from '@/utils/review/droppable';
import type { Review } from '@/utils/review/types';

/** Which scopes an approval leaves out. */
interface Choice {
  left: readonly ScopeId[];
  /** Those that the review shows as dropped; null if nothing is known of a choice. */
  leftOut: readonly ScopeId[] | null;
  /** What the table of scopes needs; null if nothing can be left out. */
  choice: ScopeChoice | null;
  /** Returns to what it starts with. */
  reset(): void;
}

/**
 * Returns which scopes of a review an approval leaves out: those that the user who asks wants to drop
 * (`asked`; null for none), else those that the `approval` before left out, until the admin chooses.
 */
export function useChoice(review: Review, canApprove: boolean, asked: readonly ScopeId[] | null, approval: Approval | null): Choice {
  const [chosen, setChosen] = useState<readonly ScopeId[] | null>(null);
  const droppable = useMemo(() => (canApprove ? droppableOf(review) : []), [canApprove, review]);
  // What the user asks for is the least that works.
  const left = chosen ?? asked ?? droppableOf(review, approval?.drift?.notApproved ?? []);
  const onChange = (id: ScopeId, isLeft: boolean) => {
    const next = new Set(left);
    if (isLeft) next.add(id);
    else next.delete(id);
    setChosen(droppable.filter((one) => next.has(one)));
  };
  const choice = droppable.length > 0 ? { droppable: new Set(droppable), left: new Set(left), onChange } : null;
  return { left, leftOut: choice && (chosen || left.length > 0) ? left : asked, choice, reset: () => setChosen(null) };
}
