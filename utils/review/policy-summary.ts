/** Says in words what a policy does to a request. */
import type { PolicyEffect, PolicyResult, PolicyVerdict, RuleMatch } from '@/utils/policy/types';
import { listText, t, tPlural } from '@/utils/text/text';
import { unseenText } from './access';

type Effects = Pick<PolicyResult, 'blocking' | 'dropped' | 'asked' | 'isIncomplete' | 'unseen'>;

/** Returns the strongest effect. A request that may have other scopes is not simply allowed. */
export function policyEffect({ blocking, dropped, asked, isIncomplete, unseen }: Effects): PolicyEffect {
  if (blocking.length > 0 || unseen?.action === 'deny') return 'blocked';
  return isIncomplete || dropped.length + asked.length > 0 ? 'changed' : 'allowed';
}

/** Returns the strongest effect as one word. What a request may have besides its scopes, or without any, is unknown. */
export function policyVerdict(policy: Effects & Pick<PolicyResult, 'scopes'>): PolicyVerdict {
  if (policyEffect(policy) === 'blocked') return 'denied';
  if (policy.dropped.length > 0) return 'partly-denied';
  if (policy.asked.length > 0) return 'asks';
  return policy.isIncomplete || policy.scopes.length === 0 ? 'unknown' : 'allowed';
}

/** Returns the effects with their counts: `Can’t connect: … Drops 2. Asks about 4.` */
export function policySummary({ blocking, dropped, asked, isIncomplete, unseen }: Effects): string {
  const effects = [
    blocking.length > 0 ? tPlural('policy_blocks', blocking.length) : '',
    dropped.length > 0 ? tPlural('policy_drops', dropped.length) : '',
    asked.length > 0 ? tPlural('policy_asks_about', asked.length) : '',
    isIncomplete ? unseenText(unseen) : '',
  ].filter(Boolean);
  return effects.length > 0 ? effects.join(' ') : t('policy_allowed');
}

/** Returns the effects with the IDs and the reasons, as lines. */
export function policyLines(policy: PolicyResult): string[] {
  const named = policy.scopes.filter(({ action }) => action !== 'allow');
  const byReason = Map.groupBy(named, ({ action, reason }) =>
    t(action === 'deny' ? 'policy_line_denied' : 'policy_line_asked', reason ?? ''),
  );
  return [
    t('policy_line_summary', policy.name, policySummary(policy)),
    ...[...byReason].map(([reason, scopes]) => `${reason} ${listText(scopes.map(({ id }) => id))}`),
  ];
}

/**
 * Returns which scopes fall under which rule, in the order of the rules, and at the end those that
 * no rule matches.
 */
export function matchesByRule({ scopes }: Pick<PolicyResult, 'scopes'>): RuleMatch[] {
  const groups = Map.groupBy(scopes, ({ rule, action }) => `${rule} ${action}`);
  const matches = [...groups.values()].flatMap(([first, ...others]): RuleMatch[] => {
    if (!first) return [];
    const { id, ...decision } = first;
    return [{ ...decision, scopes: [id, ...others.map((other) => other.id)] }];
  });
  return matches.toSorted((one, other) => (one.rule ?? Number.POSITIVE_INFINITY) - (other.rule ?? Number.POSITIVE_INFINITY) || 0);
}
