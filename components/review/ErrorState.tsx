import { t } from '@/utils/text/text';
import { Header } from '../controls/Header';
import { Icon } from '../icons/Icon';

/**
 * Stands in for a review that did not load because the background did not answer, and offers to
 * try again.
 */
export function ErrorState({ onRetry }: { onRetry: () => void }) {
  return (
    <div class="sr-sheet">
      <Header />
      <main class="sr-empty">
        <span class="sr-empty__mark">
          <Icon name="warning" />
        </span>
        <h1 class="sr-empty__title">{t('problem_title')}</h1>
        <p class="sr-empty__text" role="alert">
          {t('problem_text')}
        </p>
        <button type="button" class="sr-button" onClick={onRetry}>
          {t('problem_retry')}
        </button>
      </main>
    </div>
  );
}
