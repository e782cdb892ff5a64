/** How a finding is made, by a provider's rules and by the engine. */
import type { Finding } from './contract/finding';

/** What every finding has, and what it may leave out. */
type FindingParts = Pick<Finding, 'id' | 'severity' | 'confidence' | 'actor'> & Partial<Finding>;

/** Lists that are left out are empty; the evidence of a finding about scopes is the scopes themselves. */
export function finding({ scopes = [], ...parts }: FindingParts): Finding {
  return { params: [], scopes, evidence: scopes, ...parts };
}
