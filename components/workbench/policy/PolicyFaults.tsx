import { useEffect, useRef } from 'preact/hooks';
import type { FieldFault } from '@/utils/text/file-schema';
import { t, tPlural } from '@/utils/text/text';
import { faultText, type PolicyRules, placeText } from './fault-text';

/** Further faults are only counted. */
const MAX_FAULTS = 20;

interface Props {
  faults: readonly FieldFault[];
  rules: PolicyRules;
  /** Whether the list takes the focus when it appears, because the user's last click caused it. */
  takesFocus?: boolean;
}

/** Lists what is wrong with a policy, a file or managed storage: where, what, and what to do. */
export function PolicyFaults({ faults, rules, takesFocus = false }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus && faults.length > 0) list.current?.focus();
  }, [takesFocus, faults]);
  if (faults.length === 0) return null;
  return (
    <div class="sr-faulty" role="alert" ref={list} tabIndex={takesFocus ? -1 : undefined}>
      <ul class="sr-faults">
        {faults.slice(0, MAX_FAULTS).map((one) => (
          <li key={one.field + one.fault}>{t('workbench_policy_fault_at', placeText(one), faultText(one, rules))}</li>
        ))}
        {faults.length > MAX_FAULTS && <li>{tPlural('custom_profile_faults_more', faults.length - MAX_FAULTS)}</li>}
      </ul>
    </div>
  );
}
