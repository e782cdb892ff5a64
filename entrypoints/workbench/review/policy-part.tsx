import { RuleMatches } from '@/components/workbench/policy/RuleMatches';
import type { PolicyFile } from '@/utils/policy/policy-file';
import type { PolicyResult } from '@/utils/policy/types';
import { policyEffect, policySummary } from '@/utils/review/policy-summary';
import type { Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { matchedRules } from '../policy/test-rows';
import { linkTo } from '../route';

/** Returns what the sheet shows of the policy. `isTest`: whether the user comes from its test. */
export function policyPart(review: Review, policy: PolicyResult, { mode }: PolicyFile, isTest: boolean) {
  const summary = t('policy_line_summary', policy.name, policySummary(policy));
  return {
    notice: mode === 'off' && !isTest ? null : `${summary} ${tById('policy_mode_text', mode)}`,
    isBlocking: mode === 'enforce' && policyEffect(policy) === 'blocked',
    decided: policy.scopes.filter(({ action }) => action !== 'allow').length,
    panel: (
      <>
        <RuleMatches rules={matchedRules(review, policy)} />
        <p>
          <a class="sr-link" href={linkTo('policy')}>
            {t('workbench_policy_all_rules')}
          </a>
        </p>
      </>
    ),
  };
}
