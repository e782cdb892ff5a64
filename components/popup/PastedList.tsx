import { useEffect, useRef } from 'preact/hooks';
import type { PastedItem } from '@/utils/review/pasted-types';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';

interface Props {
  items: readonly PastedItem[];
  /** How many further ones the text has. */
  more: number;
  /** The item from which the user comes back; null at first. */
  last: number | null;
  onOpen(index: number): void;
}

const icons: Record<PastedItem['kind'], IconName> = { failure: 'blocker', request: 'page', approval: 'check' };

/**
 * Lists the requests and errors in a pasted text, one line each. The focus is at the heading, or at
 * the line from which the user comes back.
 */
export function PastedList({ items, more, last, onOpen }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const line = last === null ? null : list.current?.querySelectorAll<HTMLElement>('button')[last];
    (line ?? heading.current)?.focus();
  }, [last]);
  return (
    <main>
      <h1 class="sr-heading sr-section sr-pasted__title" ref={heading} tabIndex={-1}>
        {tPlural('pasted_list', items.length + more)}
      </h1>
      <ul ref={list}>
        {items.map((item, index) => (
          <li key={index}>
            <button type="button" class="sr-fold sr-fold--line sr-pasted" onClick={() => onOpen(index)}>
              <Icon name={icons[item.kind]} />
              <span class="sr-pasted__text" dir="auto">
                <span class="sr-hidden">{tById('pasted_kind', item.kind)} </span>
                {item.title}
                <small>{factsOf(item)}</small>
              </span>
              <Icon name="chevron-right" small />
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="sr-section sr-small sr-muted sr-pasted__more">{tPlural('pasted_more', more)}</p>}
    </main>
  );
}

function factsOf({ account, scopes }: PastedItem): string {
  const facts = [account && t('review_account', account), scopes > 0 && tPlural('refused_choice_scopes', scopes)];
  return facts.filter(Boolean).join(' \u00b7 ');
}
