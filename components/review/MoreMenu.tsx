import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { type Copyable, useReviewActions } from './review-state';

interface Props {
  copied: Copyable | null;
  idsShown: boolean;
  onShowIds(shown: boolean): void;
}

/**
 * Offers what is rarely needed: the scope IDs, the review as Markdown, and the other side of the
 * page. What was copied is said beside the button, as long as that has the focus.
 */
export function MoreMenu({ copied, idsShown, onShowIds }: Props) {
  const { copy, moveToOtherSide } = useReviewActions();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  useLayoutEffect(() => {
    if (!open) return;
    items()[0]?.focus();
    const onPointerDown = ({ target }: Event) => {
      if (!menu.current?.contains(target as Node) && !button.current?.contains(target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', onPointerDown);
    return () => removeEventListener('pointerdown', onPointerDown);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!open) return;
    if (step) {
      const all = items();
      const at = all.indexOf(document.activeElement as HTMLElement);
      all[(at + step + all.length) % all.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  };
  const choose = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <div class="sr-more">
      <button
        type="button"
        ref={button}
        class="sr-icon-button"
        aria-label={t('head_more')}
        title={t('head_more')}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        onKeyDown={onKeyDown}
      >
        <Icon name="dots" />
      </button>
      {open && (
        <div id={id} class="sr-menu sr-more__menu" role="menu" aria-label={t('head_more')} ref={menu} onKeyDown={onKeyDown}>
          <button type="button" role="menuitemcheckbox" aria-checked={idsShown} tabIndex={-1} onClick={choose(() => onShowIds(!idsShown))}>
            <Icon name={idsShown ? 'box-on' : 'box-off'} />
            {t('head_show_ids')}
            <kbd class="sr-key">I</kbd>
          </button>
          <button type="button" role="menuitem" tabIndex={-1} onClick={choose(() => copy('review'))}>
            <Icon name="copy" />
            {t('review_copy')}
          </button>
          {moveToOtherSide && (
            <button type="button" role="menuitem" tabIndex={-1} onClick={choose(moveToOtherSide)}>
              <Icon name="dock-left" />
              {t('head_other_side')}
            </button>
          )}
        </div>
      )}
      <span class="sr-more__note" role="status">
        {!open && copied === 'review' && t('review_copied')}
      </span>
    </div>
  );
}
