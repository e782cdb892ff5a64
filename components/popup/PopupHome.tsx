import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Header } from '../controls/Header';
import { Icon } from '../icons/Icon';
import { Notice } from '../review/Lead';
import { SelectionMeter } from '../review/SelectionMeter';
import { type CustomProfileRow, CustomProfiles } from './CustomProfiles';
import { Forget } from './Forget';
import { ListItemHeader } from './ListItemHeader';

/** A saved selection, as a row of the popup's list. */
export interface SavedSelectionItem {
  key: string;
  app: string;
  provider: string;
  /** The account; empty if it is not known. */
  account: string;
  /** How many scopes were kept, requested and required. */
  kept: number;
  requested: number;
  required: number;
  /** When it was saved, milliseconds since the epoch. */
  at: number;
}

interface Props {
  /** Whether what is stored is still being read. */
  isLoading?: boolean;
  items: readonly SavedSelectionItem[];
  /** False if the storage could not be read. */
  available: boolean;
  profiles: readonly CustomProfileRow[];
  /** True if any stored data exists, listed here or not. */
  anything: boolean;
  /** True if the browser has discarded what was stored. */
  lost?: boolean;
  onForget(key: string): void;
  /** Lists more of the saved selections; undefined if there are no more. */
  onMore?: (() => void) | undefined;
  onForgetAll(): void;
  /** Prompts about other tabs and sites, drawn first. */
  offer: ComponentChildren;
  /** The field for a pasted text. */
  paste: ComponentChildren;
  /** The case that was pasted last, drawn below the field. */
  lastCase?: ComponentChildren;
  onSaveProfile(key: string): void;
  onDeleteProfile(key: string): void;
}

/**
 * Shows the popup for a tab without a request: what is saved, how to forget it, and a field to
 * paste something to analyze.
 */
export function PopupHome({ items, available, profiles, anything, onForget, onForgetAll, offer, paste, lastCase, ...props }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Deleting an item removes the button that had the focus, so the focus moves to the list's
  // heading.
  const keepFocus = (forget: () => void) => () => {
    heading.current?.focus();
    forget();
  };
  return (
    <div class="sr-sheet sr-sheet--popup">
      <Header>
        <a class="sr-link" href="/workbench.html" target="_blank" rel="noreferrer">
          {t('idle_workbench')}
          <Icon name="external" small />
        </a>
      </Header>
      <main>
        {offer}
        <div class="sr-idle">
          <h1 class="sr-idle__title" tabIndex={-1}>
            {t('idle_title')}
          </h1>
          <p class="sr-idle__text">{t('idle_text')}</p>
        </div>
        <div class="sr-section sr-paste-part">{paste}</div>
        {lastCase}
        <section class="sr-remembered" aria-labelledby="remembered" aria-busy={props.isLoading}>
          <h2 class="sr-heading sr-section" id="remembered" ref={heading} tabIndex={-1}>
            {t('idle_remembered')}
          </h2>
          {props.lost && (
            <div class="sr-section sr-alerts">
              <Notice icon="history" text={t('banner_storage_reset')} />
            </div>
          )}
          {items.length === 0 && !props.isLoading && (
            <p class="sr-section sr-remembered__empty">{t(available ? 'idle_empty' : 'idle_unavailable')}</p>
          )}
          <ul>
            {items.map((item) => (
              <Item key={item.key} item={item} onForget={keepFocus(() => onForget(item.key))} />
            ))}
          </ul>
          {props.onMore && (
            <button type="button" class="sr-link sr-section" onClick={props.onMore}>
              {t('idle_more')}
            </button>
          )}
          {items.length > 0 && (
            <a class="sr-link sr-section" href="/workbench.html#preferences" target="_blank" rel="noreferrer">
              {t('idle_edit')}
            </a>
          )}
        </section>
        <CustomProfiles
          profiles={profiles}
          onSave={props.onSaveProfile}
          onDelete={(key) => keepFocus(() => props.onDeleteProfile(key))()}
        />
      </main>
      <footer class="sr-actions sr-actions__foot">
        {anything && <Forget label={t('idle_forget_all')} question={t('idle_forget_all_question')} onForget={keepFocus(onForgetAll)} />}
        <span class="sr-muted sr-local">
          <Icon name="lock" small />
          {t('idle_local')}
        </span>
      </footer>
    </div>
  );
}

function Item({ item, onForget }: { item: SavedSelectionItem; onForget: () => void }) {
  const app = t('review_subject', item.app || t('review_unknown_app'), item.provider);
  // The same app may be saved for several accounts.
  const name = item.account ? t('idle_of_account', app, item.account) : app;
  return (
    <li class="sr-recent">
      <ListItemHeader app={item.app} name={name} at={item.at} />
      <span class="sr-recent__forget">
        <Forget label={t('idle_forget')} name={t('idle_forget_named', name)} question={t('idle_forget_question')} onForget={onForget} />
      </span>
      <span class="sr-recent__out">{t('idle_kept', item.kept, item.requested)}</span>
      <SelectionMeter parts counts={{ required: item.required, kept: item.kept - item.required, dropped: item.requested - item.kept }} />
    </li>
  );
}
