/** How a requirement is called, according to who states it. */
import type { Requirement } from '@/providers/contract/request';
import type { ReviewScope } from './types';

/**
 * All requirements that can be stated, in the order in which they are shown. `optional`: it isn't known
 * whether the app turns the scope on by default. Each has texts `requirement_` and `summary_`.
 */
export const statedRequirements: readonly (Requirement | 'optional')[] = [
  'required',
  'optional',
  'optional-on',
  'optional-off',
  'undeclared',
];

/**
 * Returns what is known of the requirement of a scope. A request only says that a scope is optional;
 * which of those are on by default, the app's profile says.
 */
export function statedRequirement({ requirement, provenance }: Pick<ReviewScope, 'requirement' | 'provenance'>): Requirement | 'optional' {
  return requirement === 'optional-on' && provenance === 'request' ? 'optional' : requirement;
}
