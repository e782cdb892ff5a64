import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatIsoDay } from '@/components/review/format';
import { Question } from '@/components/workbench/Confirm';
import { ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { ModeBar, TestResults } from '@/components/workbench/policy/PolicyParts';
import { PolicyFaults, type RuleDraft, RuleForm } from '@/components/workbench/policy/RuleForm';
import { RuleTable } from '@/components/workbench/policy/RuleTable';
import { decodeFile } from '@/utils/files/decode';
import { type PolicyFile, readPolicyFile, writePolicyFile } from '@/utils/policy/policy-file';
import type { FieldFault } from '@/utils/text/file-schema';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { t, tById, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { saveFile } from '../../app/save-file';
import type { ViewProps } from '../view-props';
import { draftOf, emptyPolicy, newRule, readDraft, ruleChoices, ruleRows } from './rules';
import { testRows } from './test-rows';
import { usePolicy } from './use-policy';

/** What is asked before it is done. `origin`: the ID or the name of the button that asks. */
interface Asked {
  label: string;
  text: string;
  yes: string;
  origin: string;
  run(): Promise<void>;
}

/** Shows the policy that applies, lets the user change their own, and tests it. */
export function PolicyView({ session, isPrivate }: ViewProps) {
  const { managed, own, audit, fault, isLoaded, save } = usePolicy(isPrivate);
  const [editing, setEditing] = useState<{ index: number | null; draft: RuleDraft } | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [message, setMessage] = useState('');
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const policy = useMemo(() => managed.policy ?? own ?? emptyPolicy(Date.now()), [managed.policy, own]);
  const isManaged = managed.policy !== null;
  const isNone = !isManaged && own === null;
  // A policy that was not read must not be replaced by the first change.
  const canEdit = isLoaded && !isManaged && !isPrivate;
  const focus = useRef<string | null>(null);
  // The button that had the focus may be gone or belong to another rule.
  useEffect(() => {
    if (!focus.current) return;
    const name = CSS.escape(focus.current);
    const target = document.querySelector<HTMLElement>(`[aria-label="${name}"], #${name}`);
    target?.focus();
    // A new rule is drawn only after it was saved.
    if (target) focus.current = null;
  }, [policy, editing, asked]);
  // What was asked is about the policy as it was.
  useEffect(() => setAsked(null), [policy]);

  const change = async (changed: Partial<PolicyFile>, text: string) => {
    const saved = await save({ ...policy, date: calendarDay(Date.now()), ...changed });
    setMessage(saved ? text : t('workbench_policy_not_saved'));
  };
  const saveRule = (draft: RuleDraft): readonly FieldFault[] => {
    const read = readDraft(draft);
    if (!read.ok) return read.faults;
    const { rules } = policy;
    const index = editing?.index ?? rules.length;
    void change({ rules: rules.toSpliced(index, index < rules.length ? 1 : 0, read.value) }, t('workbench_policy_saved'));
    focus.current = t('workbench_policy_edit', index + 1);
    setEditing(null);
    return [];
  };
  const move = (index: number, by: -1 | 1) => {
    const rule = policy.rules[index];
    setEditing(null);
    focus.current = t('workbench_policy_edit', index + by + 1);
    if (rule)
      void change({ rules: policy.rules.toSpliced(index, 1).toSpliced(index + by, 0, rule) }, t('workbench_policy_moved', index + by + 1));
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
    setMessage('');
    setFaults(read.ok ? [] : read.faults);
    if (!read.ok) return;
    // A policy begins with its report, whatever its author wants.
    const replace = async () => setMessage((await save({ ...read.file, mode: 'audit' })) ? t('workbench_policy_imported') : '');
    if (isNone) return replace();
    setAsked({
      label: t('workbench_policy_import'),
      text: t('workbench_policy_import_text', policy.name, read.file.name),
      yes: t('workbench_policy_import_yes'),
      origin: 'import-policy',
      run: replace,
    });
  };
  const remove = (index: number) => {
    const label = t('workbench_policy_delete', index + 1);
    setEditing(null);
    setAsked({
      label,
      text: t('workbench_policy_delete_text', index + 1, policy.rules[index]?.reason ?? ''),
      yes: t('workbench_policy_delete_yes'),
      origin: label,
      run: () => change({ rules: policy.rules.toSpliced(index, 1) }, t('workbench_policy_deleted', index + 1)),
    });
  };
  const edit = (index: number | null, draft: RuleDraft) => {
    setAsked(null);
    setEditing({ index, draft });
  };
  return (
    <>
      <ViewTitle title={t('workbench_title_policy')} text={t('workbench_policy_text')} />
      <ModeBar
        name={policy.name}
        about={
          isNone
            ? t('workbench_policy_none')
            : t(
                'policy_line',
                tPlural('workbench_policy_count', policy.rules.length),
                formatIsoDay(policy.date),
                tById('policy_owner', isManaged ? 'organization' : 'user'),
              )
        }
        mode={policy.mode}
        onMode={canEdit && !isNone ? (mode) => void change({ mode }, tById('policy_mode_text', mode)) : null}
      />
      <p class="sr-small sr-muted">
        {!isNone && tById('policy_mode_text', policy.mode)}{' '}
        {audit &&
          audit.reviews > 0 &&
          tPlural('workbench_policy_audit', audit.reviews, audit.changed, audit.dropped, audit.asked, audit.blocked)}
      </p>
      {managed.faults.length > 0 && (
        <section class="sr-banner" aria-label={t('workbench_policy_managed_faults')}>
          <div>
            <p>{t('workbench_policy_managed_faults')}</p>
            <PolicyFaults faults={managed.faults} />
          </div>
        </section>
      )}
      <section aria-labelledby="rules" class="sr-policy-part">
        <div class="sr-tools">
          <h2 class="sr-heading" id="rules">
            {t('workbench_policy_rules')} <small>{t('workbench_policy_first')}</small>
          </h2>
          {canEdit && (
            <>
              <button type="button" id="import-policy" class="sr-button" onClick={() => input.current?.click()}>
                {t('workbench_policy_import')}
              </button>
              <button type="button" id="add-rule" class="sr-button" onClick={() => edit(null, newRule)}>
                {t('workbench_policy_add')}
              </button>
            </>
          )}
          <button
            type="button"
            class="sr-button"
            onClick={() => saveFile('scope-review-policy.json', 'application/json', writePolicyFile(policy))}
          >
            {t('workbench_policy_export')}
          </button>
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
        <p role="status">{fault ? tById('storage', fault) : message}</p>
        <PolicyFaults faults={faults} />
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
        {editing && (
          <RuleForm
            key={String(editing.index)}
            draft={editing.draft}
            choices={ruleChoices(editing.draft)}
            onSave={saveRule}
            onCancel={() => {
              focus.current = 'add-rule';
              setEditing(null);
            }}
          />
        )}
        <RuleTable
          rows={ruleRows(policy, audit?.byRule ?? null)}
          edit={
            canEdit
              ? {
                  change: (index) => {
                    const rule = policy.rules[index];
                    if (rule) edit(index, draftOf(rule));
                  },
                  move,
                  remove,
                }
              : null
          }
        />
      </section>
      <section aria-labelledby="test" class="sr-policy-part">
        <h2 class="sr-heading" id="test">
          {t('workbench_policy_test')} <small>{t('workbench_policy_test_text')}</small>
        </h2>
        <Intake
          label={t('workbench_policy_intake')}
          reading={session.reading}
          onOpen={(contents) => void session.open(contents)}
          onCancel={session.cancel}
        />
        <TestResults rows={useMemo(() => testRows(policy, session), [policy, session.items])} />
      </section>
    </>
  );
}
