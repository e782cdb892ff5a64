import { t } from '@/utils/text/text';
import { Facts } from './Facts';

/** What the user who asks for an app said; texts may be empty. */
export interface AskedFor {
  by: string;
  reason: string;
  /** The scopes that the user wants to drop; absent if that is not known. */
  dropped?: readonly string[] | undefined;
}

/** Shows who asks for the app and why. */
export function AskedCard({ asked }: { asked: AskedFor }) {
  return (
    <section class="sr-approval" aria-label={t('workbench_asked')}>
      <h2 class="sr-heading">{t('workbench_asked')}</h2>
      <Facts
        facts={[
          [t('approval_asked_by'), asked.by],
          [t('approval_reason'), asked.reason],
          [t('workbench_asked_dropped'), asked.dropped ? asked.dropped.join(', ') || t('workbench_asked_keeps_all') : ''],
        ]}
      />
    </section>
  );
}
