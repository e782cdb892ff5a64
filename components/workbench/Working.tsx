import { t } from '@/utils/text/text';

/** Says that there is no result yet, if that takes longer than a moment. */
export function Working({ isDone }: { isDone: boolean }) {
  return (
    <p class={isDone ? 'sr-hidden' : 'sr-small sr-muted sr-working'} role="status">
      {!isDone && t('workbench_working')}
    </p>
  );
}
