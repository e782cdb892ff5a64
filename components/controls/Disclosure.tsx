import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';

/** A quiet line that opens to its detail. */
export function Disclosure({ icon, line, children }: { icon: IconName; line: ComponentChildren; children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div class="sr-disclosure">
      <button type="button" class="sr-line" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon name={icon} />
        <span>{line}</span>
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <div id={id} class="sr-disclosure__body" hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
