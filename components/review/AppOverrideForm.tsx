import { useId, useRef, useState } from 'preact/hooks';
import type { AppOverride } from '@/utils/review/types';
import { escapeInvisible, t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { useReviewActions } from './review-state';

const none = 'none';
const choiceOf = (profile: string) => `profile:${profile}`;

/**
 * Lets the user set which app this client is. It is a quiet link in the line that says how the app
 * was recognized. The form stays open if the answer was not saved; the action bar says why.
 */
export function AppOverrideForm({ appOverride: { choices, chosen: override } }: { appOverride: AppOverride }) {
  const { setAppOverride } = useReviewActions();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const chosen = override && (override.profileId === null ? none : choiceOf(override.profileId));
  const submit = async (next: { profileId: string | null } | null) => {
    if (!(await setAppOverride(next))) return;
    setOpen(false);
    button.current?.focus();
  };
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const value = String(new FormData(event.currentTarget as HTMLFormElement).get('app'));
    void submit({ profileId: value === none ? null : value.slice(choiceOf('').length) });
  };
  return (
    <>
      <button type="button" ref={button} class="sr-link" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {t('app_is')}
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <div id={id} hidden={!open}>
        {open && (
          <form autocomplete="off" class="sr-correction" onSubmit={save}>
            <label>
              <span class="sr-hidden">{t('app_is_label')}</span>
              <span class="sr-select">
                <select name="app" required>
                  <option value="" selected={chosen === null}>
                    {t('app_is_choose')}
                  </option>
                  {choices.map((choice) => (
                    <option key={choice.id} value={choiceOf(choice.id)} selected={chosen === choiceOf(choice.id)}>
                      {choice.isCustom ? t('app_is_yours', choice.name) : escapeInvisible(choice.name)}
                    </option>
                  ))}
                  <option value={none} selected={chosen === none}>
                    {t('app_is_none')}
                  </option>
                </select>
                <Icon name="chevron-down" small />
              </span>
            </label>
            <button type="submit" class="sr-button">
              {t('app_is_save')}
            </button>
            {override && (
              <button type="button" class="sr-link" onClick={() => void submit(null)}>
                {t('app_is_take_back')}
              </button>
            )}
            <p class="sr-small sr-muted">{t('app_is_why')}</p>
          </form>
        )}
      </div>
    </>
  );
}
