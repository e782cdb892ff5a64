import { t, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

/** What the user allows on the hosts of one provider. */
export interface SiteAccessItem {
  id: string;
  name: string;
  hosts: readonly { host: string; isGranted: boolean }[];
}

interface Props {
  items: readonly SiteAccessItem[];
  /** The ID of the provider whose permission the browser has just refused; null if none. */
  refused: string | null;
  /** Has to ask the browser at once, because browsers want a user gesture. */
  onAllow(id: string): void;
}

/** Lists the providers with what is allowed on their hosts, and offers to allow what is missing. */
export function SiteAccess({ items, refused, onAllow }: Props) {
  return (
    <section class="sr-about__part" aria-labelledby="about-sites">
      <h2 class="sr-heading" id="about-sites">
        {t('workbench_about_sites')}
      </h2>
      <p class="sr-muted">{t('workbench_about_sites_text')}</p>
      <ul class="sr-about__list">
        {items.map((item) => (
          <Provider key={item.id} item={item} isRefused={item.id === refused} onAllow={() => onAllow(item.id)} />
        ))}
      </ul>
    </section>
  );
}

function Provider({ item, isRefused, onAllow }: { item: SiteAccessItem; isRefused: boolean; onAllow: () => void }) {
  const { id, name, hosts } = item;
  const granted = hosts.filter(({ isGranted }) => isGranted).length;
  const isWhole = granted === hosts.length;
  const state = isWhole
    ? tPlural('workbench_about_allowed', granted)
    : granted === 0
      ? t('workbench_about_withheld')
      : tPlural('workbench_about_partly', hosts.length, granted);
  return (
    <li class="sr-about__item">
      <Icon name={isWhole ? 'check' : 'warning'} />
      <div class="sr-about__what">
        <h3 tabIndex={-1} id={`access-${id}`}>
          {name}
        </h3>
        <p class={isWhole ? 'sr-muted' : 'sr-about__missing'} role="status">
          {state}
        </p>
        {isRefused && <p role="alert">{t('workbench_about_refused')}</p>}
        <details>
          <summary>{t('workbench_about_hosts')}</summary>
          <ul>
            {hosts.map(({ host, isGranted }) => (
              <li key={host}>
                <code class="sr-id">{host}</code>
                {!isGranted && <span class="sr-about__missing">{t('workbench_about_host_withheld')}</span>}
              </li>
            ))}
          </ul>
        </details>
      </div>
      {!isWhole && (
        <button type="button" class="sr-button" onClick={onAllow}>
          {t('idle_revoked_button', name)}
        </button>
      )}
    </li>
  );
}
