import type { PolicyAction } from '@/utils/policy/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { ScopeIdText } from '../../controls/ScopeIds';
import { Icon } from '../../icons/Icon';
import type { IconName } from '../../icons/shapes';

/** A rule, and the scopes of a request about which it decides. */
export interface MatchedRule {
  /** `Rule 3`, or that no rule matches. */
  title: string;
  action: PolicyAction;
  /** Empty if no rule matches. */
  reason: string;
  /** A page of the rule's author; null if there is none. */
  link: string | null;
  /** `stays`: whether the scope is denied and can't be dropped. */
  scopes: readonly { id: string; label: string; stays: boolean }[];
}

const icons: Record<PolicyAction, IconName> = { deny: 'bar', ask: 'question', allow: 'check' };

/** Shows what a rule does. */
export function Action({ action }: { action: PolicyAction }) {
  return (
    <span class={`sr-policy sr-policy--${action}`}>
      <Icon name={icons[action]} small />
      {tById('policy_action', action)}
    </span>
  );
}

/** Lists which scopes of a request fall under which rule. */
export function RuleMatches({ rules }: { rules: readonly MatchedRule[] }) {
  return (
    <ul class="sr-matches">
      {rules.map(({ title, action, reason, link, scopes }) => (
        <li key={`${title} ${action}`}>
          <p class="sr-matches__rule">
            <Action action={action} /> <strong>{title}</strong> {reason && <bdi>{reason}</bdi>}{' '}
            {link && (
              <a class="sr-link" href={link} target="_blank" rel="noopener noreferrer" title={t('link_opens', link)}>
                {`${t('workbench_policy_link')}\u00a0`}
                <Icon name="external" small />
              </a>
            )}{' '}
            <small>{tPlural('refused_choice_scopes', scopes.length)}</small>
          </p>
          <ul class="sr-matches__scopes">
            {scopes.map(({ id, label, stays }) => (
              <li key={id}>
                <span>
                  {label} {stays && <strong class="sr-policy sr-policy--deny">{t('workbench_policy_stays')}</strong>}
                </span>{' '}
                <ScopeIdText id={id} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
