import { useEffect, useRef, useState } from 'preact/hooks';
import type { PolicyMode } from '@/utils/policy/types';
import { t, tById } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

const modes = ['off', 'audit', 'enforce'] as const satisfies readonly PolicyMode[];

interface ModeProps {
  name: string;
  /** How many rules, from which day, and whose they are. */
  about: string;
  mode: PolicyMode;
  /** Null if the policy can't be changed here. */
  edit: { mode(mode: PolicyMode): void; rename(name: string): void; maxLength: number } | null;
}

/** Shows which policy it is, and whether it is applied. */
export function ModeBar({ name, about, mode, edit }: ModeProps) {
  return (
    <div class="sr-mode">
      <Icon name="policy" />
      <div class="sr-mode__name">
        {edit ? <PolicyName name={name} {...edit} /> : <strong dir="auto">{name}</strong>} <span>{about}</span>
      </div>
      <fieldset class="sr-segments">
        <legend class="sr-hidden">{t('workbench_policy_mode')}</legend>
        {modes.map((one) => (
          <label key={one}>
            <input type="radio" name="policy-mode" checked={mode === one} disabled={!edit} onChange={() => edit?.mode(one)} />
            {tById('policy_mode', one)}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** The name of the policy, which users see, and a field to change it. */
function PolicyName({ name, rename, maxLength }: { name: string; rename(name: string): void; maxLength: number }) {
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isTyping = typed !== null;
  const wasTyping = useRef(false);
  useEffect(() => {
    if (isTyping) field.current?.select();
    else if (wasTyping.current) button.current?.focus();
    wasTyping.current = isTyping;
  }, [isTyping]);
  if (!isTyping) {
    const label = t('workbench_policy_rename');
    return (
      <>
        <strong dir="auto">{name}</strong>{' '}
        <button type="button" ref={button} class="sr-icon-button" title={label} aria-label={label} onClick={() => setTyped(name)}>
          <Icon name="pencil" small />
        </button>
      </>
    );
  }
  const submit = (event: Event) => {
    event.preventDefault();
    if (typed.trim() === '') return field.current?.focus();
    setTyped(null);
    if (typed.trim() !== name) rename(typed.trim());
  };
  return (
    <form autocomplete="off" class="sr-mode__form" onSubmit={submit}>
      <input
        autocomplete="off"
        ref={field}
        class="sr-rule-form__input"
        dir="auto"
        maxLength={maxLength}
        aria-label={t('workbench_policy_name')}
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <button type="submit" class="sr-button">
        {t('workbench_policy_rename_save')}
      </button>
      <button type="button" class="sr-button" onClick={() => setTyped(null)}>
        {t('cancel')}
      </button>
    </form>
  );
}
