/** Finds rules of a policy that decide about nothing, because of those above. */
import { providers } from '@/providers';
import type { CatalogueScope, ScopeId } from '@/providers/contract/catalogue';
import type { ProviderId } from '@/providers/contract/page';
import { matchesScope, sameScopes } from './decide';
import { matchesPattern } from './pattern';
import type { PolicyRule } from './policy-file';

/** A scope of a provider's list, with all its IDs. */
interface Listed {
  provider: ProviderId;
  scope: CatalogueScope;
  ids: readonly ScopeId[];
}

const strictness = { allow: 0, ask: 1, deny: 2 } as const;

/**
 * Returns for each rule the positions of the rules above that decide about every listed scope that it
 * matches; none if it decides about one, or matches none.
 */
export function findShadows(rules: readonly PolicyRule[]): number[][] {
  const all = providers.flatMap(({ id, knowledge: { catalogue, findScope } }) =>
    catalogue.scopes.map((scope): Listed => ({ provider: id, scope, ids: sameScopes(findScope, scope.id) })),
  );
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
