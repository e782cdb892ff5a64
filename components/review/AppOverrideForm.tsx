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
export function AppOverrideForm({ appOverride }: { appOverride: AppOverride }) {
  const { setAppOverride } = useReviewActions();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const submit = async (next: AppOverride['chosen']) => {
    if (!(await setAppOverride(next))) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button type="button" ref={button} class="sr-link" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {t('app_is')}
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <div id={id} hidden={!open}>
        {open && <AppChoice appOverride={appOverride} onChoose={(next) => void submit(next)} />}
      </div>
    </>
  );
}

interface ChoiceProps {
  appOverride: AppOverride;
  /** Called with the chosen app; null to detect it automatically again. */
  onChoose(next: AppOverride['chosen']): void;
  /** Closes the form, which then has no button that deletes the choice. */
  onCancel?(): void;
}

/** Takes which app a client is. */
export function AppChoice({ appOverride: { choices, chosen: override }, onChoose, onCancel }: ChoiceProps) {
  const chosen = override && (override.profileId === null ? none : choiceOf(override.profileId));
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const value = String(new FormData(event.currentTarget as HTMLFormElement).get('app'));
    onChoose({ profileId: value === none ? null : value.slice(choiceOf('').length) });
  };
  return (
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
      <button type="submit" class={onCancel ? 'sr-button sr-button--primary' : 'sr-button'}>
        {t('app_is_save')}
      </button>
      {onCancel && (
        <button type="button" class="sr-button" onClick={onCancel}>
          {t('cancel')}
        </button>
      )}
      {override && !onCancel && (
        <button type="button" class="sr-link" onClick={() => onChoose(null)}>
          {t('app_is_take_back')}
        </button>
      )}
      <p class="sr-small sr-muted">{t('app_is_why')}</p>
    </form>
  );
}
