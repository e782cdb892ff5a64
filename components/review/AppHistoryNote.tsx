import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppHistory } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { Disclosure } from '../controls/Disclosure';
import { ScopeIdList } from '../controls/ScopeIds';
import { Icon } from '../icons/Icon';
import { formatIsoDay } from './format';
import { useReviewActions } from './review-state';

/**
 * Shows what earlier flows of this app have shown, and offers to clear it. The focus stays at this
 * line after clearing.
 */
export function AppHistoryNote({ history }: { history: AppHistory | null }) {
  const { clearAppHistory } = useReviewActions();
  const [hasCleared, setHasCleared] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);
  const isCleared = hasCleared && history === null;
  useEffect(() => {
    if (isCleared) line.current?.focus();
  }, [isCleared]);
  if (isCleared) {
    return (
      <p class="sr-line sr-line--still" ref={line} tabIndex={-1}>
        <Icon name="history" />
        <span>{t('history_forgotten')}</span>
      </p>
    );
  }
  if (!history) return null;
  const clear = () => {
    setHasCleared(true);
    clearAppHistory();
  };
  return (
    <Disclosure icon="history" line={t('history_title')}>
      <Details history={history} />
      <button type="button" class="sr-link" onClick={clear}>
        {t('history_forget')}
      </button>
    </Disclosure>
  );
}

function Details({ history: { first, changes, outcomes, learned } }: { history: AppHistory }) {
  return (
    <dl class="sr-lines">
      {first && (
        <>
          <dt>{t('history_first')}</dt>
          <dd>{formatIsoDay(first)}</dd>
          <dt>{t('history_request')}</dt>
          <dd>{changes.length === 0 ? t('history_same') : tPlural('history_changed', changes.length)}</dd>
        </>
      )}
      {changes.map(({ day, added, removed }, index) => [
        <ScopeIdList key={`added ${index}`} title={t('history_added', formatIsoDay(day))} ids={added} />,
        <ScopeIdList key={`removed ${index}`} title={t('history_removed', formatIsoDay(day))} ids={removed} />,
      ])}
      {outcomes.length > 0 && (
        <>
          <dt>{t('history_ended')}</dt>
          <dd>
            {outcomes.map((outcome, index) => (
              <div key={outcomes.length - index}>{outcomeText(outcome)}</div>
            ))}
          </dd>
        </>
      )}
      <ScopeIdList title={t('history_learned')} ids={learned} />
    </dl>
  );
}

function outcomeText({ day, kind, rule }: AppHistory['outcomes'][number]): string {
  const reason = (kind === 'refused' && rule !== null && tById('finding', rule, 'title')) || null;
  return reason === null
    ? t('history_outcome', formatIsoDay(day), tById('history_outcome', kind))
    : t('history_outcome_reason', formatIsoDay(day), tById('history_outcome', kind), reason);
}
