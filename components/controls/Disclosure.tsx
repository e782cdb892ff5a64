import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons/Icon';

interface Props {
  name: string;
  line: ComponentChildren;
  /** A function is called while the disclosure is open; `close` returns the focus to the line. */
  children: ComponentChildren | ((close: () => void) => ComponentChildren);
}

/** Shows a name and its value as a quiet line that opens to its detail. */
export function Disclosure({ name, line, children }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="sr-disclosure">
      <button type="button" ref={button} class="sr-line" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <b>{name}</b>
        <span>{line}</span>
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <div id={id} class="sr-disclosure__body" hidden={!open}>
        {open && (typeof children === 'function' ? children(close) : children)}
      </div>
    </div>
  );
}
