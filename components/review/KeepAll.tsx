import type { ScopeId } from '@/providers/contract/catalogue';
import type { ReviewScope } from '@/utils/review/types';
import { t } from '@/utils/text/text';

interface Props {
  /** The heading of the group. */
  title: string;
  /** The scopes that may be dropped. */
  free: readonly ReviewScope[];
  selection: ReadonlySet<ScopeId>;
  onKeep(ids: readonly ScopeId[], keep: boolean): void;
}

/** Keeps every scope of a group with one click, or drops them all once all are kept. */
export function KeepAll({ title, free, selection, onKeep }: Props) {
  const all = free.every((scope) => selection.has(scope.id));
  const words = t(all ? 'group_drop_all' : 'group_keep_all');
  const ids = free.map((scope) => scope.id);
  return (
    <button type="button" class="sr-link" aria-label={`${words}: ${title}`} onClick={() => onKeep(ids, !all)}>
      {words}
    </button>
  );
}
