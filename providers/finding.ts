/** Creates findings, both for the providers' rules and for the engine. */
import type { Finding } from './contract/finding';

/** The fields that every caller states; all others have defaults. */
type FindingParts = Pick<Finding, 'id' | 'severity' | 'confidence' | 'actor'> & Partial<Finding>;

/**
 * Completes a finding. `params` and `scopes` are empty by default, and `evidence` is the scopes,
 * because a finding about scopes has no other evidence.
 */
export function finding({ scopes = [], ...parts }: FindingParts): Finding {
  return { params: [], scopes, evidence: scopes, ...parts };
}
