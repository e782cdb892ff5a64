import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '@/components/icons/Icon';
import { Question } from '@/components/workbench/Confirm';
import { PolicyImport, type PolicyPreview } from '@/components/workbench/policy/PolicyImport';
import { type RuleDraft, RuleForm } from '@/components/workbench/policy/RuleForm';
import { RuleTable } from '@/components/workbench/policy/RuleTable';
import { decodeFile } from '@/utils/files/decode';
import type { Baseline } from '@/utils/policy/baseline';
import { findShadows } from '@/utils/policy/find-shadows';
import { type PolicyFile, type PolicyRule, readPolicyFile } from '@/utils/policy/policy-file';
import type { FieldFault } from '@/utils/text/file-schema';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { t } from '@/utils/text/text';
import { ExportPolicy, RolloutNote } from './ExportPolicy';
import { previewOf } from './preview';
import { accessChoices, draftOf, newRule, policyRules, readDraft, ruleChoices, ruleRows } from './rules';

interface Props {
  policy: PolicyFile;
  /** Whether there is no policy yet; `policy` is then an empty one. */
  isNone: boolean;
  canEdit: boolean;
  /** What was approved on this device. */
  approved: readonly Baseline[];
  /** How many connections each rule would have changed; null if that is not known. */
  byRule: Parameters<typeof ruleRows>[1];
  /** Stores a changed policy and says `text`; resolves to whether it was stored. */
  onChange(changed: Partial<PolicyFile>, text: string): Promise<boolean>;
  /** Called if a rule can't be saved because it was changed or deleted in another tab. */
  onLost(): void;
  /** What became of the last change. */
  children: ComponentChildren;
}

/** What is asked before it is done. `origin`: the ID or the name of the button that asks. */
interface Asked {
  label: string;
  text: string;
  yes: string;
  origin: string;
  run(): Promise<unknown>;
}

/** A file that the user chose. If it isn't a policy, `file` is null and `read` says why. */
interface Imported {
  name: string;
  file: PolicyFile | null;
  read: PolicyPreview | readonly FieldFault[];
}

