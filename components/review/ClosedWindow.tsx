import { text } from '@/utils/text';
import { timeOfDay } from './words';

/** A connection that was refused in a window which closed at once. `at`: milliseconds since the epoch. */
export function ClosedWindow({ provider, at, onOpen }: { provider: string; at: number; onOpen: () => void }) {
  return (
    <section class="sr-section sr-offer" aria-labelledby="closed">
      <h2 class="sr-heading" id="closed">
        {text('closed_title', provider)}
      </h2>
      <p class="sr-small">{text('closed_text', timeOfDay(at))}</p>
      <button type="button" class="sr-button sr-button--primary" onClick={onOpen}>
        {text('closed_button')}
      </button>
    </section>
  );
}
