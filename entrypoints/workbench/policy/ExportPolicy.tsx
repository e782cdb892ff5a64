import { useState } from 'preact/hooks';
import { Icon } from '@/components/icons/Icon';
import { PolicyFaults } from '@/components/workbench/policy/PolicyFaults';
import type { Baseline } from '@/utils/policy/baseline';
import { withBaselines } from '@/utils/policy/policy-baseline';
import { type PolicyFile, readPolicyFile, writePolicyFile } from '@/utils/policy/policy-file';
import type { FieldFault } from '@/utils/text/file-schema';
import { t, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { saveFile } from '../../app/save-file';
import { policyRules } from './rules';

interface Props {
  policy: PolicyFile;
  /** Whether there is no policy yet; `policy` is then an empty one. */
  isNone: boolean;
  /** What was approved on this device. */
  approved: readonly Baseline[];
}

/** Saves the policy as a file, alone or with what was approved on this device. */
export function ExportPolicy({ policy, isNone, approved }: Props) {
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const save = (file: PolicyFile) => {
    const text = writePolicyFile(file);
    const read = readPolicyFile(text);
    setFaults(read.ok ? [] : read.faults);
    if (read.ok) saveFile('scope-review-policy.json', 'application/json', text);
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
      {approved.length > 0 && (
        <button type="button" class="sr-button" onClick={() => save({ ...policy, date: calendarDay(Date.now()), baselines })}>
          <Icon name="download" />
          {tPlural('workbench_policy_export_baselines', baselines.length)}
        </button>
      )}
      <PolicyFaults faults={faults} rules={policyRules} takesFocus />
    </>
  );
}
