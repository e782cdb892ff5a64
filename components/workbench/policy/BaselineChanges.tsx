import { useState } from 'preact/hooks';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import { type ApprovedScopes, BaselineDetail } from '../preferences/BaselineDetail';

/** An approved baseline that an imported policy adds, changes or removes; `approved`: it adds one that this device has, too. */
export interface BaselineChange {
  kind: 'new' | 'approved' | 'changed' | 'removed';
  /** The app, with its account and client if another baseline has the same name. */
  title: string;
  /** What was noted; of a changed baseline only what differs. */
  facts: readonly (readonly [name: string, value: string])[];
  /** The scopes by requirement; of a changed baseline only those that differ, by the kind of change. */
  groups: readonly ApprovedScopes[];
}

/** Lists the baselines that change; each opens to its scopes. */
export function BaselineChanges({ changes }: { changes: readonly BaselineChange[] }) {
  if (changes.length === 0) return null;
  const count = (kind: BaselineChange['kind']) => changes.filter((one) => one.kind === kind).length;
  const warnings = [
    count('changed') > 0 && tPlural('workbench_policy_import_changed', count('changed')),
    count('removed') > 0 && tPlural('workbench_policy_import_removed', count('removed')),
  ];
  return (
    <>
      {warnings.map(
        (text) =>
          text && (
            <p key={text} class="sr-import__warning">
              <Icon name="warning" small /> {text}
            </p>
          ),
      )}
      <section aria-labelledby="policy-import-baselines">
        <h4 class="sr-small" id="policy-import-baselines">
          {t('workbench_policy_import_baselines_list')}
        </h4>
        <ul>
          {changes.map((change, index) => (
            <li key={index}>
              <Change {...change} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** A policy may have many baselines with many scopes, so they are drawn once they are opened. */
function Change({ kind, title, facts, groups }: BaselineChange) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <bdi>{title}</bdi> <span class="sr-muted">{tById('workbench_policy_import_baseline', kind)}</span>
      </summary>
      {isOpen && <BaselineDetail facts={facts} groups={groups} />}
      {isOpen && facts.length + groups.length === 0 && <p class="sr-small">{t('workbench_policy_import_baseline_same')}</p>}
    </details>
  );
}
