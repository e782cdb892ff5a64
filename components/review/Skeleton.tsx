import { t } from '@/utils/text/text';
import { Header } from '../controls/Header';

/**
 * Stands in for a review that is loading. Its rows have their real height, and CSS shows it only
 * after 300 ms.
 */
export function Skeleton() {
  return (
    <div class="sr-sheet sr-skeleton">
      <Header />
      <main aria-busy="true">
        <h1 class="sr-hidden">{t('extension_name')}</h1>
        <p class="sr-hidden" role="status">
          {t('review_loading')}
        </p>
        {[72, 56, 64, 48, 60].map((width) => (
          <div key={width} class="sr-row" aria-hidden="true">
            <span class="sr-bone sr-skeleton__box" />
            <span class="sr-bone" style={{ width: `${width}%` }} />
          </div>
        ))}
      </main>
    </div>
  );
}
