import { useState } from 'preact/hooks';
import { t, tPlural } from '@/utils/text/text';
import { ScopeIdText } from '../../controls/ScopeIds';
import { Icon } from '../../icons/Icon';

/** A scope of a saved selection. */
export interface EditedScope {
  id: string;
  /** What the provider calls it; null if that is unknown. */
  label: string | null;
  isKept: boolean;
  /** Whether it was required when the selection was saved, so that it can't be dropped. */
  isLocked: boolean;
}

interface Props {
  scopes: readonly EditedScope[];
  onSave(kept: readonly string[]): void;
  onCancel(): void;
}

/** Changes which optional scopes a saved selection keeps. */
export function SelectionEditor({ scopes, onSave, onCancel }: Props) {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set(scopes.flatMap(({ id, isKept }) => (isKept ? [id] : []))));
  const [isRefused, setRefused] = useState(false);
  const locked = scopes.filter(({ isLocked }) => isLocked);
  const free = scopes.filter(({ isLocked }) => !isLocked);
  const toggle = (id: string) => {
    const next = new Set(kept);
    if (!next.delete(id)) next.add(id);
    setKept(next);
    setRefused(false);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    // No provider accepts a request without any scope.
    if (kept.size === 0) return setRefused(true);
    onSave(scopes.flatMap(({ id }) => (kept.has(id) ? [id] : [])));
  };
  return (
    <form autocomplete="off" class="sr-edit__form" onSubmit={submit}>
      <fieldset>
        <legend class="sr-small sr-muted">
          {free.length > 0 ? t('workbench_preferences_edit_text') : t('workbench_preferences_edit_nothing')}
        </legend>
        <ul class="sr-edit__scopes">
          {free.map(({ id, label }) => (
            <li key={id}>
              <label class="sr-option">
                <input
                  class="sr-check"
                  type="checkbox"
                  aria-label={label === null ? id : t('row_name', label, id)}
                  checked={kept.has(id)}
                  onChange={() => toggle(id)}
                />
                <span>
                  {label} <ScopeIdText id={id} />
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      {locked.length > 0 && (
        <details>
          <summary>
            <Icon name="lock" small /> {tPlural('workbench_preferences_edit_required', locked.length)}
          </summary>
          <ul class="sr-edit__scopes">
            {locked.map(({ id, label }) => (
              <li key={id}>
                {label} <ScopeIdText id={id} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="sr-result" role="alert">
        {isRefused && t('workbench_preferences_edit_empty')}
      </p>
      <p class="sr-tools">
        {free.length > 0 && (
          <button type="submit" class="sr-button sr-button--primary">
            {t('workbench_preferences_edit_save')}
          </button>
        )}
        <button type="button" class="sr-button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </p>
    </form>
  );
}
