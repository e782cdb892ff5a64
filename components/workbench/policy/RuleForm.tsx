import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { FieldFault } from '@/utils/text/file-schema';
import { listText, t, tById } from '@/utils/text/text';
import { Choice, type Option } from '../Choice';
import { faultText, type PolicyRules } from './fault-text';
import { PolicyFaults } from './PolicyFaults';

/** The fields of a rule, as the user types them; an empty one is no condition. */
const ruleFields = ['action', 'provider', 'app', 'scopes', 'sensitivity', 'reason', 'link', 'access'] as const;
/** The rule that is being edited. `scopes` are separated by spaces. */
export type RuleDraft = Record<(typeof ruleFields)[number], string>;

interface Props {
  draft: RuleDraft;
  /** The values of the fields that are menus. */
  choices: Record<'action' | 'provider' | 'sensitivity', readonly Option[]>;
  /** The values of which `access` can have several. */
  access: readonly Option[];
  /**
   * Resolves to what is wrong with the rule. The form stays, with what was typed, until it is
   * closed.
   */
  onSave(draft: RuleDraft): Promise<readonly FieldFault[]>;
  onCancel(): void;
  /** What the errors say about limits. */
  rules: PolicyRules;
}

/** The fields that are typed, whose errors stand below them. */
const texts: ReadonlySet<string> = new Set(['app', 'scopes', 'reason', 'link']);

/** Lets the user write one rule. The focus moves into it. */
export function RuleForm({ draft, choices, access, onSave, onCancel, rules }: Props) {
  const [rule, setRule] = useState(draft);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  // The first field that is wrong: its error is read out with it.
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [faults]);
  const submit = async (event: Event) => {
    event.preventDefault();
    setFaults(await onSave(rule));
  };
  return (
    <form
      autocomplete="off"
      class="sr-rule-form"
      ref={form}
      onSubmit={(event) => void submit(event)}
      aria-label={t('workbench_policy_form')}
    >
      {ruleFields.map((field) => {
        if (field in choices)
          return (
            <Choice
              key={field}
              label={tById('workbench_policy_field', field)}
              value={rule[field]}
              options={choices[field as keyof Props['choices']]}
              onChange={(value) => setRule({ ...rule, [field]: value })}
            />
          );
        if (field === 'access')
          return (
            <AccessField
              key={field}
              value={rule.access}
              options={access}
              hint={tById('workbench_policy_matches', rule.action === 'allow' ? 'all' : 'any')}
              onChange={(value) => setRule({ ...rule, access: value })}
            />
          );
        const errors = errorsOf(field, rule, faults, rules);
        const isWrong = errors.length > 0;
        return (
          <div class="sr-labeled" key={field}>
            <label class="sr-small sr-muted" for={`${id}-${field}`}>
              {field === 'reason' && rule.action === 'ask'
                ? t('workbench_policy_field_reason_ask')
                : tById('workbench_policy_field', field)}
            </label>
            <input
              autocomplete="off"
              class="sr-rule-form__input"
              id={`${id}-${field}`}
              value={rule[field]}
              spellcheck={field === 'reason'}
              aria-invalid={isWrong || undefined}
              aria-describedby={isWrong ? `${id}-${field}-error` : undefined}
              onInput={({ currentTarget }) => setRule({ ...rule, [field]: currentTarget.value })}
            />
            {isWrong && (
              <p class="sr-rule-form__error" id={`${id}-${field}-error`}>
                {errors.join(' ')}
              </p>
            )}
          </div>
        );
      })}
      <PolicyFaults faults={faults.filter((fault) => !texts.has(fieldOf(fault)))} rules={rules} takesFocus />
      <div class="sr-tools">
        <button type="submit" class="sr-button sr-button--primary">
          {t('workbench_policy_save')}
        </button>
        <button type="button" class="sr-button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

interface AccessProps {
  /** The kinds that are checked, separated by spaces. */
  value: string;
  options: readonly Option[];
  /** How the rule compares them with what a scope allows. */
  hint: string;
  onChange(value: string): void;
}

/** Lets the user check several kinds of access. */
function AccessField({ value, options, hint, onChange }: AccessProps) {
  const checked = new Set(value.split(' '));
  const toggle = (id: string) =>
    onChange(
      options
        .map(([one]) => one)
        .filter((one) => checked.has(one) !== (one === id))
        .join(' '),
    );
  return (
    <fieldset class="sr-rule-form__access">
      <legend class="sr-small sr-muted">{t('workbench_policy_field_access')}</legend>
      {options.map(([id, text]) => (
        <label key={id} class="sr-option">
          <input type="checkbox" checked={checked.has(id)} onChange={() => toggle(id)} />
          {text}
        </label>
      ))}
      <p class="sr-small sr-muted" role="status">
        {hint}
      </p>
    </fieldset>
  );
}

const fieldOf = (fault: FieldFault) => /^[a-z]+/.exec(fault.field)?.[0] ?? '';

/** Returns what is wrong with one field, with the entries of its list that are. */
function errorsOf(field: keyof RuleDraft, draft: RuleDraft, faults: readonly FieldFault[], rules: PolicyRules): string[] {
  const entries = draft[field].trim().split(/\s+/);
  const wrong = Map.groupBy(
    faults.filter((fault) => fieldOf(fault) === field),
    (fault) => faultText(fault, rules),
  );
  return [...wrong].map(([text, same]) => {
    const named = same.flatMap((fault) => entries[Number(/\[(\d+)\]$/.exec(fault.field)?.[1])] ?? []);
    return named.length > 0 ? t('workbench_policy_fault_at', listText(named.slice(0, MAX_NAMED)), text) : text;
  });
}

/** Further entries of a list that are wrong in the same way are not named. */
const MAX_NAMED = 5;
