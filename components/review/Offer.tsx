import { text } from '@/utils/text';

/** A consent page on a domain that nobody could list. */
export function Offer({ origin, refused, onAllow }: { origin: string; refused: boolean; onAllow: () => void }) {
  const host = URL.parse(origin)?.host ?? origin;
  return (
    <section class="sr-section sr-offer" aria-labelledby="offer">
      <h2 class="sr-heading" id="offer" dir="auto">
        {text('idle_offer_title', host)}
      </h2>
      <p class="sr-small">{text('idle_offer_text')}</p>
      <button type="button" class="sr-button" onClick={onAllow}>
        {text('idle_offer_button')}
      </button>
      {refused && (
        <p class="sr-small" role="alert">
          {text('idle_offer_refused')}
        </p>
      )}
    </section>
  );
}
