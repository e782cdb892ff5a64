import type { ComponentChildren } from 'preact';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';
import { Notice } from '../review/Lead';

interface Props {
  /**
   * The views, in order; `href` is the fragment of their URL, and `count` how much they list, which is
   * shown unless it is unknown or none.
   */
  items: readonly { id: string; icon: IconName; title: string; href: string; count?: number | undefined }[];
  /** The ID of the view that is shown. */
  current: string;
  isPrivate: boolean;
  children: ComponentChildren;
}

/** Draws the navigation of the workbench beside the view. */
export function Frame({ items, current, isPrivate, children }: Props) {
  return (
    <div class="sr-bench">
      <header class="sr-rail">
        <p class="sr-rail__brand">
          <span class="sr-brand">
            <Icon name="brand" />
          </span>
          {t('extension_name')}
        </p>
        <nav aria-label={t('workbench_navigation')}>
          <ul>
            {items.map(({ id, icon, title, href, count = 0 }) => (
              <li key={id}>
                <a href={href} aria-current={id === current ? 'page' : undefined}>
                  <Icon name={icon} />
                  <span>{title}</span>
                  {count > 0 && <small>{new Intl.NumberFormat(t('date_language')).format(count)}</small>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p class="sr-rail__foot">
          <Icon name="lock" small />
          <span>{t('workbench_local')}</span>
        </p>
      </header>
      <main class="sr-bench__main">
        {isPrivate && <Notice icon="info" text={t('workbench_private')} />}
        {children}
      </main>
    </div>
  );
}

/**
 * Draws the title of a view, which takes the focus when the user goes to it, and what it is for.
 */
export function ViewTitle({ title, text }: { title: string; text: string }) {
  return (
    <div class="sr-bench__title">
      <h1 tabIndex={-1}>{title}</h1>
      <p>{text}</p>
    </div>
  );
}
