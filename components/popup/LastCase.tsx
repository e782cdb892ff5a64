import { t } from '@/utils/text/text';
import { recentText } from '@/utils/text/time';

interface Props {
  title: string;
  /** When it was pasted, milliseconds since the epoch. */
  at: number;
  onOpen(): void;
  onDiscard(): void;
}

/** Offers to continue with the case that was pasted last, which the closing of the popup left. */
export function LastCase({ title, at, onOpen, onDiscard }: Props) {
  return (
    <section class="sr-section sr-last-case" aria-labelledby="last-case">
      <h2 class="sr-heading" id="last-case">
        {t('last_case_title')} <small>{recentText(at)}</small>
      </h2>
      <p class="sr-last-case__name" dir="auto">
        {title}
      </p>
      <p class="sr-small sr-muted">{t('last_case_text')}</p>
      <p class="sr-paste__buttons">
        <button type="button" class="sr-button" aria-describedby="last-case" onClick={onOpen}>
          {t('last_case_open')}
        </button>
        <button type="button" class="sr-link" aria-describedby="last-case" onClick={onDiscard}>
          {t('last_case_discard')}
        </button>
      </p>
    </section>
  );
}
