import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatIsoDay } from '@/components/review/format';
import { ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { ModeBar, TestResults, type TestRow } from '@/components/workbench/policy/PolicyParts';
import { PolicyFaults, type RuleDraft, RuleForm } from '@/components/workbench/policy/RuleForm';
import { RuleTable } from '@/components/workbench/policy/RuleTable';
import { decodeFile } from '@/utils/files/decode';
import { reviewInputOf } from '@/utils/files/open';
import { type PolicyFile, readPolicyFile, writePolicyFile } from '@/utils/policy/policy-file';
import { nameOfApp } from '@/utils/review/app-name';
import { buildReview } from '@/utils/review/build-review';
import { policyEffect, policySummary } from '@/utils/review/policy-summary';
import type { FieldFault } from '@/utils/text/file-schema';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { t, tById, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { saveFile } from '../../app/save-file';
import { linkTo } from '../route';
import type { Session } from '../use-session';
import type { ViewProps } from '../view-props';
import { draftOf, emptyPolicy, newRule, readDraft, ruleChoices, ruleRows } from './rules';
import { usePolicy } from './use-policy';

/** Shows the policy that applies, lets the user change their own, and tests it. */
export function PolicyView({ session, isPrivate }: ViewProps) {
  const { managed, own, audit, fault, isLoaded, save } = usePolicy(isPrivate);
  const [editing, setEditing] = useState<{ index: number | null; draft: RuleDraft } | null>(null);
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
  }, [policy, editing]);

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
    setFaults(read.ok ? [] : read.faults);
    // A policy begins with its report, whatever its author wants.
    const saved = read.ok && (await save({ ...read.file, mode: 'audit' }));
    setMessage(saved ? t('workbench_policy_imported') : '');
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
              <button type="button" class="sr-button" onClick={() => input.current?.click()}>
                {t('workbench_policy_import')}
              </button>
              <button type="button" id="add-rule" class="sr-button" onClick={() => setEditing({ index: null, draft: newRule })}>
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
                    if (rule) setEditing({ index, draft: draftOf(rule) });
                  },
                  move,
                  remove: (index) => {
                    setEditing(null);
                    focus.current = 'add-rule';
                    void change({ rules: policy.rules.toSpliced(index, 1) }, t('workbench_policy_deleted', index + 1));
                  },
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

/** Further results would make the page slow; the list of requests has them all. */
const MAX_RESULTS = 200;

function testRows(file: PolicyFile, { items }: Session): TestRow[] {
  const found = items.flatMap(({ id, opened }) => (opened?.found ?? []).map((one, index) => ({ one, href: linkTo('review', id, index) })));
  // What was opened last is what the user wants to test.
  const requests = found.filter(({ one }) => one.input.request.scopes.length > 0).slice(-MAX_RESULTS);
  return requests.flatMap(({ one, href }) => {
    const input = reviewInputOf(one.input);
    if (!input) return [];
    const review = buildReview({ ...input, policy: { owner: 'file', file: { ...file, mode: 'audit' } } });
    if (!review.policy) return [];
    const app = nameOfApp(review) ?? one.app ?? t('review_unknown_app');
    return [
      {
        title: t('review_subject', app, review.provider.name),
        scopes: review.scopes.length,
        effect: policyEffect(review.policy),
        summary: policySummary(review.policy),
        href,
      },
    ];
  });
}
