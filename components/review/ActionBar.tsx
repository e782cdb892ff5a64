import { useState } from 'preact/hooks';
import type { Review } from '@/utils/review/types';
import { counted, text, textById } from '@/utils/text';
import { Icon } from '../icons/Icon';
import { appOnProvider, type Split } from './words';

interface Props {
  review: Review;
  split: Split;
  surface: 'panel' | 'popup';
  /** Null: selections can be remembered. Else why not. */
  notRemembered: string | null;
  busy: boolean;
  onContinue(choice: { remember: boolean }): void;
  onRestore(): void;
}

/** What will happen, in words; then the button. Never a disabled button without its reason. */
export function ActionBar({ review, split, surface, notRemembered, busy, onContinue, onRestore }: Props) {
  const [remember, setRemember] = useState(true);
  if (!review.editable) {
    return (
      <footer class="sr-actions">
        <p class="sr-actions__effect">{text('action_read_only', textById('readonly', review.readOnlyReason ?? ''))}</p>
      </footer>
    );
  }
  const total = review.scopes.length;
  const kept = total - split.dropped;
  const asked = review.current.length;
  // Restoring goes back to the app's own request: in the ticks, and on the page where it was made smaller already.
  const changed = kept < total || asked < total;
  const restore = text('action_restore');
  const primary = (
    <button type="button" class="sr-button sr-button--primary sr-button--large sr-button--wide" onClick={() => onContinue({ remember })}>
      {counted('action_continue', kept)}
    </button>
  );
  return (
    <footer class="sr-actions">
      <p class="sr-actions__effect" aria-live="polite">
        {busy ? text('action_busy') : <Effect split={split} kept={kept} asked={asked} total={total} />}
      </p>
      {surface === 'popup' && changed ? (
        <div class="sr-actions__main">
          <button
            type="button"
            class="sr-button sr-button--large sr-button--square"
            aria-label={restore}
            title={restore}
            onClick={onRestore}
          >
            <Icon name="restore" />
          </button>
          {primary}
        </div>
      ) : (
        primary
      )}
      <div class="sr-actions__foot">
        {notRemembered ? (
          <span class="sr-muted">{notRemembered}</span>
        ) : (
          <label class="sr-option">
            <input class="sr-check" type="checkbox" checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />
            {text('action_remember', appOnProvider(review))}
          </label>
        )}
        {surface === 'panel' && changed && (
          <button type="button" class="sr-link" onClick={onRestore}>
            {restore}
          </button>
        )}
      </div>
    </footer>
  );
}

function Effect({ split, kept, asked, total }: { split: Split; kept: number; asked: number; total: number }) {
  if (kept === asked && asked < total) return <>{counted('action_already', asked)}</>;
  if (kept === total && asked === total) return <>{counted('action_unchanged', total)}</>;
  const effect = kept === total ? counted('action_back_to_all', total) : counted('action_drops', split.dropped);
  return (
    <>
      {effect} <span>{text('action_until_then', asked)}</span>
    </>
  );
}
