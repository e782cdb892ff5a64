/**
 * What of a review the faces of panel and popup show, so that badge and folded tab say the same.
 */
import type { Finding } from '@/providers/contract/finding';
import { stillGranted } from './access';
import type { Review } from './types';

/** Matches a description of a denial that says that a person decided. */
const saysUserDecided = /\b(?:user|resource owner(?: or authorization server)?)(?: has)? (?:denied|declined|cancell?ed|rejected)\b(?! by)/i;

/**
 * Whether the provider reported a denial that nothing but the user's own decision explains. Any
 * other description may give another reason, and a pasted error needs the texts to send.
 */
export function isDeniedByUser({ diagnosis, scopes }: Pick<Review, 'diagnosis' | 'scopes'>): boolean {
  if (diagnosis?.error !== 'access_denied' || !diagnosis.recognized || scopes.length === 0) return false;
  const { description, finding } = diagnosis;
  return finding.severity !== 'blocker' && (description === null || saysUserDecided.test(description));
}

/**
 * Returns the blockers and warnings about what the page requests now, whatever is ticked. After the
 * user's own denial there are none, because nothing is left to decide.
 */
export function shownAlerts(review: Pick<Review, 'diagnosis' | 'findings' | 'scopes' | 'current'>): Finding[] {
  if (isDeniedByUser(review)) return [];
  const { findings, scopes, current } = review;
  return findingsFor(findings, scopes, new Set(current)).filter(({ severity }) => severity !== 'notice');
}

/**
 * Returns the findings that apply to the selection. A finding that ends with its scopes stays while
 * one of them is kept, or included in a kept one.
 */
export function findingsFor(findings: readonly Finding[], scopes: Review['scopes'], selection: ReadonlySet<string>): Finding[] {
  const granted = stillGranted(scopes, selection);
  const isGranted = ({ id, locked }: Review['scopes'][number]) => locked || selection.has(id) || granted.has(id);
  const ids = new Set(scopes.filter(isGranted).map(({ id }) => id));
  return findings.filter((finding) => !finding.endsWhenDropped || finding.scopes.some((id) => ids.has(id)));
}
