import type { ComponentChildren } from 'preact';
import { t } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

interface Props {
  /** The sites that the user has allowed, by match pattern; `*` stands for all hosts. */
  sites: readonly { pattern: string; host: string }[];
  /** Whether the permission of a check with the org is still there. */
  session: boolean;
  privateWindows: boolean;
  shortcuts: readonly { name: string; description: string; keys: string }[];
  onRemoveSite(pattern: string): void;
  onRemoveSession(): void;
  /** Opens the browser's page of shortcuts. */
  onOpenShortcuts(): void;
  /** Opens the browser's page of the extension; null where no extension may open it. */
  onOpenExtension: (() => void) | null;
}

/** Shows what is allowed only on request, and what only the browser's own pages can change. */
export function BrowserSettings(props: Props) {
  const { sites, session, privateWindows, shortcuts, onRemoveSite, onRemoveSession, onOpenShortcuts, onOpenExtension } = props;
  return (
    <>
      <section class="sr-about__part" aria-labelledby="about-optional">
        <h2 class="sr-heading" id="about-optional" tabIndex={-1}>
          {t('workbench_about_optional')}
        </h2>
        <ul class="sr-about__list">
          <Item icon="key" title={t('workbench_about_session')} text={t('workbench_about_session_text')}>
            {session && <Removal text={t('workbench_about_session_left')} onRemove={onRemoveSession} />}
          </Item>
          <Item icon="page" title={t('workbench_about_domains')} text={t('workbench_about_domains_text')}>
            {sites.map(({ pattern, host }) => (
              <Removal
                key={pattern}
                text={host === '*' ? t('workbench_about_all_sites') : t('workbench_about_domain', host)}
                onRemove={() => onRemoveSite(pattern)}
              />
            ))}
          </Item>
        </ul>
      </section>
      <section class="sr-about__part" aria-labelledby="about-browser">
        <h2 class="sr-heading" id="about-browser">
          {t('workbench_about_browser')}
        </h2>
        <ul class="sr-about__list">
          <Item
            icon={privateWindows ? 'check' : 'minus'}
            title={t('workbench_about_private')}
            text={t(privateWindows ? 'workbench_about_private_on' : 'workbench_about_private_off')}
            onChange={onOpenExtension}
          >
            {!onOpenExtension && <p class="sr-muted">{t('workbench_about_private_how')}</p>}
          </Item>
          {shortcuts.map(({ name, description, keys }) => (
            <Item
              key={name}
              icon={keys ? 'check' : 'minus'}
              title={description}
              text={keys ? <kbd class="sr-key">{keys}</kbd> : t('workbench_about_no_keys')}
              onChange={onOpenShortcuts}
            />
          ))}
        </ul>
      </section>
    </>
  );
}

interface ItemProps {
  icon: 'key' | 'page' | 'check' | 'minus';
  title: string;
  text: ComponentChildren;
  /** Opens the page of the browser that changes it; null or absent if there is none. */
  onChange?: (() => void) | null;
  children?: ComponentChildren;
}

function Item({ icon, title, text, onChange, children }: ItemProps) {
  return (
    <li class="sr-about__item">
      <Icon name={icon} />
      <div class="sr-about__what">
        <h3>{title}</h3>
        <p class="sr-muted">{text}</p>
        {children}
      </div>
      {onChange && (
        <button type="button" class="sr-button" aria-label={t('workbench_about_change_named', title)} onClick={onChange}>
          {t('workbench_about_change')}
        </button>
      )}
    </li>
  );
}

/** A permission that is granted, and the button that gives it back. */
function Removal({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <p class="sr-about__removal">
      <span dir="auto">{text}</span>
      <button type="button" class="sr-link" aria-label={t('workbench_about_remove_named', text)} onClick={onRemove}>
        {t('workbench_about_remove')}
      </button>
    </p>
  );
}
