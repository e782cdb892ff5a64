import { useState } from 'preact/hooks';
import { EmptyState } from '@/components/workbench/EmptyState';
import { ViewTitle } from '@/components/workbench/Frame';
import type { Baseline } from '@/utils/policy/baseline';
import { t, tById, tPlural } from '@/utils/text/text';
import { usePolicies } from '../policy/use-policies';
import { useBaselines } from '../review/use-baselines';
import { linkTo } from '../route';
import type { ViewProps } from '../view-props';
import { BASELINES, BaselineList } from './BaselineList';

/** Shows what was approved on this device, to read, delete and export it. */
export function ApprovalsView({ isPrivate }: ViewProps) {
  const { all, fault, isLoaded, remove } = useBaselines();
  const { counting } = usePolicies();
  const ofPolicy = counting?.mode === 'off' ? [] : (counting?.baselines ?? []);
  const [message, setMessage] = useState('');
  const forget = async (baseline: Baseline, title: string) => {
    const isGone = await remove(baseline);
    setMessage(isGone ? t('workbench_preferences_forgotten', title) : '');
    // The heading of the list disappears with its last entry.
    (all.length > 1 ? document.getElementById(BASELINES) : document.querySelector('h1'))?.focus();
  };
  return (
    <>
      <ViewTitle title={t('workbench_title_approvals')} text={t('workbench_approvals_text')} />
      {isPrivate && (
        <EmptyState icon="lock" title={t('workbench_private_title')}>
          {t('workbench_private_text')}
        </EmptyState>
      )}
      {!isPrivate && fault && (
        <p class="sr-alert sr-alert--warning" role="alert">
          {tById('storage', fault)}
        </p>
      )}
      {!isPrivate && isLoaded && (
        <>
          <p class="sr-hidden" role="status">
            {message}
          </p>
          {all.length === 0 && (
            <EmptyState icon="check" title={t('workbench_approvals_empty')}>
              {t('workbench_approvals_empty_text')}{' '}
              <a class="sr-link" href={linkTo('review')}>
                {t('workbench_approvals_review')}
              </a>
            </EmptyState>
          )}
          {counting && ofPolicy.length > 0 && (
            <p>
              <a class="sr-link" href={linkTo('policy')}>
                {tPlural('workbench_approvals_policy', ofPolicy.length, counting.name)}
              </a>
            </p>
          )}
          <BaselineList message={message} baselines={all} onDelete={forget} />
          <p>
            <a class="sr-link" href={linkTo('preferences')}>
              {t('workbench_approvals_transfer')}
            </a>
          </p>
        </>
      )}
    </>
  );
}