/** Lists the rules of a policy, and lets the user edit, move, delete, import and export them. */
export function Rules({ policy, isNone, canEdit, approved, byRule, onChange, onLost, children }: Props) {
  const [editing, setEditing] = useState<{ index: number | null; rule: PolicyRule | null; draft: RuleDraft } | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const focus = useRef<string | null>(null);
  // The button that had the focus may be gone or belong to another rule.
  useEffect(() => {
    if (!focus.current) return;
    const name = CSS.escape(focus.current);
    const target = document.querySelector<HTMLElement>(`[aria-label="${name}"], #${name}`);
    target?.focus();
    // A new rule is drawn only after it was saved.
    if (target) focus.current = null;
  }, [policy, editing, asked, imported]);
  // What was asked, and what an import would change, is about the policy as it was.
  useEffect(() => {
    setAsked(null);
    setImported(null);
  }, [policy]);

  const { rules } = policy;
  const shadows = useMemo(() => findShadows(rules), [rules]);
  const edit = (index: number | null, draft: RuleDraft) => {
    setAsked(null);
    setImported(null);
    setEditing({ index, rule: (index !== null && rules[index]) || null, draft });
  };
  const ask = (question: Asked) => {
    setEditing(null);
    setImported(null);
    setAsked(question);
  };
  const save = async (draft: RuleDraft): Promise<readonly FieldFault[]> => {
    const read = readDraft(draft);
    if (!read.ok) return read.faults;
    // The policy may have changed while the form was open, so the rule may have another place, or none.
    const index = placeOf(rules, editing);
    if (index === null) {
      onLost();
      return [];
    }
    const saved = await onChange({ rules: rules.toSpliced(index, index < rules.length ? 1 : 0, read.value) }, t('workbench_policy_saved'));
    if (!saved) return [];
    focus.current = t('workbench_policy_edit', index + 1);
    setEditing(null);
    return [];
  };
  const move = (index: number, by: -1 | 1) => {
    const rule = rules[index];
    setEditing(null);
    focus.current = t('workbench_policy_edit', index + by + 1);
    if (rule)
      void onChange({ rules: rules.toSpliced(index, 1).toSpliced(index + by, 0, rule) }, t('workbench_policy_moved', index + by + 1));
  };
  const remove = (index: number) => {
    const label = t('workbench_policy_delete', index + 1);
    ask({
      label,
      text: t('workbench_policy_delete_text', index + 1, rules[index]?.reason ?? ''),
      yes: t('workbench_policy_delete_yes'),
      origin: label,
      run: () => onChange({ rules: rules.toSpliced(index, 1) }, t('workbench_policy_deleted', index + 1)),
    });
  };
  const importFile = async (file: File | undefined) => {
    if (!file) return;
    const bytes = await file
      .slice(0, 4 * MAX_PASTED_LENGTH)
      .arrayBuffer()
      .catch(() => null);
    const read = readPolicyFile(bytes ? decodeFile(new Uint8Array(bytes)) : '');
    setEditing(null);
    setAsked(null);
    setImported({
      name: file.name,
      file: read.ok ? read.file : null,
      read: read.ok ? previewOf(read.file, isNone ? null : policy, approved) : read.faults,
    });
  };
  const endImport = () => {
    focus.current = 'import-policy';
    setImported(null);
  };
  const replace = async (file: PolicyFile) => {
    // A policy begins with its report, whatever its author wants.
    if (await onChange({ ...file, mode: 'audit', ...(file.baselines ? {} : { baselines: undefined }) }, t('workbench_policy_imported')))
      endImport();
  };
  return (
    <section aria-labelledby="rules" class="sr-policy-part">
      <div class="sr-tools">
        <h2 class="sr-heading" id="rules">
          {t('workbench_policy_rules')} <small>{t('workbench_policy_first')}</small>
        </h2>
        {canEdit && (
          <>
            <button type="button" id="import-policy" class="sr-button" onClick={() => input.current?.click()}>
              <Icon name="file" />
              {t('workbench_policy_import')}
            </button>
            <button type="button" id="add-rule" class="sr-button" onClick={() => edit(null, newRule)}>
              <Icon name="plus" />
              {t('workbench_policy_add')}
            </button>
          </>
        )}
        <ExportPolicy policy={policy} isNone={isNone} approved={approved} />
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label={t('workbench_policy_import')}
          onChange={({ currentTarget }) => {
            void importFile(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
      </div>
      {children}
      {asked && (
        <Question
          {...asked}
          key={asked.text}
          onConfirm={() => {
            focus.current = 'add-rule';
            setAsked(null);
            void asked.run();
          }}
          onKeep={() => {
            focus.current = asked.origin;
            setAsked(null);
          }}
        />
      )}
      {imported && (
        <PolicyImport
          name={imported.name}
          read={imported.read}
          limits={policyRules}
          onImport={() => void (imported.file && replace(imported.file))}
          onClose={endImport}
        />
      )}
      {editing && (
        <RuleForm
          key={String(editing.index)}
          draft={editing.draft}
          choices={ruleChoices(editing.draft)}
          access={accessChoices()}
          rules={policyRules}
          onSave={save}
          onCancel={() => {
            focus.current = 'add-rule';
            setEditing(null);
          }}
        />
      )}
      <RuleTable
        rows={ruleRows(policy, byRule, shadows)}
        edit={
          canEdit
            ? {
                change: (index) => {
                  const rule = rules[index];
                  if (rule) edit(index, draftOf(rule));
                },
                move,
                remove,
              }
            : null
        }
      />
      {canEdit && !isNone && <RolloutNote policy={policy} approved={approved} />}
    </section>
  );
}

/**
 * Returns where the rule that is edited is now; the end for a new one. Null if it is not there any
 * more, or if nobody knows which of several it is.
 */
function placeOf(rules: readonly PolicyRule[], editing: { index: number | null; rule: PolicyRule | null } | null): number | null {
  if (!editing?.rule) return rules.length;
  const wanted = JSON.stringify(editing.rule);
  const places = rules.flatMap((rule, index) => (JSON.stringify(rule) === wanted ? [index] : []));
  if (editing.index !== null && places.includes(editing.index)) return editing.index;
  return places.length === 1 ? (places[0] ?? null) : null;
}
