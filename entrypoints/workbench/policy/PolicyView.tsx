import { useMemo, useState } from 'preact/hooks';
import { Confirm } from '@/components/workbench/Confirm';
import { EmptyState } from '@/components/workbench/EmptyState';
import { ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { AuditedReviews } from '@/components/workbench/policy/AuditedReviews';
import { ModeBar } from '@/components/workbench/policy/ModeBar';
import { PolicyFaults } from '@/components/workbench/policy/PolicyFaults';
import { TestResults } from '@/components/workbench/policy/TestResults';
import { POLICY_LIMITS, type PolicyFile, readPolicyFile, writePolicyFile } from '@/utils/policy/policy-file';
import type { FieldFault } from '@/utils/text/file-schema';
import { t, tById, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { DeleteElsewhere } from '../DeleteElsewhere';
import { historyRow } from '../history/rows';
import { useBaselines } from '../review/use-baselines';
import { useSliced } from '../use-sliced';
import type { ViewProps } from '../view-props';
import { Rules } from './Rules';
import { emptyPolicy, policyRules } from './rules';
import { testRows } from './test-rows';
import { useAudit } from './use-audit';
import { usePolicies } from './use-policies';

const nothingTested = { rows: [], left: 0 };

/** Shows the policy that applies, lets the user change their own, and tests it. */
export function PolicyView({ session, isPrivate }: ViewProps) {
  const { managed, counting, isLost, fault, isLoaded, save } = usePolicies();
  const { all: approved } = useBaselines();
  const { result: audit, isDone: isAudited } = useAudit(counting, managed.switches.history && !isPrivate);
  const [message, setMessage] = useState('');
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [tests, setTests] = useState(0);
  const policy = useMemo(() => counting ?? emptyPolicy(Date.now()), [counting]);
  const isManaged = managed.policy !== null;
  const isNone = counting === null;
  // A policy that was not read must not be replaced by the first change.
  const canEdit = isLoaded && !isManaged && !managed.isUnread && !isPrivate;
  const isKnown = !isNone || canEdit;
  const auditedRows = useMemo(
    () => (audit?.changed ?? []).map((one) => historyRow(one, { stored: approved, policy: counting })),
    [audit, approved, counting],
  );
  const modeText = tById('policy_mode_text', policy.mode);
  const { result: tested = nothingTested, isDone: isTested } = useSliced(testRows, policy, session.items, approved);

  /**
   * Stores the policy, unless its file could not be read back, or deletes it for null; resolves to whether
   * that was done.
   */
  const store = async (file: PolicyFile | null, text: string) => {
    const read = file && readPolicyFile(writePolicyFile(file));
    const saved = read?.ok !== false && (await save(file));
    setFaults(read?.ok === false ? read.faults : []);
    setMessage(saved ? text : t('workbench_policy_not_saved'));
    return saved;
  };
  const change = (changed: Partial<PolicyFile>, text: string) => store({ ...policy, date: calendarDay(Date.now()), ...changed }, text);
  const remove = async () => {
    // The button disappears with the policy.
    if (await store(null, t('workbench_policy_removed'))) document.querySelector<HTMLElement>('h1')?.focus();
  };
  const test = async (contents: readonly (File | string)[]) => {
    const added = await session.open(contents);
    if (added.length > 0) setTests(tests + 1);
  };
  return (
    <>
      <ViewTitle title={t('workbench_title_policy')} text={t('workbench_policy_text')} />
      {managed.faults.length > 0 && (
        <section class="sr-banner" aria-label={t('workbench_policy_managed_faults')}>
          <div>
            <p>{t('workbench_policy_managed_faults')}</p>
            <PolicyFaults faults={managed.faults} rules={policyRules} />
          </div>
        </section>
      )}
      {managed.isUnread && (
        <EmptyState icon="warning" title={t('finding_policy_unread_title')}>
          {t('workbench_policy_unread')}
        </EmptyState>
      )}
      {!isKnown && !managed.isUnread && (isPrivate || fault) && (
        <EmptyState icon={isPrivate ? 'lock' : 'warning'} title={t(isPrivate ? 'workbench_private_title' : 'workbench_unreadable')}>
          {fault && !isPrivate ? tById('workbench_fault', fault) : t('workbench_private_text')}
        </EmptyState>
      )}
      {isKnown && (
        <>
          <ModeBar
            name={policy.name}
            about={
              isNone
                ? t(isLost ? 'workbench_policy_lost' : 'workbench_policy_none')
                : t(
                    'policy_line',
                    tPlural('workbench_policy_count', policy.rules.length),
                    policy.date,
                    tById('policy_owner', isManaged ? 'organization' : 'user'),
                  )
            }
            mode={policy.mode}
            edit={
              canEdit && !isNone
                ? {
                    mode: (mode) => void change({ mode }, tById('policy_mode_text', mode)),
                    rename: (name) => void change({ name }, t('workbench_policy_renamed')),
                    maxLength: POLICY_LIMITS.name,
                  }
                : null
            }
          />
          <AuditedReviews
            text={[
              !isNone && modeText,
              !managed.switches.history && t('workbench_history_off'),
              audit &&
                audit.reviews > 0 &&
                tPlural('workbench_policy_audit', audit.reviews, audit.changed.length, audit.dropped, audit.asked, audit.blocked),
            ]}
            rows={auditedRows}
          />
          <Rules
            policy={policy}
            isNone={isNone}
            canEdit={canEdit}
            approved={approved}
            byRule={isAudited ? (audit?.byRule ?? null) : null}
            onChange={change}
            onLost={() => setMessage(t('workbench_policy_rule_gone'))}
          >
            {/* The mode is said above, too, so it is only announced here. */}
            <p role="status" class={message === modeText ? 'sr-hidden' : undefined}>
              {fault ? tById('storage', fault) : message}
            </p>
            <PolicyFaults faults={faults} rules={policyRules} takesFocus />
          </Rules>
          {canEdit && !isNone && (
            <div class="sr-tools">
              <Confirm
                label={t('workbench_policy_remove')}
                text={t('workbench_policy_remove_text', policy.name)}
                yes={t('workbench_policy_remove_yes')}
                onConfirm={() => void remove()}
              />
              <DeleteElsewhere views={['preferences', 'history']} />
            </div>
          )}
          <section aria-labelledby="test" class="sr-policy-part">
            <h2 class="sr-heading" id="test">
              {t('workbench_policy_test')} <small>{t('workbench_policy_test_text')}</small>
            </h2>
            <Intake
              label={t('workbench_policy_intake')}
              reading={session.reading}
              onOpen={(contents) => void test(contents)}
              onCancel={session.cancel}
            />
            <TestResults {...tested} isDone={isTested} shown={tests} />
          </section>
        </>
      )}
    </>
  );
}
