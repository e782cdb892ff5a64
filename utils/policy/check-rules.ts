/** Finds rules of a policy that do less than their author may expect. */
import { providers } from '@/providers';
import type { CatalogueScope, ScopeId } from '@/providers/contract/catalogue';
import type { ProviderId } from '@/providers/contract/page';
import { matchesScope, sameScopes } from './decide';
import { matchesPattern } from './pattern';
import type { PolicyRule } from './policy-file';

/** The kinds of access that `full` includes. */
const partsOfFull = ['read', 'write', 'delete'] as const;
type PartOfFull = (typeof partsOfFull)[number];

/** What a rule does not do. */
export interface RuleCheck {
  /** The kinds of access that the rule names, while no rule stops the `full` access that includes them. */
  gap: readonly PartOfFull[];
  /**
   * The positions of rules above that decide about every listed scope that this one matches; empty
   * if it decides about one, or matches none.
   */
  shadowedBy: readonly number[];
}

/** A scope of a provider's list, with all its IDs. */
interface Listed {
  provider: ProviderId;
  scope: CatalogueScope;
  ids: readonly ScopeId[];
}

const strictness = { allow: 0, ask: 1, deny: 2 } as const;

/** Returns for each rule of a policy what it does not do. */
export function checkRules(rules: readonly PolicyRule[]): RuleCheck[] {
  const all = providers.flatMap(({ id, knowledge: { catalogue, findScope } }) =>
    catalogue.scopes.map((scope): Listed => ({ provider: id, scope, ids: sameScopes(findScope, scope.id) })),
  );
  const shadows = shadowsOf(rules, all);
  const full = all.filter(({ scope }) => scope.access === 'full');
  return rules.map((rule, index) => ({ gap: gapOf(rule, rules, full), shadowedBy: shadows[index] ?? [] }));
}

/** Returns the parts of `full` that a rule names, if it would stop a scope of that access with `full`. */
function gapOf(rule: PolicyRule, rules: readonly PolicyRule[], full: readonly Listed[]): PartOfFull[] {
  const parts = partsNamedBy(rule);
  const wide = { ...rule, access: undefined };
  const isMissed = (listed: Listed) =>
    matches(wide, listed) && !rules.some((other) => other.action !== 'allow' && coversApp(other, rule) && matches(other, listed));
  return parts.length > 0 && full.some(isMissed) ? parts : [];
}

/** Returns the parts of `full` that a rule asks about or denies without `full` itself. */
export function partsNamedBy({ action, access = [] }: { action: string; access?: readonly string[] | undefined }): PartOfFull[] {
  return action === 'allow' || access.includes('full') ? [] : partsOfFull.filter((part) => access.includes(part));
}

function shadowsOf(rules: readonly PolicyRule[], all: readonly Listed[]): number[][] {
  const states = rules.map(() => ({ isUsed: false, by: new Set<number>() }));
  for (const listed of all) {
    const above: number[] = [];
    for (const [index, state] of states.entries()) {
      const rule = rules[index] as PolicyRule;
      if (!matches(rule, listed)) continue;
      const first = above.find((one) => decidesBefore(rules[one] as PolicyRule, rule));
      if (first === undefined) {
        state.isUsed = true;
        above.push(index);
      } else state.by.add(first);
    }
  }
  return states.map(({ isUsed, by }) => (isUsed ? [] : [...by].toSorted((one, other) => one - other)));
}

function matches(rule: PolicyRule, { provider, scope, ids }: Listed): boolean {
  return (rule.provider === undefined || rule.provider === provider) && matchesScope(rule, ids, scope);
}

/**
 * Whether a rule above decides wherever one below it would. Where it is not certain which app it is,
 * the stricter one of two rules about apps counts.
 */
function decidesBefore(above: PolicyRule, below: PolicyRule): boolean {
  return above.app === undefined || (coversApp(above, below) && strictness[above.action] >= strictness[below.action]);
}

/** A `*` in a pattern fits only a `*` of another one, so a pattern that fits the other's text fits all of its apps. */
const coversApp = (one: PolicyRule, other: PolicyRule) =>
  one.app === undefined || (other.app !== undefined && matchesPattern(one.app, other.app));
