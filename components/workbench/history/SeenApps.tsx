import { t } from '@/utils/text/text';

interface Props {
  /** `last`: the last day on which it asked, as `YYYY-MM-DD`. `result`: its last result in words; null if none is known. */
  apps: readonly { title: string; href: string; last: string; result: string | null }[];
  /** Null if all are listed. */
  onMore: (() => void) | null;
}

/**
 * Lists the apps that the table does not have, with what is still known of their results; nothing if there are none.
 */
export function SeenApps({ apps, onMore }: Props) {
  if (apps.length === 0) return null;
  return (
    <section class="sr-settings" aria-labelledby="seen">
      <div>
        <h2 class="sr-heading" id="seen">
          {t('workbench_history_seen')}
        </h2>
        <p class="sr-small sr-muted">{t('workbench_history_seen_text')}</p>
      </div>
      <ul class="sr-seen">
        {apps.map(({ title, href, last, result }) => (
          <li key={href}>
            <a class="sr-link" href={href} dir="auto">
              {title}
            </a>{' '}
            <span class="sr-small sr-muted">{result === null ? last : t('workbench_history_seen_result', last, result)}</span>
          </li>
        ))}
      </ul>
      {onMore && (
        <button type="button" class="sr-button" onClick={onMore}>
          {t('idle_more')}
        </button>
      )}
    </section>
  );
}
