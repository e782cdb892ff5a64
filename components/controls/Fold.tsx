import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';

interface Props {
  icon: IconName;
  title: string;
  /** What is inside, in a few words. */
  summary?: string;
  children: ComponentChildren;
}

/** Shows a part as one line with what is inside, which opens to the part. */
export function Fold({ icon, title, summary = '', children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section aria-label={title}>
      <button type="button" class="sr-fold sr-fold--line" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon name={icon} />
        <span class="sr-fold__title" dir="auto">
          {title}
          <small>{summary}</small>
        </span>
        <span class="sr-fold__side" />
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </section>
  );
}
