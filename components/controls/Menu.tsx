import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';

/** An entry of a menu. */
export interface MenuItem {
  icon: IconName;
  text: string;
  /** What stands at the end of the line, such as a key or the ending of a file. */
  hint?: ComponentChildren;
  /** For an entry that is on or off. */
  checked?: boolean;
  onChoose(): void;
}

interface Props {
  label: string;
  /** The class of the button. */
  class: string;
  /** The content of the button; an icon needs `label` to be understood. */
  children: ComponentChildren;
  items: readonly MenuItem[];
  /** What the last choice did, announced beside the button while the menu is closed. */
  note?: string | false;
}

/** A button that opens a menu, which the arrow keys move in, and Escape and Tab close. */
export function Menu({ label, class: buttonClass, children, items, note }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const entries = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  useLayoutEffect(() => {
    if (!open) return;
    entries()[0]?.focus();
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
      const all = entries();
      const at = all.indexOf(document.activeElement as HTMLElement);
      all[(at + step + all.length) % all.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  };
  return (
    <div class="sr-more">
      <button
        type="button"
        ref={button}
        class={buttonClass}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        onKeyDown={onKeyDown}
      >
        {children}
      </button>
      {open && (
        <div id={id} class="sr-menu sr-more__menu" role="menu" aria-label={label} ref={menu} onKeyDown={onKeyDown}>
          {items.map(({ icon, text, hint, checked, onChoose }) => (
            <button
              key={text}
              type="button"
              {...(checked === undefined ? { role: 'menuitem' } : { role: 'menuitemcheckbox', 'aria-checked': checked })}
              tabIndex={-1}
              onClick={() => {
                close();
                onChoose();
              }}
            >
              <Icon name={icon} />
              <span>{text}</span>
              {hint}
            </button>
          ))}
        </div>
      )}
      <span class="sr-more__note" role="status">
        {!open && note}
      </span>
    </div>
  );
}
