import { t } from '@/utils/text/text';
import { Menu, type MenuItem } from '../controls/Menu';
import { Icon } from '../icons/Icon';
import { type Copyable, useReviewActions } from './review-state';

interface Props {
  copied: Copyable | null;
  idsShown: boolean;
  onShowIds(shown: boolean): void;
  /** Null if there is nothing to ask for. */
  onAsk: (() => void) | null;
}

/**
 * Offers what is rarely needed: the scope IDs, the review as Markdown, a request to an admin, the
 * other side of the page, and the workbench. What was copied is said beside the button, as long as that has the
 * focus.
 */
export function MoreMenu({ copied, idsShown, onShowIds, onAsk }: Props) {
  const { copy, moveToOtherSide, openWorkbench } = useReviewActions();
  const items: MenuItem[] = [
    {
      icon: idsShown ? 'box-on' : 'box-off',
      text: t('head_show_ids'),
      hint: <kbd class="sr-key">I</kbd>,
      checked: idsShown,
      onChoose: () => onShowIds(!idsShown),
    },
    { icon: 'copy', text: t('review_copy'), onChoose: () => copy('review') },
  ];
  if (onAsk) items.push({ icon: 'reply', text: t('ask_menu'), onChoose: onAsk });
  if (moveToOtherSide) items.push({ icon: 'dock-left', text: t('head_other_side'), onChoose: moveToOtherSide });
  if (openWorkbench) items.push({ icon: 'external', text: t('idle_workbench'), onChoose: openWorkbench });
  return (
    <Menu label={t('head_more')} class="sr-icon-button" items={items} note={copied === 'review' && t('review_copied')}>
      <Icon name="dots" />
    </Menu>
  );
}
