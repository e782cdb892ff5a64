import { useEffect, useRef, useState } from 'preact/hooks';
import type { SeenApp } from '@/utils/review/types';
import { counted, text, textById } from '@/utils/text';
import { Disclosure } from '../controls/Disclosure';
import { ScopeIdList } from '../controls/ScopeIds';
import { Icon } from '../icons/Icon';
import { useReviewActions } from './review-state';
import { formatIsoDay } from './words';

/**
 * Shows what earlier flows of this app have shown, and offers to clear it. The focus stays at this
 * line after clearing.
 */
export function SeenNote({ seen }: { seen: SeenApp | null }) {
  const { clearAppHistory } = useReviewActions();
  const [asked, setAsked] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);
  const forgotten = asked && seen === null;
  useEffect(() => {
    if (forgotten) line.current?.focus();
  }, [forgotten]);
  if (forgotten) {
    return (
      <p class="sr-line sr-line--still" ref={line} tabIndex={-1}>
        <Icon name="history" />
        <span>{text('seen_forgotten')}</span>
      </p>
    );
  }
  if (!seen) return null;
  const forget = () => {
    setAsked(true);
    clearAppHistory();
  };
  return (
    <Disclosure icon="history" line={text('seen_title')}>
      <Details seen={seen} />
      <button type="button" class="sr-link" onClick={forget}>
        {text('seen_forget')}
      </button>
    </Disclosure>
  );
}

function Details({ seen: { first, changes, outcomes, learnt } }: { seen: SeenApp }) {
  return (
    <dl class="sr-lines">
      {first && (
        <>
          <dt>{text('seen_first')}</dt>
          <dd>{formatIsoDay(first)}</dd>
          <dt>{text('seen_request')}</dt>
          <dd>{changes.length === 0 ? text('seen_same') : counted('seen_changed', changes.length)}</dd>
        </>
      )}
      {changes.map(({ day, added, removed }, index) => [
        <ScopeIdList key={`added ${index}`} title={text('seen_added', formatIsoDay(day))} ids={added} />,
        <ScopeIdList key={`removed ${index}`} title={text('seen_removed', formatIsoDay(day))} ids={removed} />,
      ])}
      {outcomes.length > 0 && (
        <>
          <dt>{text('seen_ended')}</dt>
          <dd>
            {outcomes.map((outcome, index) => (
              <div key={outcomes.length - index}>{outcomeWords(outcome)}</div>
            ))}
          </dd>
        </>
      )}
      <ScopeIdList title={text('seen_learnt')} ids={learnt} />
    </dl>
  );
}

function outcomeWords({ day, kind, rule }: SeenApp['outcomes'][number]): string {
  const reason = (kind === 'refused' && rule !== null && textById('finding', rule, 'title')) || null;
  return reason === null
    ? text('seen_outcome', formatIsoDay(day), textById('seen_outcome', kind))
    : text('seen_outcome_reason', formatIsoDay(day), textById('seen_outcome', kind), reason);
}
