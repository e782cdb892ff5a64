import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppHistory } from '@/utils/review/history-types';
import type { Changes, Review } from '@/utils/review/types';
import { type TextKey, t, tById, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { Disclosure } from '../controls/Disclosure';
import { InlineMarkup } from '../controls/InlineMarkup';
import { ScopeIdList } from '../controls/ScopeIds';
import { ChangedScopes } from './ApprovalLine';
import { changeList } from './format';
import { type ReviewState, useReviewActions } from './review-state';

/** What stands for the history in the states of the storage in which nobody knows what it has. */
const unknown: Readonly<Partial<Record<ReviewState['storage'], TextKey>>> = {
  unavailable: 'changes_unread',
  newer: 'changes_unread',
  private: 'changes_private',
};

/**
 * Shows what changed since the last connection and what earlier flows of the app have shown, and
 * offers to delete what is saved. The focus stays at this line after deleting.
 */
export function HistoryLine({ state: { review, history, rememberedAt, pasted, storage } }: { state: ReviewState }) {
  const { clearAppHistory, forgetSavedSelection } = useReviewActions();
  const [hasCleared, setHasCleared] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);
  const { changes } = review;
  const isCleared = hasCleared && history === null;
  useEffect(() => {
    if (isCleared) line.current?.focus();
  }, [isCleared]);
  // What is stored on this device says nothing about a report or an error from elsewhere.
  if (pasted && !pasted.hasRequest) return null;
  if (isCleared || (!changes && !history && rememberedAt === null)) {
    return (
      <p class="sr-line" ref={line} tabIndex={-1}>
        <b>{t('details_history')}</b>
        <span>{t(isCleared ? 'history_forgotten' : (unknown[storage] ?? 'changes_first'))}</span>
      </p>
    );
  }
  const clear = () => {
    setHasCleared(true);
    clearAppHistory();
  };
  return (
    <Disclosure name={t('details_history')} line={<InlineMarkup text={changes ? changesText(changes) : t(whyNotCompared(review))} />}>
      {changes && (
        <dl class="sr-lines">
          <ChangedScopes changes={changes} scopes={review.scopes} />
        </dl>
      )}
      {history && <EarlierFlows history={history} />}
      {!pasted && (
        <p class="sr-disclosure__actions">
          {rememberedAt !== null && (
            <button type="button" class="sr-link" onClick={forgetSavedSelection}>
              {t('history_forget_selection', calendarDay(rememberedAt))}
            </button>
          )}
          {history && (
            <button type="button" class="sr-link" onClick={clear}>
              {t('history_forget')}
            </button>
          )}
        </p>
      )}
    </Disclosure>
  );
}

function whyNotCompared({ isIncomplete, isReducedBefore, scopes }: Review) {
  if (isIncomplete || !scopes.length) return 'changes_not_compared';
  return isReducedBefore ? 'changes_reduced_before' : 'changes_not_remembered';
}

function changesText({ since, ...changes }: Changes): string {
  // The line about new scopes above the choice says which of them can change data.
  const list = changeList(changes, []);
  return list === '' ? t('changes_none', calendarDay(since)) : t('changes_since', calendarDay(since), list);
}

function EarlierFlows({ history: { first, requests, changes, outcomes, learned } }: { history: AppHistory }) {
  return (
    <dl class="sr-lines">
      {first && (
        <>
          <dt>{t('history_first')}</dt>
          <dd>{first}</dd>
          <dt>{t('history_request')}</dt>
          <dd>{requests ? tPlural('history_different', requests) : '–'}</dd>
        </>
      )}
      {changes.map(({ day, added, removed }, index) =>
        added && removed ? (
          <Fragment key={index}>
            <ScopeIdList title={t('history_added', day)} ids={added} />
            <ScopeIdList title={t('history_removed', day)} ids={removed} />
          </Fragment>
        ) : (
          <Fragment key={index}>
            <dt>{t('history_changed', day)}</dt>
            <dd>{t('history_change_unknown')}</dd>
          </Fragment>
        ),
      )}
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
    ? t('history_outcome', day, tById('history_outcome', kind))
    : t('history_outcome_reason', day, tById('history_outcome', kind), reason);
}
