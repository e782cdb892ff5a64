import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { type Copyable, useReviewActions } from './review-state';

/**
 * Offers to open a pasted request as it is, and to copy its review. The reason why it is read-only
 * is shown above.
 */
export function PastedButtons({ url, copied }: { url: string | null; copied: Copyable | null }) {
  const { copy, openPasted } = useReviewActions();
  return (
    <>
      {url !== null && <p id="effect">{t('pasted_open_effect', URL.parse(url)?.host ?? '')}</p>}
      <div class="sr-actions__main sr-actions__main--start">
        {url !== null && (
          <button type="button" class="sr-button sr-button--primary sr-button--large" aria-describedby="effect" onClick={openPasted}>
            <Icon name="external" />
            {t('pasted_open')}
          </button>
        )}
        <button type="button" class="sr-button sr-button--large" onClick={() => copy('review')}>
          <Icon name={copied === 'review' ? 'check' : 'copy'} />
          {t(copied === 'review' ? 'review_copied' : 'review_copy')}
        </button>
      </div>
    </>
  );
}
