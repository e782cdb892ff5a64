import { useState } from 'preact/hooks';
import { Banner } from '@/components/controls/Banner';
import { EmptyState } from '@/components/workbench/EmptyState';
import { ViewTitle } from '@/components/workbench/Frame';
import { t, tById } from '@/utils/text/text';
import { DeleteElsewhere } from '../DeleteElsewhere';
import type { ViewProps } from '../view-props';
import { SavedLists } from './SavedLists';
import { Transfer } from './Transfer';
import { useSaved } from './use-saved';

/** Shows what the user saved, to edit, delete, export and import it. */
export function PreferencesView({ isPrivate }: ViewProps) {
  const { saved, reload, more } = useSaved(!isPrivate);
  const [message, setMessage] = useState<{ text: string; list: string | null }>({ text: '', list: null });
  const done = (text: string, list: string | null = null) => {
    setMessage({ text, list });
    return reload();
  };
  return (
    <>
      <ViewTitle title={t('workbench_title_preferences')} text={t('workbench_preferences_text')} />
      {isPrivate && (
        <EmptyState icon="lock" title={t('workbench_private_title')}>
          {t('workbench_private_text')}
        </EmptyState>
      )}
      {saved?.fault && (
        <EmptyState icon="warning" title={t('workbench_unreadable')}>
          {tById('workbench_fault', saved.fault)}
        </EmptyState>
      )}
      {saved && !saved.fault && (
        <>
          {!saved.mayRemember && <Banner icon="lock" text={t('storage_managed')} />}
          <Transfer saved={saved} onStart={() => setMessage({ text: '', list: null })} onDone={done} />
          {/* A list shows what was done in it, so it is only announced here. */}
          <p class={message.list !== null && saved.isAny ? 'sr-hidden' : 'sr-result'} role="status">
            {message.text}
          </p>
          <DeleteElsewhere views={['history', 'policy']} />
          <SavedLists saved={saved} message={message} onMore={more} onDone={done} />
        </>
      )}
    </>
  );
}
