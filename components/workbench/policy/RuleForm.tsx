import { useEffect, useRef, useState } from 'preact/hooks';
import type { FieldFault } from '@/utils/text/file-schema';
import { t, tById } from '@/utils/text/text';
import { Choice, type Option } from '../Choice';

/** The fields of a rule, as the user types them; an empty one is no condition. */
const ruleFields = ['action', 'provider', 'app', 'scopes', 'access', 'sensitivity', 'reason', 'link'] as const;
/** The rule that is being edited. `scopes` are separated by spaces. */
export type RuleDraft = Record<(typeof ruleFields)[number], string>;

interface Props {
  draft: RuleDraft;
  /** The values of the fields that are menus. */
  choices: Record<'action' | 'provider' | 'access' | 'sensitivity', readonly Option[]>;
  /**
   * Resolves to what is wrong with the rule. The form stays, with what was typed, until it is
   * closed.
   */
  onSave(draft: RuleDraft): Promise<readonly FieldFault[]>;
  onCancel(): void;
}

/** Lets the user write one rule. The focus moves into it. */
export function RuleForm({ draft, choices, onSave, onCancel }: Props) {
  const [rule, setRule] = useState(draft);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    setFaults(await onSave(rule));
  };
  return (
    <form class="sr-rule-form" ref={form} onSubmit={(event) => void submit(event)} aria-label={t('workbench_policy_form')}>
      {ruleFields.map((field) =>
        field in choices ? (
          <Choice
            key={field}
            label={tById('workbench_policy_field', field)}
            value={rule[field]}
            options={choices[field as keyof Props['choices']]}
            onChange={(value) => setRule({ ...rule, [field]: value })}
          />
        ) : (
          <label class="sr-labeled" key={field}>
            <span class="sr-small sr-muted">{tById('workbench_policy_field', field)}</span>
            <input
              class="sr-rule-form__input"
              value={rule[field]}
              spellcheck={field === 'reason'}
              onInput={({ currentTarget }) => setRule({ ...rule, [field]: currentTarget.value })}
            />
          </label>
        ),
      )}
      <PolicyFaults faults={faults} />
      <div class="sr-tools">
        <button type="submit" class="sr-button sr-button--primary">
          {t('workbench_policy_save')}
        </button>
        <button type="button" class="sr-button" onClick={onCancel}>
          {t('workbench_policy_cancel')}
        </button>
      </div>
    </form>
  );
}

/** Lists what is wrong with a rule, a file or managed storage. */
export function PolicyFaults({ faults }: { faults: readonly FieldFault[] }) {
  if (faults.length === 0) return null;
  return (
    <ul class="sr-faults" role="alert">
      {faults.slice(0, 20).map(({ field, fault }) => (
        <li key={field + fault}>{t('custom_profile_fault', field || t('custom_profile_fault_file'), tById('profile_fault', fault))}</li>
      ))}
    </ul>
  );
}
