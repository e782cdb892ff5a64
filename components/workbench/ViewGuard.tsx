import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { EmptyState } from './EmptyState';

/** Shows a view, or says that it can't be drawn and offers to try again, so that the other views stay. */
export function ViewGuard({ children }: { children: ComponentChildren }) {
  const [error, retry] = useErrorBoundary();
  if (error === undefined) return children;
  return (
    <div role="alert">
      <EmptyState icon="warning" title={t('workbench_failed_title')}>
        {t('workbench_failed_text')}{' '}
        <button type="button" class="sr-link" onClick={retry}>
          {t('problem_retry')}
        </button>
      </EmptyState>
    </div>
  );
}
