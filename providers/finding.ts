/** How a finding is made, by a provider's rules and by the engine. */
import type { Finding } from './contract/finding';

type Rest = Partial<Pick<Finding, 'params' | 'scopes' | 'evidence' | 'source'>>;

/** The lists of `rest` that are left out are empty; the evidence of a finding about scopes is the scopes themselves. */
export function finding(
  id: string,
  severity: Finding['severity'],
  confidence: Finding['confidence'],
  actor: Finding['actor'],
  { scopes = [], ...rest }: Rest = {},
): Finding {
  return { id, severity, confidence, actor, params: [], scopes, evidence: scopes, ...rest };
}
