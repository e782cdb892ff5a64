import type { ScopeId } from '@/providers/contract/catalogue';
import type { Preset } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { day } from './format';
import { useReviewActions } from './review-state';

interface Props {
  presets: readonly Preset[];
  selection: ReadonlySet<ScopeId>;
  /** Milliseconds since the epoch. */
  rememberedAt: number;
}

/**
 * Says that a selection is saved and whether it is the one that is ticked, and offers to forget
 * it.
 */
export function SavedSelectionNote({ presets, selection, rememberedAt }: Props) {
  const { forgetSavedSelection } = useReviewActions();
  const last = presets.find(({ id }) => id === 'last')?.keep;
  const ticked = last !== undefined && last.length === selection.size && last.every((id) => selection.has(id));
  return (
    <p class="sr-remembered-line">
      {t(ticked ? 'banner_remembered' : 'remembered_differs', day(rememberedAt))}{' '}
      <button type="button" class="sr-link" onClick={forgetSavedSelection}>
        {t('banner_forget')}
      </button>
    </p>
  );
}
