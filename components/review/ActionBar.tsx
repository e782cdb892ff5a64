import { useState } from 'preact/hooks';
import type { Review } from '@/utils/review/types';
import { counted, text, textById } from '@/utils/text';
import { Icon } from '../icons/Icon';
import { Banner } from './Banner';
import { Effect } from './Effect';
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
  const total = review.scopes.length;
  const kept = total - split.dropped;
  // Restoring goes back to the app's own request: in the ticks, and on the page where it was made smaller already.
  const changed = review.editable && (kept < total || review.current.length < total);
  const restore = text('action_restore');
  const idle = busy || kept === 0;
  // Where somebody else has to act, trying again comes second.
  const sends = review.diagnosis !== null && sending.message !== null && !mine(review);
  return (
    <footer class="sr-actions">
      {review.diagnosis && <Sending {...sending} primary={sends} />}
      <div aria-live="polite">
        {notices.map((notice) => (
          <Banner key={notice} icon="warning" text={notice} />
        ))}
        <p class="sr-actions__effect" id="effect">
          {busy ? text('action_busy') : (review.editable || !review.diagnosis) && <Effect review={review} selection={selection} />}
        </p>
      </div>
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
            class={`sr-button sr-button--large ${sends ? '' : 'sr-button--primary'}`}
            aria-disabled={idle}
            aria-describedby="effect"
            onClick={() => idle || onContinue({ remember })}
          >
            {counted('action_continue', kept)}
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
    </footer>
  );
}

/** The person can act, and the same request or a smaller one may pass. */
function mine({ diagnosis }: Review): boolean {
  return (diagnosis?.causes[0] ?? diagnosis?.finding)?.actor === 'you';
}

function Sending({ message, copied, onCopy, primary }: Pick<Props, 'message' | 'copied' | 'onCopy'> & { primary: boolean }) {
  return (
    <>
      {message && (
        <button
          type="button"
          class={`sr-button sr-button--large sr-button--wide ${primary ? 'sr-button--primary' : ''}`}
          onClick={() => onCopy('message')}
        >
          <Icon name={copied === 'message' ? 'check' : 'copy'} />
          {copied === 'message' ? text('message_copied') : text('message_copy', textById('actor', message.actor))}
        </button>
      )}
      <div class="sr-actions__foot">
        <button type="button" class="sr-link" onClick={() => onCopy('report')}>
          <Icon name={copied === 'report' ? 'check' : 'copy'} small />
          {text(copied === 'report' ? 'report_copied' : 'report_copy')}
        </button>
        <span class="sr-muted">{text('report_private')}</span>
      </div>
    </>
  );
}
