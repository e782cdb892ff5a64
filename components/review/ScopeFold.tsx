import { useEffect, useId, useState } from 'preact/hooks';
import type { ReviewScope } from '@/utils/review/types';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';
import { Rows, type RowsProps } from './ScopeRow';

interface Props extends RowsProps {
  icon: IconName;
  title: string;
  /** What the scopes have in common, or are about. */
  summary: string;
  scopes: readonly ReviewScope[];
  /** Whether the scopes are shown although the user has not opened them. */
  isOpen?: boolean;
  limit: number;
}

/** Shows scopes that need no decision as one line, which opens to their rows. */
export function ScopeFold({ icon, title, summary, scopes, isOpen = false, ...rows }: Props) {
  const [opened, setOpened] = useState(false);
  const open = opened || isOpen;
  const { target } = rows;
  useEffect(() => {
    if (target && scopes.some(({ id }) => id === target.id)) setOpened(true);
  }, [target, scopes]);
  const id = useId();
  if (scopes.length === 0) return null;
  return (
    <section aria-label={title}>
      <button
        type="button"
        class="sr-fold sr-fold--line"
        tabIndex={-1}
        data-stop=""
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpened(!open)}
      >
        <Icon name={icon} />
        <span class="sr-fold__title">
          {title} {scopes.length}
          <small>{summary}</small>
        </span>
        <span class="sr-fold__side" />
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <div id={id}>{open && <Rows scopes={scopes} {...rows} />}</div>
    </section>
  );
}
