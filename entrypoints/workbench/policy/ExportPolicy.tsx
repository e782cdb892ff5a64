import { useState } from 'preact/hooks';
import { Icon } from '@/components/icons/Icon';
import { CopyButton } from '@/components/workbench/CopyButton';
import { PolicyFaults } from '@/components/workbench/policy/PolicyFaults';
import type { Baseline } from '@/utils/policy/baseline';
import { withBaselines } from '@/utils/policy/policy-baseline';
import { type PolicyFile, readPolicyFile, writePolicyFile } from '@/utils/policy/policy-file';
import { canonicalJson } from '@/utils/storage/canonical-json';
import type { FieldFault } from '@/utils/text/file-schema';
import { t, tById, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { copyText } from '../../app/copy';
import { saveFile } from '../../app/save-file';
import { policyRules } from './rules';

interface Props {
  policy: PolicyFile;
  /** Whether there is no policy yet; `policy` is then an empty one. */
  isNone: boolean;
  /** What was approved on this device. */
  approved: readonly Baseline[];
}

/** Says how the policy gets to other browsers, and what the text for managed storage has and lacks. */
export function RolloutNote({ policy, approved }: Omit<Props, 'isNone'>) {
  const { baselines = [] } = policy;
  const isWhole = canonicalJson({ baselines }) === canonicalJson({ baselines: withBaselines(baselines, approved) });
  const texts = [
    t('workbench_policy_rollout'),
    t('workbench_policy_copy_mode', tById('policy_mode', policy.mode)),
    isWhole ? '' : t('workbench_policy_copy_without'),
  ];
  return <p class="sr-small sr-muted">{texts.filter(Boolean).join(' ')}</p>;
}

/**
 * Saves the policy as a file, alone or with what was approved on this device, or copies it as the text that managed
 * storage takes: one line, as a JSON string.
 */
export function ExportPolicy({ policy, isNone, approved }: Props) {
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const save = (file: PolicyFile, name = 'scope-review-policy') => {
    const text = writePolicyFile(file);
    const read = readPolicyFile(text);
    setFaults(read.ok ? [] : read.faults);
    if (read.ok) saveFile(`${name}.json`, 'application/json', text);
  };
  const baselines = withBaselines(policy.baselines ?? [], approved);
  return (
    <>
      {!isNone && (
        <button type="button" class="sr-button" onClick={() => save(policy)}>
          <Icon name="download" />
          {t('workbench_policy_export')}
        </button>
      )}
      {!isNone && (
        <CopyButton
          key={JSON.stringify(policy)}
          label={t('workbench_policy_copy')}
          onCopy={() => copyText(JSON.stringify(JSON.stringify(policy)))}
        />
      )}
      {approved.length > 0 && (
        <button
          type="button"
          class="sr-button"
          onClick={() => save({ ...policy, date: calendarDay(Date.now()), baselines }, 'scope-review-policy-with-baselines')}
        >
          <Icon name="download" />
          {tPlural('workbench_policy_export_baselines', baselines.length)}
        </button>
      )}
      <PolicyFaults faults={faults} rules={policyRules} takesFocus />
    </>
  );
}
