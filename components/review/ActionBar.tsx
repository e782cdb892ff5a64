import { useId, useState } from 'preact/hooks';
import type { Review } from '@/utils/review/types';
import { counted, text } from '@/utils/text';
import { CopyReport, isMine, SendBar } from '../diagnosis/SendBar';
import { Icon } from '../icons/Icon';
import { Banner } from './Banner';
import { Effect, isAsked } from './Effect';
import { NoEffect, ScopeChanges } from './ScopeChanges';
import { appOnProvider, type Split } from './words';

interface Props {
  review: Review;
  split: Split;
  selection: ReadonlySet<string>;
  surface: 'panel' | 'popup';
  /** Null: selections can be remembered. Else why not. */
  notRemembered: string | null;
  busy: boolean;
  /** Why the last click changed nothing; may hold `**bold**`. */
  notices: readonly string[];
  onContinue(choice: { remember: boolean }): void;
  onRestore(): void;
  /** To whoever can act; null where nobody else can. */
  message: { actor: string } | null;
  copied: 'message' | 'report' | null;
  onCopy(what: 'message' | 'report'): void;
}

/** What will happen, in words; then the button. Never a disabled button without its reason. */
export function ActionBar({ review, split, selection, surface, notRemembered, busy, notices, onContinue, onRestore, ...sending }: Props) {
  const [remember, setRemember] = useState(true);
  const [explained, setExplained] = useState(false);
  const explanation = useId();
  const explain = text('later_title');
  const total = review.scopes.length;
  const kept = total - split.dropped;
  // Restoring goes back to the app's own request: in the ticks, and on the page where it was made smaller already.
  const changed = review.editable && (kept < total || review.current.length < total);
  const restore = text('action_restore');
  const idle = busy || kept === 0;
  // The next click is the page's where nothing is to be asked anew.
  const loud = review.failed || !isAsked(review, selection);
  if (review.diagnosis && sending.message && !isMine(review.diagnosis)) {
    // Nobody is asked here whether to remember.
    const again = review.editable && !idle ? { kept, start: () => onContinue({ remember: false }) } : null;
    return <SendBar {...sending} message={sending.message} notices={notices} again={again} />;
  }
  return (
    <footer class="sr-actions">
      <div aria-live="polite">
        {notices.map((notice) => (
          <Banner key={notice} icon="warning" text={notice} />
        ))}
        <p class="sr-actions__effect" id="effect">
          {busy ? text('action_busy') : (review.editable || !review.diagnosis) && <Effect review={review} selection={selection} />}
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
              onClick={onRestore}
            >
              <Icon name="restore" />
            </button>
          )}
          <button
            type="button"
            class={loud ? 'sr-button sr-button--primary sr-button--large' : 'sr-button sr-button--large'}
            aria-disabled={idle}
            aria-describedby="effect"
            onClick={() => idle || onContinue({ remember })}
          >
            {counted('action_continue', kept)}
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
              <span>{text('action_remember', appOnProvider(review))}</span>
            </label>
          )}
          {surface === 'panel' && changed && (
            <button type="button" class="sr-link" onClick={onRestore}>
              {restore}
            </button>
          )}
        </div>
      )}
      {review.diagnosis && (
        <div class="sr-actions__foot">
          <CopyReport copied={sending.copied} onCopy={sending.onCopy} />
          <span class="sr-muted">{text('report_private')}</span>
        </div>
      )}
    </footer>
  );
}
