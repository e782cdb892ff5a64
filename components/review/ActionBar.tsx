import { useId, useState } from 'preact/hooks';
import type { Message } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { Banner } from '../controls/Banner';
import { CopyReport, SendBar } from '../diagnosis/SendBar';
import { Icon } from '../icons/Icon';
import { ActionSummary, isRequested } from './ActionSummary';
import { appOnProvider, type ScopeCounts } from './format';
import { type ReviewState, type Surface, useReviewActions } from './review-state';
import { NoEffect, ScopeChanges } from './ScopeChanges';

interface Props {
  state: ReviewState;
  surface: Surface;
  counts: ScopeCounts;
  /** The text to send, if sending it is what the user can do now; else null. */
  message: Message | null;
}

/**
 * Says what the next click does to the request, above the button that does it. A disabled button
 * always has its reason beside it.
 */
export function ActionBar({ state, surface, counts, message }: Props) {
  const { review, selection, storage, busy, copied } = state;
  const actions = useReviewActions();
  const notRemembered = storage === 'ok' || storage === 'reset' ? null : tById('storage', storage);
  const notices = [state.covered ? t('banner_covered') : null, state.refused].filter((notice) => notice !== null);
  const [remember, setRemember] = useState(true);
  const [explained, setExplained] = useState(false);
  const explanation = useId();
  const explain = t('later_title');
  const total = review.scopes.length;
  const kept = total - counts.dropped;
  // The original request can be restored if scopes are unticked, or if the page's request was
  // narrowed before.
  const changed = review.editable && (kept < total || review.current.length < total);
  const restore = t('action_restore');
  const isDisabled = busy || kept === 0;
  // If the page already requests exactly the ticked scopes, the user's next click belongs to the
  // page.
  const isPrimary = review.failed || !isRequested(review, selection);
  if (message) {
    // This bar has no checkbox for remembering, so nothing is saved.
    const retry = review.editable && !isDisabled ? { kept, start: () => actions.continue({ remember: false }) } : null;
    return <SendBar message={message} copied={copied} notices={notices} retry={retry} />;
  }
  return (
    <footer class="sr-actions">
      <div aria-live="polite">
        {notices.map((notice) => (
          <Banner key={notice} icon="warning" text={notice} />
        ))}
        <p class="sr-actions__effect" id="effect">
          {busy ? t('action_busy') : (review.editable || !review.diagnosis) && <ActionSummary review={review} selection={selection} />}
        </p>
        <div id={explanation}>{explained && review.editable && <ScopeChanges review={review} />}</div>
      </div>
      {review.outcome?.kind === 'code' && <NoEffect />}
      {review.editable && (
        <div class="sr-actions__main">
          {surface === 'popup' && changed && (
            <button
              type="button"
              class="sr-button sr-button--large sr-button--square"
              aria-label={restore}
              title={restore}
              onClick={actions.restoreOriginal}
            >
              <Icon name="restore" />
            </button>
          )}
          <button
            type="button"
            class={isPrimary ? 'sr-button sr-button--primary sr-button--large' : 'sr-button sr-button--large'}
            aria-disabled={isDisabled}
            aria-describedby="effect"
            onClick={() => isDisabled || actions.continue({ remember })}
          >
            {tPlural('action_continue', kept)}
          </button>
          <button
            type="button"
            class="sr-icon-button"
            aria-label={explain}
            title={explain}
            aria-expanded={explained}
            aria-controls={explanation}
            onClick={() => setExplained(!explained)}
          >
            <Icon name="info" />
          </button>
        </div>
      )}
      {review.editable && (
        <div class="sr-actions__foot">
          {notRemembered ? (
            <span class="sr-muted">{notRemembered}</span>
          ) : (
            <label class="sr-option">
              <input class="sr-check" type="checkbox" checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />
              <span>{t('action_remember', appOnProvider(review))}</span>
            </label>
          )}
          {surface === 'panel' && changed && (
            <button type="button" class="sr-link" onClick={actions.restoreOriginal}>
              {restore}
            </button>
          )}
        </div>
      )}
      {review.diagnosis && (
        <div class="sr-actions__foot">
          <CopyReport copied={copied} />
          <span class="sr-muted">{t('report_private')}</span>
        </div>
      )}
    </footer>
  );
}
